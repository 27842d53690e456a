"""How a connection to a file is set up."""

from __future__ import annotations

import sqlite3
from typing import Any

from sqlalchemy import Engine, event

VERSION = sqlite3.sqlite_version
LOCK_WAIT_S = 5.0
"""How long one attempt waits for a lock that somebody else holds."""

PRAGMAS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = FULL",  # what was acknowledged survives a power cut too
    "PRAGMA secure_delete = ON",
)


def engine_options(wait_s: float) -> dict[str, Any]:
    """Return what to make an engine with."""
    return {
        # The driver begins no transaction of its own: it would leave out CREATE TABLE, and begin too late.
        "connect_args": {"isolation_level": None, "timeout": wait_s},
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
