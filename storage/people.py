"""Everything that is kept about one person: to take along, and to have forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Column, MetaData, Table, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import Database
from storage.schema import BLANK, FORGET, HOLDS, PERSON, metadata

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Holder:
    """A table that holds people: a row is `own` one of theirs, or only has their name on it (`named`)."""

    table: Table
    own: tuple[Column[Any], ...]
    named: tuple[Column[Any], ...]

    @property
    def columns(self) -> tuple[Column[Any], ...]:
        """All columns that hold a person."""
        return self.own + self.named


class People:
    """The people of all tables: whatever column the schema marks as a person's is covered."""

    def __init__(self, database: Database, tables: MetaData = metadata) -> None:
        self._database = database
        self._holders = list(holders(tables))
        held = {holder.table.name for holder in self._holders}
        self._kinds = tuple(name for name in tables.tables if name in held)

    @property
    def kinds(self) -> tuple[str, ...]:
        """The tables that hold people, which are the kinds of rows of an export, in the schema's order."""
        return self._kinds

    async def export(self, user_id: int) -> Json:
        """Return all that is kept about a person, as of one moment, ready for `json.dumps`.

        Ids are text, as in Discord's own exports, because JavaScript rounds numbers of that size. A row
        leaves out whose it is; it names somebody else only where it is about both, as an agreement is.
        """

        async def work(connection: AsyncConnection) -> dict[str, list[Json]]:
            rows: dict[str, list[Json]] = {}
            for holder in self._holders:
                theirs = or_(*(column == user_id for column in holder.columns))
                statement = select(holder.table).where(theirs).order_by(*holder.table.primary_key.columns)
                found = await connection.execute(statement)
                rows[holder.table.name] = [_plain(holder.table, row, user_id) for row in found]
            return rows

        return {"user_id": str(user_id), **await self._database.read(work)}

    async def forget(self, user_id: int) -> int:
        """Delete every row of a person and their name on what belongs to others too.

        Returns how many rows that were. Where `Database.wipes_bytes`, no byte of both is left either.

        Raises
        ------
        storage.errors.DatabaseBusy
            When the rows are gone, but not every byte yet: see `Database.erase`.
        """

        async def work(connection: AsyncConnection) -> int:
            rows = 0
            for holder in reversed(self._holders):
                for column in holder.own:
                    done = await connection.execute(delete(holder.table).where(column == user_id))
                    rows += done.rowcount
                for column in holder.named:
                    blanked = update(holder.table).where(column == user_id).values({column.name: None})
                    rows += (await connection.execute(blanked)).rowcount
            return rows

        return await self._database.erase(work)


def holders(tables: MetaData) -> Iterator[Holder]:
    """Yield every table that holds people; those that others refer to come first."""
    for table in tables.sorted_tables:
        people = [column for column in table.columns if column.info.get(HOLDS) == PERSON]
        named = tuple(column for column in people if column.info.get(FORGET) == BLANK)
        if people:
            yield Holder(table, tuple(column for column in people if column not in set(named)), named)


def _plain(table: Table, row: Any, user_id: int) -> Json:
    return {
        column.name: _as_json(column, value)
        for column, value in zip(table.columns, row, strict=True)
        if column.info.get(HOLDS) != PERSON or value not in (user_id, None)
    }


def _as_json(column: Column[Any], value: Any) -> Any:
    if value is None:
        return None
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if HOLDS in column.info else value
