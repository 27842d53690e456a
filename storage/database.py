"""The one owner of the connections to the database file."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable, Coroutine
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from storage import migrate, sqlite
from storage.errors import DatabaseBusy, DatabaseClosed, DatabaseGone

T = TypeVar("T")
Work = Callable[[AsyncConnection], Awaitable[T]]

CONNECTIONS = 4
ATTEMPTS = 3
PAUSE_S = 0.05


class Database:
    """An open database, asked by giving `read`, `write` or `erase` what to do in one transaction.

    Any number of readers run beside one writer. Writers of this process wait for each other in line, those of
    other processes by SQLite's lock. What has begun runs to its end even when its caller is cancelled: when
    stopped midway, the driver now and then keeps the lock.
    """

    def __init__(self, path: Path, engine: AsyncEngine) -> None:
        self.path = path
        self._engine = engine
        self._opened_as = _identity(path)
        self._write_lock = asyncio.Lock()
        self.on_wait: Callable[[float], None] = _unheeded
        """Told the seconds that each change has waited for its turn to write."""
        self._at_work: set[asyncio.Task[Any]] = set()
        self._closed = False

    @classmethod
    async def open(cls, path: Path, *, lock_wait_s: float = sqlite.LOCK_WAIT_S) -> Self:
        """Open the file, made if there is none, migrated if it is from an earlier version.

        Parameters
        ----------
        path : Path
        lock_wait_s : float
            How long one attempt waits for a lock that another process holds.

        Raises
        ------
        storage.errors.DatabaseError
            When the file cannot be used; it is then as it was.
        """
        await asyncio.to_thread(migrate.make_ready, path, lock_wait_s=lock_wait_s)
        engine = create_async_engine(
            URL.create("sqlite+aiosqlite", database=str(path)),
            pool_size=CONNECTIONS,
            max_overflow=0,
            pool_timeout=None,
            **sqlite.engine_options(lock_wait_s),
        )
        sqlite.set_up(engine.sync_engine)
        database = cls(path, engine)
        try:
            await database._wipe_what_is_owed()
        except BaseException:
            await database.close()
            raise
        return database

    async def close(self) -> None:
        """Let the transactions under way end, then close; the last one to close empties the log."""
        self._closed = True
        if self._at_work:
            await asyncio.wait(self._at_work)
        await self._engine.dispose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def read(self, work: Work[T]) -> T:
        """Return what `work` reads; it sees one moment, whatever others write meanwhile."""
        return await self._to_its_end(self._read(work))

    async def write(self, work: Work[T]) -> T:
        """Return what `work` returns once all that it wrote is on the disk; on an error nothing of it is.

        Raises
        ------
        storage.errors.DatabaseGone
            When the file was taken away since it was opened.
        """
        return await self._to_its_end(self._write(work))

    async def erase(self, work: Work[T]) -> T:
        """Do as `write` does, and leave no byte of what was deleted in the files.

        Raises
        ------
        storage.errors.DatabaseBusy
            When the rows are gone, but somebody else reads an earlier state for too long. What is left of
            them goes with the next `erase`, or when the database is opened again.
        """
        return await self._to_its_end(self._write_and_wipe(work))

    async def _to_its_end(self, transaction: Coroutine[Any, Any, T]) -> T:
        if self._closed:
            transaction.close()
            raise DatabaseClosed(self.path)
        task = asyncio.create_task(transaction)
        self._at_work.add(task)
        task.add_done_callback(self._at_work.discard)
        with sqlite.translated(self.path):
            return await asyncio.shield(task)

    async def _read(self, work: Work[T]) -> T:
        async with self._engine.connect() as connection:
            await connection.exec_driver_sql("BEGIN")
            return await work(connection)

    async def _write(self, work: Work[T]) -> T:
        asked = time.monotonic()
        async with self._write_lock, self._engine.connect() as connection:
            self._check_file()
            await _begin_writing(connection)
            self.on_wait(time.monotonic() - asked)
            done = await work(connection)
            await connection.commit()
            self._check_file()
            self._check_log()
            return done

    def _check_file(self) -> None:
        """Let nobody write into a file that has no name any more: it is gone with this process."""
        if self._opened_as is None or _identity(self.path) != self._opened_as:
            raise DatabaseGone(self.path)

    def _check_log(self) -> None:
        """Let nobody take for kept what went into a log that was removed."""
        if not self.path.with_name(f"{self.path.name}-wal").exists():
            raise DatabaseGone(self.path)

    async def _write_and_wipe(self, work: Work[T]) -> T:
        async def work_and_owe(connection: AsyncConnection) -> T:
            done = await work(connection)
            await _set_debt(connection, await _debt(connection) + 1)  # in one transaction: no crash loses it
            return done

        done = await self._write(work_and_owe)
        await self._wipe()
        return done

    async def _wipe(self) -> None:
        """Build the file anew from what is alive, and empty the log.

        `secure_delete` alone is not enough: where SQLite has moved rows between pages it leaves copies behind
        in the gaps, and deleting a row clears only its last place.
        """
        async with self._write_lock, self._engine.connect() as connection:
            debt = await _debt(connection)
            await connection.exec_driver_sql("VACUUM")
            (blocked, *_) = (await connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")).one()
            if blocked:
                raise DatabaseBusy(self.path)
            await _begin_writing(connection)
            if await _debt(connection) == debt:  # else another process has just deleted more
                await _set_debt(connection, 0)
            await connection.commit()

    async def _wipe_what_is_owed(self) -> None:
        """Wipe what an earlier run deleted and did not come to wipe."""
        if await self.read(_debt):
            with contextlib.suppress(DatabaseBusy):  # then the next time
                await self._to_its_end(self._wipe())


def _identity(path: Path) -> tuple[int, int] | None:
    """Return what tells one file from another of the same name; None if there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _unheeded(_: float) -> None:
    """Tell nobody."""


async def _begin_writing(connection: AsyncConnection) -> None:
    """Take the write lock at once: a transaction that reads first and then writes may be refused midway."""
    for attempt in range(1, ATTEMPTS + 1):
        try:
            await connection.exec_driver_sql("BEGIN IMMEDIATE")
        except DBAPIError as error:
            if attempt == ATTEMPTS or not sqlite.is_busy(error):
                raise
            await asyncio.to_thread(time.sleep, PAUSE_S)
        else:
            return


async def _debt(connection: AsyncConnection) -> int:
    """Return how many deletions have yet to be wiped: a number in the file's header that is free for us."""
    return int((await connection.exec_driver_sql("PRAGMA user_version")).scalar_one())


async def _set_debt(connection: AsyncConnection, debt: int) -> None:
    await connection.exec_driver_sql(f"PRAGMA user_version = {debt:d}")
