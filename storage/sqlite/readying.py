"""Makes a database file ready: found sound, and brought up to date."""

from __future__ import annotations

import os
import time
from pathlib import Path

from sqlalchemy import URL, Connection, create_engine
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from storage import migrate
from storage.errors import DatabaseDamaged, DatabaseUnwritable
from storage.migrate import SCRIPTS, Revision
from storage.sqlite import faults
from storage.sqlite.connecting import LOCK_WAIT_S, engine_options, set_up
from storage.sqlite.soundness import check_contents, check_pages

OWNER_ONLY = 0o600
ATTEMPTS = 100
PAUSE_S = 0.05


def make_ready(path: Path, *, wait_s: float = LOCK_WAIT_S, scripts: str = SCRIPTS) -> None:
    """Make the file if there is none, check it, and run the missing migrations. Blocks: call it in a thread.

    Parameters
    ----------
    path : Path
    wait_s : float
        How long to wait for a lock that somebody else holds.
    scripts : str
        Where Alembic finds the migrations.

    Raises
    ------
    storage.errors.DatabaseError
        When the file cannot be used; it is then as it was.
    """
    with migrate.one_at_a_time:
        _make_ready(path, wait_s, scripts)


def revision_of(path: Path) -> Revision:
    """Return the revision of a database file, and change nothing in it."""
    engine = create_engine(f"sqlite+pysqlite:///file:{path.absolute()}?mode=ro&uri=true")
    try:
        with faults.translated(path), engine.connect() as connection:
            return migrate.read_revision(connection)
    finally:
        engine.dispose()


def _make_ready(path: Path, wait_s: float, scripts: str) -> None:
    _make_file(path)
    url = URL.create("sqlite+pysqlite", database=str(path))
    engine = create_engine(url, **engine_options(wait_s))
    set_up(engine)
    try:
        with faults.translated(path), engine.connect() as connection:
            check_pages(connection, path)
            _write_ahead(connection)
            _migrate(connection, path, scripts)
            if scripts == SCRIPTS:
                check_contents(connection, path)
    except DBAPIError as error:  # no statement here depends on what people say: the file is at fault
        raise DatabaseDamaged(path, str(error.orig)) from error
    finally:
        engine.dispose()


def _make_file(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=OWNER_ONLY)
    except OSError as error:
        raise DatabaseUnwritable(path, error.strerror or str(error)) from error
    if not os.access(path, os.W_OK):  # SQLite would open it and complain at the first rating only
        raise DatabaseUnwritable(path, "the file is read-only")


def _write_ahead(connection: Connection) -> None:
    """Switch to the write-ahead log; SQLite does not wait here when another process does the same."""
    for attempt in range(1, ATTEMPTS + 1):
        try:
            connection.exec_driver_sql("PRAGMA journal_mode = WAL")
        except DBAPIError as error:
            if attempt == ATTEMPTS or not faults.is_busy(error):
                raise
            time.sleep(PAUSE_S)
        else:
            break
    connection.rollback()


def _migrate(connection: Connection, path: Path, scripts: str) -> None:
    # SQLite changes a table by making it anew, which must not count as deleting what refers to it.
    connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
    connection.exec_driver_sql("BEGIN IMMEDIATE")  # a second process waits here, then finds it done
    migrate.upgrade(
        connection,
        path,
        scripts,
        afterwards=_check_references,
        fault_of=lambda error: faults.fault_of_file(path, error),
    )
    connection.commit()


def _check_references(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken is not None:
        raise SQLAlchemyError(f"a row of {broken[0]} refers to a row of {broken[2]} that is gone")
