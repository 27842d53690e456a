"""Rounds of the guessing game, their words and guesses, votes to give up, and keys drawn by lot."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables; nothing that is there changes."""
    _make_rounds()
    _make_secrets()
    _make_guesses()
    _make_give_ups()
    _make_keys()


def _make_rounds() -> None:
    op.create_table(
        "guess_rounds",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("guild_id", sa.BigInteger, nullable=True, comment="where; none in direct messages"),
        sa.Column("owner_id", sa.BigInteger, nullable=True, comment="whose private round; none in a server"),
        sa.Column("channel_id", sa.BigInteger, nullable=False, comment="where it began"),
        sa.Column("day", sa.Date, nullable=True, comment="whose word it is; none for a round at will"),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("hints", sa.Integer, nullable=False, comment="how many were told"),
        sa.Column(
            "starter_id",
            sa.BigInteger,
            nullable=True,
            comment="who started it; none for a word of the day, and once forgotten",
        ),
        sa.Column(
            "finder_id",
            sa.BigInteger,
            nullable=True,
            comment="who found the word; none until then, and once forgotten",
        ),
        sa.Column("started_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True, comment="none while it is open"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guess_rounds")),
        sa.UniqueConstraint("guild_id", "day", name=op.f("uq_guess_rounds_guild_id_day")),
        sa.CheckConstraint(
            "state IN ('open', 'found', 'given up', 'over')", name=op.f("ck_guess_rounds_state")
        ),
        sa.CheckConstraint("(guild_id IS NULL) <> (owner_id IS NULL)", name=op.f("ck_guess_rounds_place")),
        sqlite_autoincrement=True,
    )


def _make_secrets() -> None:
    op.create_table(
        "guess_secrets",
        sa.Column("round_id", sa.Integer, nullable=False),
        sa.Column("word", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("round_id", name=op.f("pk_guess_secrets")),
        sa.ForeignKeyConstraint(
            ["round_id"], ["guess_rounds.id"], name=op.f("fk_guess_secrets_round_id"), ondelete="CASCADE"
        ),
    )


def _make_guesses() -> None:
    op.create_table(
        "guesses",
        sa.Column("round_id", sa.Integer, nullable=False),
        sa.Column(
            "number", sa.Integer, nullable=False, autoincrement=False, comment="from 1, in the order made"
        ),
        sa.Column("word", sa.Text, nullable=False),
        sa.Column(
            "rank", sa.Integer, nullable=False, comment="its place among all words then; 0 for the secret one"
        ),
        sa.Column("points", sa.Integer, nullable=False, comment="what it earned"),
        sa.Column("guesser_id", sa.BigInteger, nullable=False),
        sa.Column("guessed_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("round_id", "number", name=op.f("pk_guesses")),
        sa.UniqueConstraint("round_id", "word", name=op.f("uq_guesses_round_id_word")),
        sa.ForeignKeyConstraint(
            ["round_id"], ["guess_rounds.id"], name=op.f("fk_guesses_round_id"), ondelete="CASCADE"
        ),
        sqlite_with_rowid=False,
    )


def _make_give_ups() -> None:
    op.create_table(
        "give_ups",
        sa.Column("round_id", sa.Integer, nullable=False),
        sa.Column("voter_id", sa.BigInteger, nullable=False, autoincrement=False),
        sa.PrimaryKeyConstraint("round_id", "voter_id", name=op.f("pk_give_ups")),
        sa.ForeignKeyConstraint(
            ["round_id"], ["guess_rounds.id"], name=op.f("fk_give_ups_round_id"), ondelete="CASCADE"
        ),
        sqlite_with_rowid=False,
    )


def _make_keys() -> None:
    op.create_table(
        "secret_keys",
        sa.Column("name", sa.Text, nullable=False, comment="what it is the key of"),
        sa.Column("key", sa.Text, nullable=False, comment="drawn by lot once, in hexadecimal"),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_secret_keys")),
    )
