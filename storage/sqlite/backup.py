"""Copies of a database file: taken while the bot runs, checked, and put back in one step."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from storage.errors import (
    BackupInTheWay,
    DatabaseDamaged,
    DatabaseInUse,
    DatabaseMissing,
    DatabaseTooNew,
    DatabaseUnwritable,
)
from storage.sqlite.readying import revision_of

OWNER_ONLY = 0o600
PARTIAL = ".partial"
REPLACED = ".replaced"
SIDE_FILES = ("-wal", "-shm")


def back_up(database: Path, copy: Path) -> int:
    """Copy a database, in use or not, into the new file `copy`; return its size in bytes.

    The copy is whole: it is one moment of the database, in one file, checked before it gets its name.

    Raises
    ------
    DatabaseMissing, BackupInTheWay, DatabaseDamaged, DatabaseUnwritable
    """
    if not database.exists():
        raise DatabaseMissing(database)
    if copy.exists():
        raise BackupInTheWay(copy)
    with _partial(copy) as partial:
        _copy(database, partial)
        check(partial, database)
        os.link(partial, copy)  # unlike a renaming, it fails where somebody else's file has come meanwhile
    return copy.stat().st_size


def restore(copy: Path, database: Path) -> Path | None:
    """Put a copy in the place of the database; return where the one that was there is kept, if there was one.

    Raises
    ------
    DatabaseMissing, DatabaseDamaged, DatabaseTooNew
        When the copy is none that this version could open.
    DatabaseInUse
        When a bot has the database open.
    DatabaseUnwritable
    """
    if not copy.exists():
        raise DatabaseMissing(copy)
    check(copy, copy)
    found = revision_of(copy)
    if found.is_too_new:
        raise DatabaseTooNew(copy, found.revision or "", found.newest)
    with _partial(database) as partial:
        _copy(copy, partial)
        earlier = _set_aside(database) if database.exists() else None
        partial.replace(database)
    return earlier


def check(path: Path, named: Path) -> None:
    """See that a file is a sound database; a fault is told of the file `named`.

    Raises
    ------
    DatabaseDamaged
    """
    try:
        with closing(_read_only(path)) as connection:
            (found,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    except sqlite3.DatabaseError as error:
        raise DatabaseDamaged(named, str(error)) from error
    if found != "ok":
        raise DatabaseDamaged(named, str(found).splitlines()[0])


def _copy(source: Path, target: Path) -> None:
    try:
        with closing(_read_only(source)) as reader, closing(sqlite3.connect(target)) as writer:
            reader.backup(writer)
            writer.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError as error:
        raise DatabaseDamaged(source, str(error)) from error


def _set_aside(database: Path) -> Path:
    """Rename a database that nobody has open, its log written into it, and return its new name."""
    try:
        with closing(sqlite3.connect(database, timeout=0)) as connection:
            # Leaving the write-ahead log takes that nobody else has the file open.
            (mode,) = connection.execute("PRAGMA journal_mode = DELETE").fetchone()
    except sqlite3.OperationalError as error:
        raise DatabaseInUse(database) from error
    except sqlite3.DatabaseError:
        mode = "delete"  # a damaged one may well be what is to be replaced
    if mode != "delete":
        raise DatabaseInUse(database)
    kept = database.with_name(database.name + REPLACED)
    database.replace(kept)
    for side in SIDE_FILES:
        database.with_name(database.name + side).unlink(missing_ok=True)
    return kept


@contextmanager
def _partial(path: Path) -> Iterator[Path]:
    """Yield a new file beside `path` for its owner alone, on the disk at the end; it goes if it is left over.

    Raises
    ------
    DatabaseUnwritable
    """
    partial = path.with_name(path.name + PARTIAL)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        partial.unlink(missing_ok=True)
        partial.touch(mode=OWNER_ONLY)
        yield partial
        _flush(path)
    except OSError as error:
        raise DatabaseUnwritable(path, error.strerror or str(error)) from error
    except sqlite3.OperationalError as error:
        raise DatabaseUnwritable(path, str(error)) from error
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)


def _flush(path: Path) -> None:
    for each in (path, path.parent):
        handle = os.open(each, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _read_only(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
