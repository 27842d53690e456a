"""What imports changed, so that they can be undone."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the table; nothing was imported until now."""
    op.create_table(
        "imports",
        sa.Column("user_id", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("page", sa.Text, nullable=False),
        sa.Column("verdict", sa.String(7), nullable=False, comment="as the import gave it"),
        sa.Column("earlier", sa.String(7), nullable=True, comment="the verdict it took the place of"),
        sa.Column("earlier_rated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("earlier_guild_id", sa.BigInteger, nullable=True, comment="where; none in direct messages"),
        sa.PrimaryKeyConstraint("user_id", "imported_at", "page", name=op.f("pk_imports")),
        sqlite_with_rowid=False,
    )
