"""Which films people were shown, so that it is not the same ones every day."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the table; what was shown until now nobody knows."""
    op.create_table(
        "shown",
        sa.Column("user_id", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("together", sa.Boolean, nullable=False, comment="in a group, or else alone"),
        sa.Column("page", sa.Text, nullable=False),
        sa.Column("days", sa.Integer, nullable=False, comment="on how many days"),
        sa.Column("last_day", sa.Date, nullable=False),
        sa.PrimaryKeyConstraint("user_id", "together", "page", name=op.f("pk_shown")),
        sqlite_with_rowid=False,
    )
