"""What is particular to SQLite: how a connection is set up, and what its error codes mean."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.exc import DBAPIError

from storage.errors import DatabaseBusy, DatabaseDamaged, DatabaseError, DatabaseUnwritable

VERSION = sqlite3.sqlite_version
LOCK_WAIT_S = 5.0
"""How long one attempt waits for a lock that somebody else holds."""

PRAGMAS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = FULL",  # what was acknowledged survives a power cut too
    "PRAGMA secure_delete = ON",
)
BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
NO_TEXT = "a text in it is no UTF-8"
NO_TEXT_OF_DRIVER = "Could not decode to UTF-8"
"""What Python says of a text that is none; its exception has no code."""

DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
UNWRITABLE = {
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_PERM,
}


def engine_options(lock_wait_s: float) -> dict[str, Any]:
    """Return what to make an engine with."""
    return {
        # The driver begins no transaction of its own: it would leave out CREATE TABLE, and begin too late.
        "connect_args": {"isolation_level": None, "timeout": lock_wait_s},
        "hide_parameters": True,  # an error's text goes to the log, where no user id belongs
    }


def set_up(engine: Engine) -> None:
    """Run the pragmas on every new connection of `engine`."""

    @event.listens_for(engine, "connect")
    def run_pragmas(connection: Any, _record: object) -> None:
        cursor = connection.cursor()
        for pragma in PRAGMAS:
            cursor.execute(pragma)
        cursor.close()


def is_busy(error: DBAPIError) -> bool:
    """Return whether somebody else holds the lock that was needed."""
    return _code(error) in BUSY


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Raise what is wrong with the file as one of our exceptions; mistakes in statements stay as they are."""
    try:
        yield
    except (DBAPIError, UnicodeDecodeError) as error:
        fault = fault_of_file(path, error)
        if fault is None:
            raise
        raise fault from error


def fault_of_file(path: Path, error: Exception) -> DatabaseError | None:
    """Return what is wrong with the file, or None when the statement is."""
    if isinstance(error, UnicodeDecodeError):  # where SQLite quotes broken text, too
        return DatabaseDamaged(path, NO_TEXT)
    if not isinstance(error, DBAPIError):
        return None
    code, reason = _code(error), str(error.orig)
    if NO_TEXT_OF_DRIVER in reason:
        return DatabaseDamaged(path, NO_TEXT)
    if code in BUSY:
        return DatabaseBusy(path)
    if code in DAMAGED:
        return DatabaseDamaged(path, reason)
    return DatabaseUnwritable(path, reason) if code in UNWRITABLE else None


def _code(error: DBAPIError) -> int:
    extended: int = getattr(error.orig, "sqlite_errorcode", 0)
    return extended & 0xFF  # the low byte is the kind, the rest says more
