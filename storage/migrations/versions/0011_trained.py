"""Networks that were trained in a server or in private: what they are, and where each lies on the disk."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the table; nothing that is there changes."""
    op.create_table(
        "trained",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("guild_id", sa.BigInteger, nullable=True, comment="where; none in direct messages"),
        sa.Column(
            "owner_id", sa.BigInteger, nullable=True, comment="whose private network; none in a server"
        ),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column(
            "key", sa.Text, nullable=False, comment="the name as it is compared: see storage.film_list.key_of"
        ),
        sa.Column("subject", sa.String(5), nullable=False, comment="what it has learned"),
        sa.Column(
            "maker_id",
            sa.BigInteger,
            nullable=False,
            comment="who had it trained, from a text that it may know by heart",
        ),
        sa.Column(
            "source", sa.Text, nullable=False, comment="what it learned from, in words; never the text"
        ),
        sa.Column("token", sa.Text, nullable=False, comment="the folder that it is kept in"),
        sa.Column("application_id", sa.Text, nullable=False, comment="the bot whose message it is"),
        sa.Column("channel_id", sa.BigInteger, nullable=False),
        sa.Column("message_id", sa.BigInteger, nullable=True, comment="none until it is sent"),
        sa.Column("kept", sa.Boolean, nullable=False, comment="whether it has learned, and can be asked"),
        sa.Column("figures", sa.Text, nullable=True, comment="how good it is, as JSON; none while it learns"),
        sa.Column("size_bytes", sa.Integer, nullable=False, comment="on the disk; 0 while it learns"),
        sa.Column("started_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trained")),
        sa.UniqueConstraint("guild_id", "key", name=op.f("uq_trained_guild_id_key")),
        sa.UniqueConstraint("owner_id", "key", name=op.f("uq_trained_owner_id_key")),
        sa.UniqueConstraint("token", name=op.f("uq_trained_token")),
        sa.CheckConstraint("subject IN ('text', 'words', 'films')", name=op.f("ck_trained_subject")),
        sa.CheckConstraint("(guild_id IS NULL) <> (owner_id IS NULL)", name=op.f("ck_trained_place")),
        sqlite_autoincrement=True,
    )
