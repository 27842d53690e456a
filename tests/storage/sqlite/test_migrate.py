"""Every earlier version arrives at this one whole, or stays as it was."""

from __future__ import annotations

import shutil
import sqlite3
from itertools import cycle, product
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

import storage.migrations
from storage import schema
from storage.database import Database
from storage.errors import DatabaseTooNew, MigrationFailed
from storage.migrate import SCRIPTS as SCRIPTS_IN_PACKAGE
from storage.migrate import _known
from storage.ratings import Rating, Ratings, Verdict
from storage.sqlite.readying import make_ready
from tests.storage.examples import ANN, NOON, ROOM

SCRIPTS = Path(storage.migrations.__file__).parent
REVISIONS = [each.revision for each in ScriptDirectory(str(SCRIPTS)).walk_revisions()]
EARLIER = Path(__file__).parents[1] / "versions"
"""For each revision a file of SQL: what that version added to the one before it, with rows in every table."""

KEPT = Rating("Amélie", "Amélie", Verdict.SEEN, NOON, ROOM)


def build(path: Path, revision: str) -> None:
    """Make a database as it was at `revision`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(path)
    for step in sorted(EARLIER.glob("*.sql")):
        if step.stem <= revision:
            connection.executescript(step.read_text(encoding="utf-8"))
    connection.close()


def dump(path: Path) -> list[str]:
    connection = sqlite3.connect(path)
    lines = list(connection.iterdump())
    connection.close()
    return lines


@pytest.mark.parametrize("revision", [None, *REVISIONS])
async def test_every_earlier_version_arrives_at_the_schema_of_today(path: Path, revision: str | None) -> None:
    if revision:
        build(path, revision)

    def differences(connection: Connection) -> list[Any]:
        return list(compare_metadata(MigrationContext.configure(connection), schema.metadata))

    async with await Database.open(path) as database:
        assert await database.read(lambda connection: connection.run_sync(differences)) == []


@pytest.mark.parametrize("revision", REVISIONS)
async def test_ratings_of_every_earlier_version_are_kept(path: Path, revision: str) -> None:
    build(path, revision)
    async with await Database.open(path) as database:
        assert await Ratings(database).of(ANN) == (KEPT,)


@pytest.mark.parametrize("revision", [None, *REVISIONS])
def test_made_ready_twice_is_made_ready_once(path: Path, revision: str | None) -> None:
    if revision:
        build(path, revision)
    make_ready(path)
    once = dump(path)
    make_ready(path)
    assert dump(path) == once


def test_every_revision_is_known_by_the_name_of_its_script() -> None:
    known, newest = _known(SCRIPTS_IN_PACKAGE)
    assert known == set(REVISIONS)
    assert newest == REVISIONS[0]


def test_the_newest_version_on_file_is_what_migrations_make(path: Path, tmp_path: Path) -> None:
    build(path, REVISIONS[0])
    made = tmp_path / "made.db"
    make_ready(made)

    def tables(of: Path) -> set[str]:
        return {"".join(line.split()) for line in dump(of) if line.startswith("CREATE")}

    assert tables(path) == tables(made)


BROKEN = """
revision = "9999"
down_revision = "{newest}"

def upgrade():
    from alembic import op
    op.execute("CREATE TABLE notes (id INTEGER PRIMARY KEY)")
    op.execute("ALTER TABLE ratings ADD COLUMN stars INTEGER")
    op.execute("DELETE FROM ratings")
    {failure}
"""
STARS = "CREATE TABLE stars (note_id INTEGER REFERENCES notes)"
FAILURES = {
    "an exception": ("raise RuntimeError('the author erred')", "the author erred"),
    "a mistake in SQL": ("op.execute('INSERT INTO nowhere VALUES (1)')", "no such table: nowhere"),
    "a reference into the void": (
        f"op.execute('{STARS}'); op.execute('INSERT INTO stars VALUES (7)')",
        "a row of stars refers to a row of notes that is gone",
    ),
}


@pytest.mark.parametrize(
    ("revision", "failure"),
    sorted({*product(REVISIONS[:1], FAILURES), *zip(REVISIONS, cycle(FAILURES), strict=False)}),
)
def test_a_migration_that_fails_midway_leaves_the_database_as_it_was(
    path: Path, tmp_path: Path, revision: str, failure: str
) -> None:
    build(path, revision)
    before = dump(path)
    statement, reason = FAILURES[failure]
    scripts = tmp_path / "migrations"
    shutil.copytree(SCRIPTS, scripts)
    step = BROKEN.format(newest=REVISIONS[0], failure=statement)
    (scripts / "versions" / "9999_broken.py").write_text(step, encoding="utf-8")
    with pytest.raises(MigrationFailed, match=reason) as raised:
        make_ready(path, scripts=str(scripts))
    assert raised.value.revision == revision
    assert dump(path) == before
    make_ready(path)  # and the version before still opens it


def test_a_database_of_a_later_version_is_refused_and_left_alone(path: Path) -> None:
    make_ready(path)
    connection = sqlite3.connect(path)
    connection.execute("UPDATE alembic_version SET version_num = '2042'")
    connection.commit()
    connection.close()
    before = dump(path)
    with pytest.raises(DatabaseTooNew) as raised:
        make_ready(path)
    assert (raised.value.revision, raised.value.newest) == ("2042", REVISIONS[0])
    assert dump(path) == before


def test_an_opening_without_migrations_logs_nothing(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    make_ready(path)
    caplog.clear()
    caplog.set_level("INFO")
    make_ready(path)
    assert caplog.messages == []
