"""The last number that each table has given to a row: a button's id names a row, so none is given twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlalchemy import Table, TextClause, func, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.schema import metadata

_KEPT = {
    "sqlite": "SELECT seq FROM sqlite_sequence WHERE name = :table",
    # A sequence that has given nothing yet has no last value here.
    "postgresql": "SELECT pg_sequence_last_value(pg_get_serial_sequence(:table, :column)::regclass)",
}
_SET = {
    "sqlite": (
        "DELETE FROM sqlite_sequence WHERE name = :table",
        "INSERT INTO sqlite_sequence (name, seq) VALUES (:table, :last)",
    ),
    "postgresql": ("SELECT setval(pg_get_serial_sequence(:table, :column), :last)",),
}


async def last_numbers(connection: AsyncConnection) -> dict[str, int]:
    """Return for each table that numbers its rows the last number given, to rows that are gone too."""
    last = {}
    for table, column in _numbered():
        kept = text(_KEPT[connection.dialect.name])
        given = (await connection.execute(kept, _only(kept, table=table.name, column=column))).scalar()
        highest = await connection.scalar(select(func.max(table.c[column])))
        last[table.name] = max(given or 0, highest or 0)
    return last


async def set_last_numbers(connection: AsyncConnection, last: Mapping[str, int]) -> None:
    """Have each table go on from the last number given elsewhere."""
    for table, column in _numbered():
        if last[table.name]:
            for each in map(text, _SET[connection.dialect.name]):
                named = {"table": table.name, "column": column, "last": last[table.name]}
                await connection.execute(each, _only(each, **named))


def _numbered() -> Iterator[tuple[Table, str]]:
    for table in metadata.sorted_tables:
        if (column := table.autoincrement_column) is not None:
            yield table, column.name


def _only(statement: TextClause, **values: object) -> dict[str, object]:
    """Return those of the values that a statement asks for."""
    asked = statement.compile().params
    return {name: value for name, value in values.items() if name in asked}
