"""Brings a database up to date by Alembic, in one transaction or not at all.

Alembic is imported when there is something to migrate: most starts find nothing, and it takes a tenth of one.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sqlalchemy import Connection, column, inspect, select, table

from storage.address import Where
from storage.errors import DatabaseError, DatabaseTooNew, MigrationFailed

SCRIPTS = "storage:migrations"

one_at_a_time = threading.Lock()
"""Held while a database is made ready: Alembic keeps the migration at work in a global."""


@dataclass(frozen=True, slots=True)
class Revision:
    """How far a database has been brought up to date: its `revision`, if it has any, and the `newest`."""

    revision: str | None
    newest: str
    is_too_new: bool


def read_revision(connection: Connection, scripts: str = SCRIPTS) -> Revision:
    """Return the revision of a database, beside the newest among the `scripts`."""
    known, newest = _known(scripts)
    revision = None
    if inspect(connection).has_table("alembic_version"):
        versions = table("alembic_version", column("version_num"))
        revision = connection.scalar(select(versions.c.version_num))
    too_new = revision is not None and revision not in known
    return Revision(revision, newest, too_new)


@cache
def _known(scripts: str) -> tuple[frozenset[str], str]:
    """Return all revisions among the `scripts`, and the newest: a script's name begins with its revision."""
    folder = Path(__file__).with_name("migrations") if scripts == SCRIPTS else Path(scripts)
    revisions = [path.name.partition("_")[0] for path in (folder / "versions").glob("[0-9]*_*.py")]
    return frozenset(revisions), max(revisions)


def upgrade(
    connection: Connection,
    where: Where,
    scripts: str,
    *,
    afterwards: Callable[[Connection], None],
    fault_of: Callable[[Exception], DatabaseError | None],
) -> None:
    """Run the migrations that are missing in the transaction that is open, and leave it open.

    Parameters
    ----------
    connection : Connection
        One on which nobody else can migrate meanwhile.
    where : Path or ServerAddress
    scripts : str
        Where Alembic finds the migrations.
    afterwards : callable
        What is still to be done, or looked at, when any migration was run.
    fault_of : callable
        Returns what is wrong with the database, or None where the migration is at fault.

    Raises
    ------
    DatabaseTooNew, MigrationFailed
    """
    found = read_revision(connection, scripts)
    if found.is_too_new:
        raise DatabaseTooNew(where, found.revision or "", found.newest)
    if found.revision == found.newest:
        return
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", scripts)
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
        afterwards(connection)
    except Exception as error:
        if fault_of(error):
            raise  # a full disk is no fault of the migration
        raise MigrationFailed(where, found.revision, str(error)) from error
