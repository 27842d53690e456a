"""The one way to what people leave with the bot, whichever database keeps it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from storage.address import Where
from storage.backend import Backend, T, Waited, Work
from storage.errors import DatabaseClosed
from storage.sqlite.file import SqliteFile

WAIT_S = 5.0
"""How long a change waits for what somebody else has locked, or for a server that is away."""


class Database:
    """An open database, asked by giving `read`, `write` or `erase` what to do in one transaction.

    What has begun runs to its end even when its caller is cancelled: when stopped midway, a driver now and
    then keeps the lock.
    """

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self.on_wait: Waited = _unheeded
        """Told the seconds that each change has waited for its turn to write."""
        self._at_work: set[asyncio.Task[Any]] = set()
        self._closed = False

    @classmethod
    async def open(cls, where: Where, *, wait_s: float = WAIT_S) -> Self:
        """Open a database, its tables made if there are none, migrated if they are of an earlier version.

        Parameters
        ----------
        where : Path or ServerAddress
        wait_s : float
            How long to wait for a lock that somebody else holds, or a server that is away.

        Raises
        ------
        storage.errors.DatabaseError
            When the database cannot be used; it is then as it was.
        """
        return cls(await _opened(where, wait_s))

    @property
    def where(self) -> Where:
        """Where it is; its text shows no secret."""
        return self._backend.where

    @property
    def wipes_bytes(self) -> bool:
        """Whether `erase` leaves no byte of what was deleted where the database keeps it."""
        return self._backend.wipes_bytes

    async def close(self) -> None:
        """Let the transactions under way end, then close."""
        self._closed = True
        if self._at_work:
            await asyncio.wait(self._at_work)
        await self._backend.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def read(self, work: Work[T]) -> T:
        """Return what `work` reads; it sees one moment, whatever others write meanwhile."""
        return await self._to_its_end(self._backend.read(work))

    async def write(self, work: Work[T]) -> T:
        """Return what `work` returns once all that it wrote is on the disk; on an error nothing of it is.

        `work` waits for nothing but its own statements. It may be done anew when it collided with another,
        each time on what the other left.

        Raises
        ------
        storage.errors.DatabaseError
        """
        return await self._to_its_end(self._backend.write(work, self.on_wait))

    async def erase(self, work: Work[T]) -> T:
        """Do as `write` does, and leave no byte of what was deleted where the database can promise that.

        Raises
        ------
        storage.errors.DatabaseBusy
            When the rows are gone, but somebody else reads an earlier state for too long. What is left of
            them goes with the next `erase`, or when the database is opened again.
        """
        return await self._to_its_end(self._backend.erase(work, self.on_wait))

    @property
    def is_shared(self) -> bool:
        """Whether `alone` keeps out other processes, and not only hopes that there are none."""
        return self._backend.is_shared

    @asynccontextmanager
    async def alone(self, name: str, *, wait: bool = False) -> AsyncIterator[bool]:
        """Hold a name among all processes with this database, so that only one does what it stands for.

        Parameters
        ----------
        name : str
        wait : bool
            Whether to wait for another process that holds it.

        Yields
        ------
        bool
            Whether it is held: without `wait`, another process may hold it.

        Raises
        ------
        storage.errors.DatabaseError
            When the database is out of reach, or another process holds the name for too long.
        """
        if self._closed:
            raise DatabaseClosed(self.where)
        with self._backend.translated():
            release = await self._backend.take(name, wait=wait)
        try:
            yield release is not None
        finally:
            if release is not None:
                await release()

    async def _to_its_end(self, transaction: Coroutine[Any, Any, T]) -> T:
        if self._closed:
            transaction.close()
            raise DatabaseClosed(self.where)
        task = asyncio.create_task(transaction)
        self._at_work.add(task)
        task.add_done_callback(self._at_work.discard)
        with self._backend.translated():
            return await asyncio.shield(task)


async def _opened(where: Where, wait_s: float) -> Backend:
    if isinstance(where, Path):
        return await SqliteFile.open(where, wait_s)
    from storage.postgresql.server import PostgresServer  # noqa: PLC0415  only who uses it needs its driver

    return await PostgresServer.open(where, wait_s)


def _unheeded(_: float) -> None:
    """Tell nobody."""
