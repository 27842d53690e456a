"""When trainings began, so that a day's number holds across restarts and processes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Make the table; nothing that is there changes."""
    op.create_table(
        "lessons",
        sa.Column(
            "token", sa.Text, nullable=False, comment="of what was trained, which may be forgotten since"
        ),
        sa.Column("guild_id", sa.BigInteger, nullable=True, comment="where; none in direct messages"),
        sa.Column(
            "maker_id",
            sa.BigInteger,
            nullable=True,
            comment="who had something trained; none once forgotten",
        ),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False, comment="it counts for a day"),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_lessons")),
        sqlite_with_rowid=False,
    )
