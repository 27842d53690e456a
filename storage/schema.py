"""Every table, and for every column that holds a Discord id whether it is a person's or a place's.

What a person can take along and have forgotten follows from these marks: see `storage.people`.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    DateTime,
    Dialect,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)

HOLDS = "holds"
PERSON = "person"
PLACE = "place"

metadata = MetaData(
    naming_convention={  # so that a migration can name what it changes
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)


class UtcDateTime(TypeDecorator[datetime]):
    """A moment: aware on the way in and out, in UTC in between, whether or not the database knows zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the moment in UTC; one without a zone is refused."""
        if value is not None and value.tzinfo is None:
            raise ValueError("a moment needs its zone")
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the moment as read, in UTC."""
        if value is None or value.tzinfo is not None:
            return value and value.astimezone(UTC)
        return value.replace(tzinfo=UTC)


def _person(name: str, **options: Any) -> Column[int]:
    return Column(name, BigInteger, info={HOLDS: PERSON}, nullable=False, **options)


def _place(name: str, **options: Any) -> Column[int]:
    return Column(name, BigInteger, info={HOLDS: PLACE}, **options)


ratings = Table(
    "ratings",
    metadata,
    _person("user_id", primary_key=True, autoincrement=False),
    Column("page", Text, primary_key=True, comment="the film's Wikipedia page: the same after retraining"),
    Column("title", Text, nullable=False, comment="as shown then: it names films that a model has no more"),
    Column("verdict", String(7), nullable=False),
    Column("rated_at", UtcDateTime, nullable=False),
    _place("guild_id", nullable=True, comment="where; none in direct messages"),
    CheckConstraint("verdict IN ('like', 'dislike', 'seen')", name="verdict"),
    sqlite_with_rowid=False,  # one tree, in the order of (user_id, page): a person's ratings lie together
)

opt_outs = Table(
    "opt_outs",
    metadata,
    _person("user_id", primary_key=True, autoincrement=False),
    Column("scope", String(5), primary_key=True),
    Column("since", UtcDateTime, nullable=False),
    CheckConstraint("scope IN ('group', 'match')", name="scope"),
    sqlite_with_rowid=False,
)

agreements = Table(
    "agreements",
    metadata,
    _person("user_id", primary_key=True, autoincrement=False, comment="who agrees to be compared"),
    _person("other_id", primary_key=True, autoincrement=False, comment="with whom"),
    Column("agreed_at", UtcDateTime, nullable=False),
    sqlite_with_rowid=False,
)
