"""Films that people liked, disliked or have seen."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the table of ratings."""
    op.create_table(
        "ratings",
        sa.Column("user_id", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column(
            "page", sa.Text, nullable=False, comment="the film's Wikipedia page: the same after retraining"
        ),
        sa.Column(
            "title", sa.Text, nullable=False, comment="as shown then: it names films that a model has no more"
        ),
        sa.Column("verdict", sa.String(7), nullable=False),
        sa.Column("rated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("guild_id", sa.BigInteger, nullable=True, comment="where; none in direct messages"),
        sa.PrimaryKeyConstraint("user_id", "page", name=op.f("pk_ratings")),
        sa.CheckConstraint("verdict IN ('like', 'dislike', 'seen')", name=op.f("ck_ratings_verdict")),
        sqlite_with_rowid=False,
    )
