"""Shared lists of films, votes on them, and the servers they belong to."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables; nothing that is there changes."""
    _make_lists()
    _make_entries()
    _make_votes()
    _make_options_and_ballots()
    _make_visits()


def _make_lists() -> None:
    op.create_table(
        "lists",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("guild_id", sa.BigInteger, nullable=True, comment="where; none in direct messages"),
        sa.Column("owner_id", sa.BigInteger, nullable=True, comment="whose private list; none in a server"),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column(
            "key", sa.Text, nullable=False, comment="the name as it is compared: see storage.film_list.key_of"
        ),
        sa.Column("creator_id", sa.BigInteger, nullable=True, comment="who made it; none once forgotten"),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("last_pick", sa.Text, nullable=True, comment="the page that was picked last"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lists")),
        sa.UniqueConstraint("guild_id", "key", name=op.f("uq_lists_guild_id_key")),
        sa.UniqueConstraint("owner_id", "key", name=op.f("uq_lists_owner_id_key")),
        sa.CheckConstraint("(guild_id IS NULL) <> (owner_id IS NULL)", name=op.f("ck_lists_place")),
        sqlite_autoincrement=True,
    )


def _make_entries() -> None:
    op.create_table(
        "entries",
        sa.Column("list_id", sa.Integer, nullable=False),
        sa.Column("page", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False, comment="as shown then"),
        sa.Column("adder_id", sa.BigInteger, nullable=True, comment="who put it there; none once forgotten"),
        sa.Column("added_at", MOMENT, nullable=False),
        sa.Column("watched_at", MOMENT, nullable=True, comment="none until it was watched"),
        sa.PrimaryKeyConstraint("list_id", "page", name=op.f("pk_entries")),
        sa.ForeignKeyConstraint(
            ["list_id"], ["lists.id"], name=op.f("fk_entries_list_id"), ondelete="CASCADE"
        ),
        sqlite_with_rowid=False,
    )


def _make_votes() -> None:
    op.create_table(
        "votes",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("guild_id", sa.BigInteger, nullable=True, comment="where; none in direct messages"),
        sa.Column("owner_id", sa.BigInteger, nullable=True, comment="whose private vote; none in a server"),
        sa.Column("list_id", sa.Integer, nullable=True),
        sa.Column("list_name", sa.Text, nullable=False, comment="as it was called then"),
        sa.Column("application_id", sa.Text, nullable=False, comment="the bot whose message it is"),
        sa.Column("channel_id", sa.BigInteger, nullable=False),
        sa.Column("message_id", sa.BigInteger, nullable=True, comment="none until it is sent"),
        sa.Column("starter_id", sa.BigInteger, nullable=True, comment="who started it; none once forgotten"),
        sa.Column("started_at", MOMENT, nullable=False),
        sa.Column("closes_at", MOMENT, nullable=False),
        sa.Column(
            "hidden", sa.Boolean, nullable=False, comment="whether the tally is kept back until the end"
        ),
        sa.Column("state", sa.String(7), nullable=False),
        sa.Column("voters", sa.Integer, nullable=False, comment="how many people voted, once it is decided"),
        sa.Column("winner", sa.Text, nullable=True, comment="its page, once it is decided"),
        sa.Column("tie", sa.String(5), nullable=True, comment="how a tie was broken"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_votes")),
        sa.ForeignKeyConstraint(
            ["list_id"], ["lists.id"], name=op.f("fk_votes_list_id"), ondelete="SET NULL"
        ),
        sa.CheckConstraint("state IN ('open', 'counted', 'decided', 'told')", name=op.f("ck_votes_state")),
        sa.CheckConstraint("tie IN ('taste', 'order')", name=op.f("ck_votes_tie")),
        sa.CheckConstraint("(guild_id IS NULL) <> (owner_id IS NULL)", name=op.f("ck_votes_place")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_votes_list_id"), "votes", ["list_id"])
    op.create_index(op.f("ix_votes_state"), "votes", ["state"])


def _make_options_and_ballots() -> None:
    op.create_table(
        "vote_options",
        sa.Column("vote_id", sa.Integer, nullable=False),
        sa.Column(
            "number", sa.Integer, nullable=False, autoincrement=False, comment="from 1, as on its button"
        ),
        sa.Column("page", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column(
            "approvals",
            sa.Integer,
            nullable=False,
            comment="once it is decided; until then there are ballots",
        ),
        sa.PrimaryKeyConstraint("vote_id", "number", name=op.f("pk_vote_options")),
        sa.ForeignKeyConstraint(
            ["vote_id"], ["votes.id"], name=op.f("fk_vote_options_vote_id"), ondelete="CASCADE"
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "ballots",
        sa.Column("vote_id", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("number", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("voter_id", sa.BigInteger, nullable=False, autoincrement=False),
        sa.PrimaryKeyConstraint("vote_id", "number", "voter_id", name=op.f("pk_ballots")),
        sa.ForeignKeyConstraint(
            ["vote_id", "number"],
            ["vote_options.vote_id", "vote_options.number"],
            name=op.f("fk_ballots_vote_id_number"),
            ondelete="CASCADE",
        ),
        sqlite_with_rowid=False,
    )


def _make_visits() -> None:
    op.create_table(
        "visits",
        sa.Column("guild_id", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column(
            "application_id",
            sa.Text,
            nullable=False,
            comment="which bot: several may share the file, each its servers",
        ),
        sa.Column("left_at", MOMENT, nullable=True, comment="none while the bot is there"),
        sa.PrimaryKeyConstraint("guild_id", "application_id", name=op.f("pk_visits")),
        sqlite_with_rowid=False,
    )
