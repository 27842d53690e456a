"""The one statement in which the databases differ, said in both dialects."""

from __future__ import annotations

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.schema import CreateTable

from storage import schema
from storage.upsert import upsert

REPLACES = (
    "ON CONFLICT (user_id, page) DO UPDATE SET title = excluded.title, verdict = excluded.verdict, "
    "rated_at = excluded.rated_at, guild_id = excluded.guild_id"
)


def test_both_databases_replace_everything_but_the_key() -> None:
    assert REPLACES in str(upsert("sqlite", schema.ratings).compile(dialect=sqlite.dialect()))
    assert REPLACES in str(upsert("postgresql", schema.ratings).compile(dialect=postgresql.dialect()))  # type: ignore[no-untyped-call]


def test_the_tables_can_be_made_in_postgresql() -> None:
    text = str(CreateTable(schema.ratings).compile(dialect=postgresql.dialect()))  # type: ignore[no-untyped-call]
    assert "user_id BIGINT NOT NULL" in text
    assert "rated_at TIMESTAMP WITH TIME ZONE NOT NULL" in text
    assert "ROWID" not in text
