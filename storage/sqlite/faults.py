"""What SQLite's error codes mean for the file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from storage.errors import DatabaseBusy, DatabaseDamaged, DatabaseError, DatabaseUnwritable

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


Fault = sqlite3.Error | DBAPIError
"""As the driver raises it, or in SQLAlchemy's wrapping."""


def is_busy(error: Fault) -> bool:
    """Return whether somebody else holds the lock that was needed."""
    return _code(error) in BUSY


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Raise what is wrong with the file as one of our exceptions; mistakes in statements stay as they are."""
    try:
        yield
    except (sqlite3.Error, DBAPIError, UnicodeDecodeError) as error:
        fault = fault_of_file(path, error)
        if fault is None:
            raise
        raise fault from error


def fault_of_file(path: Path, error: Exception) -> DatabaseError | None:
    """Return what is wrong with the file, or None when the statement is."""
    if isinstance(error, UnicodeDecodeError):  # where SQLite quotes broken text, too
        return DatabaseDamaged(path, NO_TEXT)
    if not isinstance(error, Fault):
        return None
    code, reason = _code(error), str(_bare(error))
    if NO_TEXT_OF_DRIVER in reason:
        return DatabaseDamaged(path, NO_TEXT)
    if code in BUSY:
        return DatabaseBusy(path)
    if code in DAMAGED:
        return DatabaseDamaged(path, reason)
    return DatabaseUnwritable(path, reason) if code in UNWRITABLE else None


def _bare(error: Fault) -> BaseException | None:
    return error.orig if isinstance(error, DBAPIError) else error


def _code(error: Fault) -> int:
    extended: int = getattr(_bare(error), "sqlite_errorcode", 0)
    return extended & 0xFF  # the low byte is the kind, the rest says more
