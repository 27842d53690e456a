"""Copies everything from one database to another, whatever their makes, and compares row by row."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from typing import Any

from sqlalchemy import (
    Column,
    LargeBinary,
    MetaData,
    Select,
    Table,
    Text,
    exists,
    insert,
    inspect,
    select,
    tuple_,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.address import Where
from storage.database import Database
from storage.errors import CopyDiffers, CopyUnfinished, TargetNotEmpty
from storage.numbers import last_numbers, set_last_numbers
from storage.schema import metadata

ROWS_AT_ONCE = 1000
LARGE_ROWS_AT_ONCE = 10
"""Of a table whose rows hold files."""

_begun = Table("begun_copy", MetaData(), Column("source", Text, primary_key=True))
"""Is in a database whose copy is not whole yet, and says of what."""

Key = tuple[Any, ...]
Told = Callable[[str, int], None]


async def copy_database(source: Where, target: Where, told: Told) -> int:
    """Copy all rows; return how many there are. Broken off, the same call goes on where it was.

    Parameters
    ----------
    source, target : Path or ServerAddress
        The target is made if need be, and must be empty, or a begun copy of the same source.
    told : callable
        Told the name of each table and how many of its rows are there by now.

    Raises
    ------
    TargetNotEmpty
    CopyDiffers
        When the two are not the same in the end: somebody has written into one of them meanwhile.
    storage.errors.DatabaseError
    """
    async with await Database.open(source) as earlier, await Database.open(target) as later:
        await _begin(later, str(source))
        total = 0
        for table in metadata.sorted_tables:
            rows = await _copy_table(earlier, later, table, told)
            told(table.name, rows)
            total += rows
        numbers = await earlier.read(last_numbers)
        await later.write(lambda connection: set_last_numbers(connection, numbers))
        for table in metadata.sorted_tables:
            await _compare(earlier, later, table)
        await later.write(lambda connection: connection.run_sync(_begun.drop))
        return total


async def open_whole(where: Where) -> Database:
    """Open a database to serve people from it: one that is no copy, or a whole one.

    Raises
    ------
    CopyUnfinished
    storage.errors.DatabaseError
    """
    database = await Database.open(where)
    try:
        if await database.read(_is_begun):
            raise CopyUnfinished(where)
    except BaseException:
        await database.close()
        raise
    return database


async def _is_begun(connection: AsyncConnection) -> bool:
    return bool(await connection.run_sync(lambda sync: inspect(sync).has_table(_begun.name)))


async def _begin(target: Database, source: str) -> None:
    async def work(connection: AsyncConnection) -> None:
        if await _is_begun(connection):
            if await connection.scalar(select(_begun.c.source)) != source:
                raise TargetNotEmpty(target.where)
            return
        for table in metadata.sorted_tables:
            if await connection.scalar(select(exists(select(table)))):
                raise TargetNotEmpty(target.where)
        await connection.run_sync(_begun.create)
        await connection.execute(insert(_begun).values(source=source))

    await target.write(work)


async def _copy_table(source: Database, target: Database, table: Table, told: Told) -> int:
    """Copy the rows that come after those that are there already; return how many there are then."""
    count = 0
    last: Key | None = None
    async for rows in _batches(target, table):
        count += len(rows)
        last = _key(table, rows[-1])
    async for rows in _batches(source, table, after=last):
        await _insert(target, table, [dict(row._mapping) for row in rows])
        count += len(rows)
        told(table.name, count)
    return count


async def _compare(source: Database, target: Database, table: Table) -> None:
    others = _batches(target, table)
    async for rows in _batches(source, table):
        if rows != await anext(others, None):
            raise CopyDiffers(target.where, table.name)
    if await anext(others, None) is not None:
        raise CopyDiffers(target.where, table.name)


async def _batches(database: Database, table: Table, after: Key | None = None) -> AsyncIterator[list[Any]]:
    """Yield all rows in the order of their keys, which is the same in all databases, some at a time."""
    key = list(table.primary_key.columns)
    large = any(isinstance(column.type, LargeBinary) for column in table.columns)
    at_once = LARGE_ROWS_AT_ONCE if large else ROWS_AT_ONCE
    while True:
        statement = select(table).order_by(*key).limit(at_once)
        if after is not None:
            statement = statement.where(tuple_(*key) > tuple_(*after, types=[each.type for each in key]))
        rows = await _read(database, statement)
        if not rows:
            return
        yield rows
        after = _key(table, rows[-1])


async def _read(database: Database, statement: Select[Any]) -> list[Any]:
    return list(await database.read(lambda connection: connection.execute(statement)))


async def _insert(database: Database, table: Table, rows: list[dict[str, Any]]) -> None:
    await database.write(lambda connection: connection.execute(insert(table), rows))


def _key(table: Table, row: Any) -> Key:
    return tuple(row._mapping[column.name] for column in table.primary_key.columns)
