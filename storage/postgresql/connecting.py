"""How connections to a server are made."""

from __future__ import annotations

from typing import Any

from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from storage.address import ServerAddress
from storage.errors import DriverMissing

CONNECT_S = 10.0


def make_engine(
    address: ServerAddress, lock_wait_s: float, statement_s: float | None, **options: Any
) -> AsyncEngine:
    """Return an engine; it connects when it is first asked.

    Parameters
    ----------
    address : ServerAddress
    lock_wait_s, statement_s : float
        How long to wait for a lock, and for the answer to a statement.
    options
        Those of `create_async_engine`.

    Raises
    ------
    DriverMissing
    """
    arguments: dict[str, Any] = {
        "host": address.host,
        "port": address.port,
        "database": address.name,
        "user": address.user,
        "password": address.password,
        "timeout": CONNECT_S,
        "command_timeout": statement_s,
        "server_settings": {
            "application_name": "hyperplane",
            "lock_timeout": f"{lock_wait_s * 1000:.0f}",
            "synchronous_commit": "on",  # whatever the server's default: what was acknowledged is on the disk
            "jit": "off",  # our statements are too short for it
        },
    }
    if address.encryption is not None:
        arguments["ssl"] = address.encryption
    try:
        return create_async_engine(
            "postgresql+asyncpg://",  # all the rest goes by arguments: no address with a password is kept
            connect_args=arguments,
            hide_parameters=True,  # an error's text goes to the log, where no user id belongs
            **options,
        )
    except ModuleNotFoundError as error:
        raise DriverMissing(address) from error
