"""What each server chose: its prefix, its channels, and who starts talks."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Make the tables; until now every server had the bot's own prefix, in all channels."""
    op.create_table(
        "server_settings",
        sa.Column("guild_id", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column(
            "prefix", sa.Text, nullable=True, comment="what typed commands start with; none: as the bot's"
        ),
        sa.Column("speakers", sa.String(8), nullable=False, comment="who may start talks"),
        sa.Column("speaker_role_id", sa.BigInteger, nullable=True, comment="the role whose members may"),
        sa.CheckConstraint(
            "speakers IN ('everyone', 'role', 'managers')", name=op.f("ck_server_settings_speakers")
        ),
        sa.PrimaryKeyConstraint("guild_id", name=op.f("pk_server_settings")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "server_channels",
        sa.Column("guild_id", sa.BigInteger, nullable=False),
        sa.Column("channel_id", sa.BigInteger, nullable=False, autoincrement=False),
        sa.ForeignKeyConstraint(
            ["guild_id"],
            ["server_settings.guild_id"],
            name=op.f("fk_server_channels_guild_id_server_settings"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("guild_id", "channel_id", name=op.f("pk_server_channels")),
        sqlite_with_rowid=False,
    )
