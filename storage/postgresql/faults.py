"""What PostgreSQL's error codes mean, and which of them say that nothing was changed.

The codes: https://www.postgresql.org/docs/current/errcodes-appendix.html
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from storage.address import ServerAddress
from storage.errors import (
    DatabaseBusy,
    DatabaseDamaged,
    DatabaseError,
    DatabaseRefuses,
    DatabaseUnreachable,
)

SERIALIZATION_FAILURE, DEADLOCK = "40001", "40P01"
UNIQUE_VIOLATION, FOREIGN_KEY_VIOLATION = "23505", "23503"
COLLIDED = {
    SERIALIZATION_FAILURE,
    DEADLOCK,
    # Somebody else was quicker: done anew, what we then read says so in better words.
    UNIQUE_VIOLATION,
    FOREIGN_KEY_VIOLATION,
}
LOCK_NOT_AVAILABLE = "55P03"
BUSY = {SERIALIZATION_FAILURE, DEADLOCK, LOCK_NOT_AVAILABLE}

CONNECTION_CLASS = "08"
LOST = {
    "53300",  # too many connections
    "57P01",  # shut down by its operator
    "57P02",  # another process of the server crashed
    "57P03",  # it is starting up
    "57P05",  # idle for too long
    "25P03",  # idle within a transaction for too long
}
REFUSED = {
    "3D000",  # no such database
    "42501",  # we may not
    "25006",  # a replica that is read only
    "53100",  # its disk is full
    "53200",  # its memory is
}
AUTHORIZATION_CLASS = "28"
DAMAGED = {"XX001", "XX002", "58P01", "58030"}
"""A damaged table or index, a file of the server's that is gone or cannot be read."""


def code_of(error: BaseException) -> str:
    """Return the error's code; empty if it has none."""
    origin = error.orig if isinstance(error, DBAPIError) else error
    return str(getattr(origin, "sqlstate", None) or "")


def has_collided(error: BaseException) -> bool:
    """Return whether a transaction failed because of another one, and may succeed when it is done anew."""
    return isinstance(error, DBAPIError) and code_of(error) in COLLIDED


def is_lost(error: BaseException) -> bool:
    """Return whether there is no connection to the server, or none any more."""
    if isinstance(error, OSError):  # a timeout is one too
        return True
    if isinstance(error, DBAPIError) and error.connection_invalidated:
        return True
    code = code_of(error)
    return code.startswith(CONNECTION_CLASS) or code in LOST


@contextmanager
def translated(where: ServerAddress) -> Iterator[None]:
    """Raise what is wrong with the server as one of our exceptions; other mistakes stay as they are."""
    try:
        yield
    except Exception as error:
        fault = fault_of_server(where, error)
        if fault is None:
            raise
        raise fault from error


def fault_of_server(where: ServerAddress, error: Exception) -> DatabaseError | None:
    """Return what is wrong with the server or its connection, or None when the statement is."""
    if isinstance(error, DatabaseError):
        return None
    if is_lost(error):
        return DatabaseUnreachable(where, _reason(error))
    code = code_of(error)
    if code in BUSY:
        return DatabaseBusy(where)
    if code in REFUSED or code.startswith(AUTHORIZATION_CLASS):
        return DatabaseRefuses(where, _reason(error))
    return DatabaseDamaged(where, _reason(error)) if code in DAMAGED else None


def _reason(error: Exception) -> str:
    """Return the first line of what driver or server say, without a full stop."""
    said = str(error.orig if isinstance(error, DBAPIError) else error)
    return (said.splitlines() or [type(error).__name__])[0].rstrip(".") or type(error).__name__
