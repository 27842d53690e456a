"""The one owner of the connections to a database of a server."""

from __future__ import annotations

import asyncio
import contextlib
import random
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AbstractContextManager
from typing import Self

from sqlalchemy import text
from sqlalchemy.pool import NullPool

from storage.address import ServerAddress
from storage.backend import Release, T, Waited, Work
from storage.errors import DatabaseBusy, OutcomeUnknown
from storage.postgresql import faults, readying
from storage.postgresql.connecting import make_engine
from storage.postgresql.lanes import Lanes
from storage.postgresql.names import Names

CONNECTIONS = 8
WRITERS = 4
"""The other connections are for readers: they never wait for writers."""

STATEMENT_S = 30.0
"""After so long a statement counts as lost: a server that does not answer must not keep people waiting."""

TRIES_ALONE = 3
"""A change that collided is tried so often at least, however long it had to wait for its turn."""

ONE_BY_ONE = text("LOCK TABLE alembic_version IN SHARE UPDATE EXCLUSIVE MODE")
"""Has those that collided wait for each other, in all processes, until the transaction ends.

It keeps nobody from reading or writing, and unlike an advisory lock it takes no snapshot: that of a
serializable transaction is taken once its turn has come, and shows what those before it wrote.
"""

SHORTEST_PAUSE_S = 0.005
LONGEST_PAUSE_S = 0.5
FAREWELL_S = 2.0


class PostgresServer:
    """A database on a server. Every write is serializable, and done anew where it collided with another.

    A change whose connection is lost is done anew as well, as long as it surely was not committed.
    """

    wipes_bytes = False
    is_shared = True

    def __init__(self, address: ServerAddress, wait_s: float) -> None:
        self.where = address
        self._wait_s = wait_s
        # Whoever waits does so for a seat: the pool wakes nobody when a connection could not be made.
        self._engine = make_engine(address, wait_s, STATEMENT_S, pool_size=CONNECTIONS, max_overflow=-1)
        self._seats = asyncio.Semaphore(CONNECTIONS)
        one_moment = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        self._readers = self._engine.execution_options(**one_moment)
        self._writers = self._engine.execution_options(isolation_level="SERIALIZABLE")
        self._lanes = Lanes(WRITERS)
        self._names = Names(make_engine(address, wait_s, STATEMENT_S, poolclass=NullPool))

    @classmethod
    async def open(cls, address: ServerAddress, wait_s: float) -> Self:
        """Open a database, its tables made if there are none, migrated if they are of an earlier version.

        Raises
        ------
        storage.errors.DatabaseError
            When the database cannot be used; it is then as it was.
        """
        opened = cls(address, wait_s)
        with opened.translated():
            await opened._once_reached(lambda: asyncio.to_thread(readying.make_ready, address))
        return opened

    async def close(self) -> None:
        """Close all connections; a server that is gone is not waited for."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(FAREWELL_S):
                await self._engine.dispose()

    def translated(self) -> AbstractContextManager[None]:
        """Raise what is wrong with the server as one of our exceptions."""
        return faults.translated(self.where)

    async def read(self, work: Work[T]) -> T:
        """Return what `work` reads, as of one moment."""

        async def attempt() -> T:
            async with self._seats, self._readers.connect() as connection:
                return await work(connection)

        return await self._once_reached(attempt)

    async def write(self, work: Work[T], waited: Waited) -> T:
        """Return what `work` returns once what it wrote is on the server's disk.

        Raises
        ------
        DatabaseBusy
            When others were quicker each time.
        OutcomeUnknown
            When the connection was lost while it was committed.
        """
        asked = time.monotonic()

        async def attempt() -> T:
            waited(time.monotonic() - asked)
            return await self._transaction(work)

        try:
            async with self._lanes.beside():
                return await self._once_reached(attempt)
        except Exception as error:
            if not faults.has_collided(error):
                raise
            return await self._alone(work, error)

    erase = write

    async def take(self, name: str, *, wait: bool) -> Release | None:
        """Take a name, unless another process has it; the server takes it back from a process that ends."""
        return await self._once_reached(lambda: self._names.take(name, wait=wait))

    async def _alone(self, work: Work[T], collision: Exception) -> T:
        """Do what collided anew, beside nobody of this process, nor beside what collided in another."""
        end = time.monotonic() + self._wait_s
        for tries, pause in enumerate(_pauses(), start=1):
            try:
                async with self._lanes.alone():
                    return await self._once_reached(lambda: self._transaction(work, one_by_one=True))
            except Exception as error:
                if not faults.has_collided(error):
                    raise
                collision = error
            if tries >= TRIES_ALONE and time.monotonic() > end:
                break
            await asyncio.sleep(pause)  # it was another process, in its first try
        if faults.code_of(collision) in faults.BUSY:
            raise DatabaseBusy(self.where) from collision
        raise collision  # it breaks a rule of the schema however often it is done

    async def _transaction(self, work: Work[T], *, one_by_one: bool = False) -> T:
        async with self._seats, self._writers.connect() as connection:
            if one_by_one:
                await connection.execute(ONE_BY_ONE)
            done = await work(connection)
            try:
                await connection.commit()
            except Exception as error:
                if faults.is_lost(error):
                    raise OutcomeUnknown(self.where) from error
                raise
            return done

    async def _once_reached(self, attempt: Callable[[], Awaitable[T]]) -> T:
        """Return what `attempt` does, done anew while the server is away, but not for ever."""
        end = time.monotonic() + self._wait_s
        pauses = _pauses()
        while True:
            try:
                return await attempt()
            except Exception as error:
                if not faults.is_lost(error) or time.monotonic() > end:
                    raise
            await asyncio.sleep(next(pauses))


def _pauses() -> Iterator[float]:
    """Yield ever longer pauses, no two processes the same."""
    pause = SHORTEST_PAUSE_S
    while True:
        yield pause * random.uniform(0.5, 1.5)  # noqa: S311  a dice, not a secret
        pause = min(2 * pause, LONGEST_PAUSE_S)
