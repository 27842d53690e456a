"""Talks on stage with their answers, and invitations with those who joined."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables; until now both ended with the bot's run."""
    _make_talks()
    _make_invitations()


def _make_talks() -> None:
    op.create_table(
        "talks",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("application_id", sa.Text, nullable=False, comment="the bot that gives it"),
        sa.Column("channel_id", sa.BigInteger, nullable=False),
        sa.Column("guild_id", sa.BigInteger, nullable=True, comment="where; none in direct messages"),
        sa.Column("speaker_id", sa.BigInteger, nullable=False),
        sa.Column("name", sa.Text, nullable=False, comment="what its file was called"),
        sa.Column("script", sa.Text, nullable=False, comment="its file as it was read, as JSON"),
        sa.Column("models", sa.Text, nullable=False, comment="which models answered, as JSON"),
        sa.Column("shown", sa.Integer, nullable=False, comment="how many steps"),
        sa.Column("led", sa.Boolean, nullable=False, comment="whether the button to the next one is there"),
        sa.Column("turned_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_talks")),
        sa.UniqueConstraint("application_id", "channel_id", name=op.f("uq_talks_application_id_channel_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_talks_guild_id"), "talks", ["guild_id"])
    op.create_index(op.f("ix_talks_speaker_id"), "talks", ["speaker_id"])
    op.create_table(
        "talk_answers",
        sa.Column("talk_id", sa.Integer, nullable=False),
        sa.Column("step", sa.Integer, nullable=False, autoincrement=False, comment="from 0"),
        sa.Column("answers", sa.LargeBinary, nullable=False, comment="as a zip: see cogs.talk.packing"),
        sa.PrimaryKeyConstraint("talk_id", "step", name=op.f("pk_talk_answers")),
        sa.ForeignKeyConstraint(
            ["talk_id"], ["talks.id"], name=op.f("fk_talk_answers_talk_id_talks"), ondelete="CASCADE"
        ),
    )


def _make_invitations() -> None:
    op.create_table(
        "invitations",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("application_id", sa.Text, nullable=False, comment="the bot whose message it is"),
        sa.Column("guild_id", sa.BigInteger, nullable=False),
        sa.Column("channel_id", sa.BigInteger, nullable=False),
        sa.Column("message_id", sa.BigInteger, nullable=True, comment="none until it is sent"),
        sa.Column("caller_id", sa.BigInteger, nullable=False),
        sa.Column("ends_at", MOMENT, nullable=False),
        sa.Column("begun", sa.Boolean, nullable=False, comment="whether nobody can join any more"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitations")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_invitations_caller_id"), "invitations", ["caller_id"])
    op.create_table(
        "invitation_guests",
        sa.Column("invitation_id", sa.Integer, nullable=False),
        sa.Column("guest_id", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("name", sa.Text, nullable=False, comment="as shown then"),
        sa.Column(
            "number",
            sa.Integer,
            nullable=False,
            comment="in the order of joining; that of who asked is 0",
        ),
        sa.PrimaryKeyConstraint("invitation_id", "guest_id", name=op.f("pk_invitation_guests")),
        sa.ForeignKeyConstraint(
            ["invitation_id"],
            ["invitations.id"],
            name=op.f("fk_invitation_guests_invitation_id_invitations"),
            ondelete="CASCADE",
        ),
        sqlite_with_rowid=False,
    )
