"""Whether all that a database holds can be read: SQLite's own check looks at pages, not at values."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Date,
    Integer,
    LargeBinary,
    String,
    Table,
    func,
    select,
    text,
)
from sqlalchemy.dialects.sqlite import dialect

from storage.errors import DatabaseDamaged
from storage.schema import UtcDateTime, metadata
from storage.soundness import check_tables

READ_AT_A_TIME = 1000
DIALECT = dialect()


def check_pages(connection: Connection, path: Path) -> None:
    """Let a file pass whose pages do not contradict each other.

    Raises
    ------
    DatabaseDamaged
    """
    found = str(connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar_one())
    connection.rollback()
    if found != "ok":
        raise DatabaseDamaged(path, found.splitlines()[0])


def check_contents(connection: Connection, path: Path) -> None:
    """Let a file pass that has every table and column, with values of their types in all rows.

    Raises
    ------
    DatabaseDamaged
    UnicodeDecodeError, sqlalchemy.exc.DBAPIError
        Where a text is none, which `storage.sqlite.faults.translated` takes for damage too.
    """
    check_tables(connection, path)
    for table in metadata.sorted_tables:
        _check_values(connection, path, table)
    connection.rollback()


def _check_values(connection: Connection, path: Path, table: Table) -> None:
    queries = _queries(table)
    counts = connection.exec_driver_sql(queries.count_wrong).one()
    for column, count in zip(table.columns, counts, strict=True):
        if count:
            raise DatabaseDamaged(path, f"{count} rows of {table.name} have a wrong {column.name}")
    if queries.read_texts:
        rows = connection.exec_driver_sql(queries.read_texts)  # decoded as they are read
        while rows.fetchmany(READ_AT_A_TIME):
            pass


@dataclass(frozen=True, slots=True)
class _Queries:
    """What is asked of a table: how many values of each column are wrong, and all texts, if it has any."""

    count_wrong: str
    read_texts: str | None


@cache
def _queries(table: Table) -> _Queries:
    """Return them as SQL: written anew for each opening, they would take most of its time."""
    wrong = [
        func.count().filter(column.is_not(None), text(_is_wrong(column))).label(column.name)
        for column in table.columns
    ]
    texts = [column for column in table.columns if isinstance(column.type, String)]
    return _Queries(
        str(select(*wrong).select_from(table).compile(dialect=DIALECT)),
        str(select(*texts).compile(dialect=DIALECT)) if texts else None,
    )


def _is_wrong(column: Column[object]) -> str:
    """Return a condition in SQL for a value that the column cannot have."""
    match column.type:
        case UtcDateTime():
            second = f"substr({column.name}, 1, 19)"  # without the fraction, which SQLite would round up
            as_moment = f"strftime('%Y-%m-%d %H:%M:%S', {second}, '+0 days')"  # 31 February is 3 March
            fraction = f"substr({column.name}, 20) NOT GLOB '.[0-9][0-9][0-9][0-9][0-9][0-9]'"
            return f"({as_moment} IS NOT {second} OR {fraction})"
        case Date():
            return f"date({column.name}, '+0 days') IS NOT {column.name}"
        case Integer() | Boolean():
            return f"typeof({column.name}) <> 'integer'"
        case LargeBinary():
            return f"typeof({column.name}) <> 'blob'"
    return f"typeof({column.name}) <> 'text'"
