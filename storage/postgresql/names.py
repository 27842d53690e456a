"""Names that one process at a time holds: advisory locks, freed by the server when it ends."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib

from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from storage.backend import Release

AT_ONCE = 4
"""Names that a process holds at a time; each has a connection of its own, as long as it is held."""


class Names:
    """Names held by connections of an engine that keeps none, outside of any transaction."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine.execution_options(isolation_level="AUTOCOMMIT")
        self._free = asyncio.Semaphore(AT_ONCE)

    async def take(self, name: str, *, wait: bool) -> Release | None:
        """Take a name; return how to give it back, or None where another process has it and `wait` is not."""
        await self._free.acquire()
        try:
            connection = await self._engine.connect()
            if await _taken(connection, key_of(name), wait=wait):
                return lambda: self._let_go(connection)
            await connection.close()
        except BaseException:
            self._free.release()
            raise
        self._free.release()
        return None

    async def _let_go(self, connection: AsyncConnection) -> None:
        try:
            # A server that is gone has freed it already.
            with contextlib.suppress(DBAPIError, OSError):
                await connection.scalar(select(func.pg_advisory_unlock_all()))
            with contextlib.suppress(DBAPIError, OSError):
                await connection.close()
        finally:
            self._free.release()


async def _taken(connection: AsyncConnection, key: int, *, wait: bool) -> bool:
    try:
        if not wait:
            return bool(await connection.scalar(select(func.pg_try_advisory_lock(key))))
        await connection.execute(select(func.pg_advisory_lock(key)))
    except BaseException:
        await connection.close()
        raise
    return True


def key_of(name: str) -> int:
    """Return the number of a name: 64 bits, as the server takes them."""
    digest = hashlib.blake2b(name.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
