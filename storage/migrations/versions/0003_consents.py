"""Who opted out of what groups do, and who agreed to be compared with whom."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make both tables; until now everybody takes part and nobody has agreed to a match."""
    op.create_table(
        "opt_outs",
        sa.Column("user_id", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("scope", sa.String(5), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("user_id", "scope", name=op.f("pk_opt_outs")),
        sa.CheckConstraint("scope IN ('group', 'match')", name=op.f("ck_opt_outs_scope")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "agreements",
        sa.Column(
            "user_id", sa.BigInteger, nullable=False, autoincrement=False, comment="who agrees to be compared"
        ),
        sa.Column("other_id", sa.BigInteger, nullable=False, autoincrement=False, comment="with whom"),
        sa.Column("agreed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("user_id", "other_id", name=op.f("pk_agreements")),
        sqlite_with_rowid=False,
    )
