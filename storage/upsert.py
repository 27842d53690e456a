"""Insert a row, or replace the one with the same key: the one statement in which the databases differ."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite

Insert = sqlite.Insert | postgresql.Insert

_INSERT: dict[str, Callable[[Table], Insert]] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


@cache
def upsert(dialect: str, table: Table) -> Insert:
    """Return the statement for `table`: every column outside of the primary key takes the new value."""
    statement = _INSERT[dialect](table)
    key = list(table.primary_key.columns)
    rest = {
        column.name: statement.excluded[column.name] for column in table.columns if column not in set(key)
    }
    return statement.on_conflict_do_update(index_elements=key, set_=rest)
