"""Movie nights: their times, who can make which, who comes; and time zones of people and servers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables; every server lets everybody plan nights."""
    _make_nights()
    _make_slots()
    _make_approvals()
    _make_guests()
    op.create_table(
        "zones",
        sa.Column("user_id", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("zone", sa.Text, nullable=False, comment="the time zone in which the person writes times"),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_zones")),
        sqlite_with_rowid=False,
    )
    planners = sa.Column(
        "planners",
        sa.String(8),
        nullable=False,
        server_default="everyone",
        comment="who may plan movie nights",
    )
    role = sa.Column("planner_role_id", sa.BigInteger, nullable=True, comment="the role whose members may")
    zone = sa.Column("zone", sa.Text, nullable=True, comment="the time zone in which times are written")
    for column in (planners, role, zone):
        op.add_column("server_settings", column)


def _make_nights() -> None:
    op.create_table(
        "nights",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("guild_id", sa.BigInteger, nullable=False),
        sa.Column("application_id", sa.Text, nullable=False, comment="the bot whose message it is"),
        sa.Column("channel_id", sa.BigInteger, nullable=False),
        sa.Column("message_id", sa.BigInteger, nullable=True, comment="none until it is sent"),
        sa.Column("list_id", sa.Integer, nullable=True),
        sa.Column(
            "page",
            sa.Text,
            nullable=True,
            comment="none for a film that the catalogue lacks, or that is still open",
        ),
        sa.Column("title", sa.Text, nullable=False, comment="what is watched"),
        sa.Column("organiser_id", sa.BigInteger, nullable=True, comment="who plans it; none once forgotten"),
        sa.Column(
            "zone", sa.Text, nullable=False, comment="in which its times are written where Discord does not"
        ),
        sa.Column("location", sa.Text, nullable=False, comment="where it is; empty for its channel"),
        sa.Column("voice_id", sa.BigInteger, nullable=True, comment="the voice channel where it is"),
        sa.Column("minutes", sa.Integer, nullable=False, comment="how long it lasts"),
        sa.Column(
            "remind_minutes",
            sa.Integer,
            nullable=False,
            comment="how long before people are reminded; 0: not",
        ),
        sa.Column(
            "wants_event",
            sa.Boolean,
            nullable=False,
            comment="whether it is to be among the server's events",
        ),
        sa.Column("event_id", sa.BigInteger, nullable=True, comment="the server's event"),
        sa.Column("weekly", sa.Boolean, nullable=False, comment="whether another follows a week later"),
        sa.Column(
            "deserted", sa.Integer, nullable=False, comment="how many before it in a row nobody came to"
        ),
        sa.Column("state", sa.String(9), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("starts_at", MOMENT, nullable=True, comment="none until it is settled"),
        sa.Column("tied", sa.Boolean, nullable=False, comment="whether another time had as many for it"),
        sa.Column("due_at", MOMENT, nullable=True, comment="when its next step is due, if any"),
        sa.Column("begun_at", MOMENT, nullable=True, comment="when that step was begun; none until then"),
        sa.CheckConstraint(
            "state IN ('new', 'open', 'decided', 'set', 'reminded', 'ended', 'over', 'cancelled')",
            name=op.f("ck_nights_state"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nights")),
        sa.ForeignKeyConstraint(
            ["list_id"], ["lists.id"], name=op.f("fk_nights_list_id_lists"), ondelete="SET NULL"
        ),
        sqlite_autoincrement=True,
    )
    for column in ("guild_id", "list_id", "due_at"):
        op.create_index(op.f(f"ix_nights_{column}"), "nights", [column])


def _make_slots() -> None:
    op.create_table(
        "night_slots",
        sa.Column("night_id", sa.Integer, nullable=False),
        sa.Column(
            "number", sa.Integer, nullable=False, autoincrement=False, comment="from 1, as on its button"
        ),
        sa.Column("starts_at", MOMENT, nullable=False),
        sa.Column(
            "proposer_id", sa.BigInteger, nullable=True, comment="who proposed it; none once forgotten"
        ),
        sa.PrimaryKeyConstraint("night_id", "number", name=op.f("pk_night_slots")),
        sa.ForeignKeyConstraint(
            ["night_id"], ["nights.id"], name=op.f("fk_night_slots_night_id_nights"), ondelete="CASCADE"
        ),
        sqlite_with_rowid=False,
    )


def _make_approvals() -> None:
    op.create_table(
        "night_approvals",
        sa.Column("night_id", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("number", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("voter_id", sa.BigInteger, nullable=False, autoincrement=False),
        sa.PrimaryKeyConstraint("night_id", "number", "voter_id", name=op.f("pk_night_approvals")),
        sa.ForeignKeyConstraint(
            ["night_id", "number"],
            ["night_slots.night_id", "night_slots.number"],
            name=op.f("fk_night_approvals_night_id_number_night_slots"),
            ondelete="CASCADE",
        ),
        sqlite_with_rowid=False,
    )


def _make_guests() -> None:
    op.create_table(
        "night_guests",
        sa.Column("night_id", sa.Integer, nullable=False),
        sa.Column("guest_id", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("coming", sa.Boolean, nullable=False),
        sa.Column("remind", sa.Boolean, nullable=False, comment="whether to be reminded"),
        sa.PrimaryKeyConstraint("night_id", "guest_id", name=op.f("pk_night_guests")),
        sa.ForeignKeyConstraint(
            ["night_id"], ["nights.id"], name=op.f("fk_night_guests_night_id_nights"), ondelete="CASCADE"
        ),
        sqlite_with_rowid=False,
    )
