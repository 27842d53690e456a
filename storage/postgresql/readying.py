"""Makes a database of a server ready: found fit, and brought up to date in one transaction or not at all."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from itertools import groupby
from typing import TypeVar

from sqlalchemy import Connection, func, select, text
from sqlalchemy.pool import NullPool

from storage import migrate
from storage.address import ServerAddress
from storage.errors import DatabaseRefuses
from storage.migrate import SCRIPTS, Revision
from storage.postgresql import faults
from storage.postgresql.connecting import make_engine
from storage.schema import metadata
from storage.soundness import check_tables

T = TypeVar("T")

OLDEST = 130000
"""PostgreSQL 13, as `server_version_num` writes it."""

LOCK_WAIT_S = 60.0
"""How long to wait for another process that migrates; a migration itself may take as long as it needs."""

LOCK = 0x68797065
"""The advisory lock of who migrates; the number is ours alone."""


def make_ready(address: ServerAddress, *, scripts: str = SCRIPTS) -> None:
    """Check a database, and run the missing migrations. Blocks: call it in a thread.

    Parameters
    ----------
    address : ServerAddress
    scripts : str
        Where Alembic finds the migrations.

    Raises
    ------
    storage.errors.DatabaseError
        When the database cannot be used; it is then as it was.
    """
    with migrate.one_at_a_time:
        asyncio.run(_in_transaction(address, lambda connection: _ready(connection, address, scripts)))


def revision_of(address: ServerAddress) -> Revision:
    """Return the revision of a database, and change nothing in it. Blocks: call it in a thread."""
    with faults.translated(address):
        return asyncio.run(_in_transaction(address, migrate.read_revision))


async def _in_transaction(address: ServerAddress, work: Callable[[Connection], T]) -> T:
    engine = make_engine(address, LOCK_WAIT_S, None, poolclass=NullPool)
    try:
        async with engine.begin() as connection:
            return await connection.run_sync(work)
    finally:
        await engine.dispose()


def _ready(connection: Connection, address: ServerAddress, scripts: str) -> None:
    _check_server(connection, address)
    # A second process waits here, then finds it done; the lock goes with the transaction.
    connection.execute(select(func.pg_advisory_xact_lock(LOCK)))
    migrate.upgrade(
        connection,
        address,
        scripts,
        afterwards=_make_like_sqlite,
        fault_of=lambda error: faults.fault_of_server(address, error),
    )
    if scripts == SCRIPTS:
        check_tables(connection, address)


def _check_server(connection: Connection, address: ServerAddress) -> None:
    """Let a database pass in which all that people write can be kept.

    Raises
    ------
    DatabaseRefuses
    """
    version = int(connection.exec_driver_sql("SHOW server_version_num").scalar_one())
    if version < OLDEST:
        raise DatabaseRefuses(
            address, f"it is PostgreSQL {version // 10000}, and I need {OLDEST // 10000} or newer"
        )
    encoding = connection.exec_driver_sql("SHOW server_encoding").scalar_one()
    if encoding != "UTF8":
        raise DatabaseRefuses(
            address,
            f"its encoding is {encoding}; make it anew by createdb --encoding=UTF8 --template=template0",
        )


_UNLIKE_SQLITE = text("""
SELECT c.relname AS table_name, a.attname AS column_name,
    CASE WHEN a.atttypid = 'int4'::regtype THEN 'bigint'
    ELSE format_type(a.atttypid, a.atttypmod) || ' COLLATE "C"' END AS type
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
WHERE c.relnamespace = current_schema()::regnamespace AND c.relname = ANY(:tables)
AND a.attnum > 0 AND NOT a.attisdropped
AND (a.atttypid = 'int4'::regtype OR a.attcollation NOT IN (0, 'pg_catalog."C"'::regcollation))
ORDER BY c.relname, a.attnum
""")


def _make_like_sqlite(connection: Connection) -> None:
    """Have texts ordered by their bytes, whatever the database's language, and whole numbers as wide."""
    rows = connection.execute(_UNLIKE_SQLITE, {"tables": list(metadata.tables)}).all()
    quote = connection.dialect.identifier_preparer.quote
    for table, columns in groupby(rows, key=lambda row: row.table_name):
        changes = ", ".join(f"ALTER COLUMN {quote(each.column_name)} TYPE {each.type}" for each in columns)
        connection.exec_driver_sql(f"ALTER TABLE {quote(table)} {changes}")
