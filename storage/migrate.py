"""Makes a database file ready: found sound, and brought up to date in one transaction or not at all."""

from __future__ import annotations

import os
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, column, create_engine, inspect, select, table
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from storage import sqlite
from storage.errors import DatabaseDamaged, DatabaseTooNew, DatabaseUnwritable, MigrationFailed
from storage.soundness import check_contents, check_pages

SCRIPTS = "storage:migrations"
OWNER_ONLY = 0o600
ATTEMPTS = 100
PAUSE_S = 0.05

_one_at_a_time = threading.Lock()  # Alembic keeps the migration at work in a global


def make_ready(path: Path, *, lock_wait_s: float = sqlite.LOCK_WAIT_S, scripts: str = SCRIPTS) -> None:
    """Make the file if there is none, check it, and run the missing migrations. Blocks: call it in a thread.

    Parameters
    ----------
    path : Path
    lock_wait_s : float
        How long to wait for a lock that somebody else holds.
    scripts : str
        Where Alembic finds the migrations.

    Raises
    ------
    storage.errors.DatabaseError
        When the file cannot be used; it is then as it was.
    """
    with _one_at_a_time:
        _make_ready(path, lock_wait_s, scripts)


@dataclass(frozen=True, slots=True)
class Revision:
    """How far a database has been brought up to date: its `revision`, if it has any, and the `newest`."""

    revision: str | None
    newest: str
    is_too_new: bool


def revision_of(path: Path) -> Revision:
    """Return the revision of a database, and change nothing in it."""
    directory = _directory(SCRIPTS)
    engine = create_engine(f"sqlite+pysqlite:///file:{path.absolute()}?mode=ro&uri=true")
    try:
        with sqlite.translated(path), engine.connect() as connection:
            revision = _revision(connection)
    finally:
        engine.dispose()
    known = {each.revision for each in directory.walk_revisions()}
    newest = str(directory.get_current_head())
    return Revision(revision, newest, revision is not None and revision not in known)


def _directory(scripts: str) -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", scripts)
    return ScriptDirectory.from_config(config)


def _make_ready(path: Path, lock_wait_s: float, scripts: str) -> None:
    _make_file(path)
    url = URL.create("sqlite+pysqlite", database=str(path))
    engine = create_engine(url, **sqlite.engine_options(lock_wait_s))
    sqlite.set_up(engine)
    try:
        with sqlite.translated(path), engine.connect() as connection:
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
            if attempt == ATTEMPTS or not sqlite.is_busy(error):
                raise
            time.sleep(PAUSE_S)
        else:
            break
    connection.rollback()


def _migrate(connection: Connection, path: Path, scripts: str) -> None:
    config = Config()
    config.set_main_option("script_location", scripts)
    directory = ScriptDirectory.from_config(config)
    newest = str(directory.get_current_head())
    known = {each.revision for each in directory.walk_revisions()}

    # SQLite changes a table by making it anew, which must not count as deleting what refers to it.
    connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
    connection.exec_driver_sql("BEGIN IMMEDIATE")  # a second process waits here, then finds it done
    revision = _revision(connection)
    if revision is not None and revision not in known:
        raise DatabaseTooNew(path, revision, newest)
    if revision != newest:
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
            _check_references(connection)
        except Exception as error:
            if sqlite.fault_of_file(path, error):
                raise  # a full disk is no fault of the migration
            raise MigrationFailed(path, revision, str(error)) from error
    connection.commit()


def _check_references(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken is not None:
        raise SQLAlchemyError(f"a row of {broken[0]} refers to a row of {broken[2]} that is gone")


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    versions = table("alembic_version", column("version_num"))
    return connection.scalar(select(versions.c.version_num))
