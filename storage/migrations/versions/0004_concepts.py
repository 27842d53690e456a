"""Concepts, the words that they were made of, and votes on words."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables; nothing that is there changes."""
    _make_concepts()
    _make_words()
    _make_votes()


def _make_concepts() -> None:
    op.create_table(
        "concepts",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("guild_id", sa.BigInteger, nullable=True, comment="where; none in direct messages"),
        sa.Column(
            "owner_id", sa.BigInteger, nullable=True, comment="whose private concept; none in a server"
        ),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column(
            "key", sa.Text, nullable=False, comment="the name as it is compared: see storage.film_list.key_of"
        ),
        sa.Column(
            "preset", sa.Boolean, nullable=False, comment="whether nobody made it: it came with the bot"
        ),
        sa.Column("creator_id", sa.BigInteger, nullable=True, comment="who made it; none once forgotten"),
        sa.Column("seed", sa.Integer, nullable=False, comment="of the words that are drawn for it"),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("used_at", MOMENT, nullable=False, comment="when it was last asked for by a command"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_concepts")),
        sa.UniqueConstraint("guild_id", "key", "preset", name=op.f("uq_concepts_guild_id_key_preset")),
        sa.UniqueConstraint("owner_id", "key", "preset", name=op.f("uq_concepts_owner_id_key_preset")),
        sa.CheckConstraint("(guild_id IS NULL) <> (owner_id IS NULL)", name=op.f("ck_concepts_place")),
        sqlite_autoincrement=True,
    )


def _make_words() -> None:
    op.create_table(
        "concept_words",
        sa.Column("concept_id", sa.Integer, nullable=False),
        sa.Column(
            "number", sa.Integer, nullable=False, autoincrement=False, comment="from 0, in the order given"
        ),
        sa.Column("word", sa.Text, nullable=False, comment="as it was given: a word or a phrase"),
        sa.Column("inside", sa.Boolean, nullable=False, comment="an example, or else a word that is none"),
        sa.PrimaryKeyConstraint("concept_id", "number", name=op.f("pk_concept_words")),
        sa.ForeignKeyConstraint(
            ["concept_id"], ["concepts.id"], name=op.f("fk_concept_words_concept_id"), ondelete="CASCADE"
        ),
        sqlite_with_rowid=False,
    )


def _make_votes() -> None:
    op.create_table(
        "concept_votes",
        sa.Column("concept_id", sa.Integer, nullable=False),
        sa.Column("word", sa.Text, nullable=False),
        sa.Column("voter_id", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("inside", sa.Boolean, nullable=False),
        sa.Column("voted_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("concept_id", "word", "voter_id", name=op.f("pk_concept_votes")),
        sa.ForeignKeyConstraint(
            ["concept_id"], ["concepts.id"], name=op.f("fk_concept_votes_concept_id"), ondelete="CASCADE"
        ),
        sqlite_with_rowid=False,
    )
