"""Everything that is kept about one person: to take along, and to have forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Column, MetaData, Table, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import Database
from storage.schema import HOLDS, PERSON, metadata

Json = dict[str, Any]


class People:
    """The people of all tables: whatever column the schema marks as a person's is covered."""

    def __init__(self, database: Database, tables: MetaData = metadata) -> None:
        self._database = database
        self._tables = tables

    async def export(self, user_id: int) -> Json:
        """Return all that is kept about a person, as of one moment, ready for `json.dumps`.

        Ids are text, as in Discord's own exports, because JavaScript rounds numbers of that size.
        """

        async def work(connection: AsyncConnection) -> dict[str, list[Json]]:
            rows: dict[str, list[Json]] = {}
            for table, person in person_columns(self._tables):
                others = [column for column in table.columns if column is not person]
                statement = select(*others).where(person == user_id).order_by(*table.primary_key.columns)
                found = await connection.execute(statement)
                rows.setdefault(table.name, []).extend(_plain(others, row) for row in found)
            return rows

        return {"user_id": str(user_id), **await self._database.read(work)}

    async def forget(self, user_id: int) -> int:
        """Delete every row of a person, and every byte of it; return how many rows that were.

        Raises
        ------
        storage.errors.DatabaseBusy
            When the rows are gone, but not every byte yet: see `Database.erase`.
        """

        async def work(connection: AsyncConnection) -> int:
            deleted = 0
            for table, person in reversed(list(person_columns(self._tables))):
                deleted += (await connection.execute(delete(table).where(person == user_id))).rowcount
            return deleted

        return await self._database.erase(work)


def person_columns(tables: MetaData) -> Iterator[tuple[Table, Column[Any]]]:
    """Yield every column that holds a person, with its table; tables that others refer to come first."""
    for table in tables.sorted_tables:
        for column in table.columns:
            if column.info.get(HOLDS) == PERSON:
                yield table, column


def _plain(columns: list[Column[Any]], values: Any) -> Json:
    return {column.name: _as_json(column, value) for column, value in zip(columns, values, strict=True)}


def _as_json(column: Column[Any], value: Any) -> Any:
    if value is None:
        return None
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value) if HOLDS in column.info else value
