"""The one owner of the connections to a database file."""

from __future__ import annotations

import asyncio
import contextlib
import time
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Self

from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from storage.backend import T, Waited, Work
from storage.errors import DatabaseBusy, DatabaseGone
from storage.sqlite import faults, readying
from storage.sqlite.connecting import engine_options, set_up

CONNECTIONS = 4
ATTEMPTS = 3
PAUSE_S = 0.05


class SqliteFile:
    """An open file: any number of readers beside one writer.

    Writers of this process wait for each other in line, those of other processes by SQLite's lock.
    """

    wipes_bytes = True

    def __init__(self, path: Path, engine: AsyncEngine) -> None:
        self.where = path
        self._engine = engine
        self._opened_as = _identity(path)
        self._write_lock = asyncio.Lock()

    @classmethod
    async def open(cls, path: Path, wait_s: float) -> Self:
        """Open the file, made if there is none, migrated if it is from an earlier version.

        Parameters
        ----------
        path : Path
        wait_s : float
            How long one attempt waits for a lock that another process holds.

        Raises
        ------
        storage.errors.DatabaseError
            When the file cannot be used; it is then as it was.
        """
        await asyncio.to_thread(readying.make_ready, path, wait_s=wait_s)
        engine = create_async_engine(
            URL.create("sqlite+aiosqlite", database=str(path)),
            pool_size=CONNECTIONS,
            max_overflow=0,
            pool_timeout=None,
            **engine_options(wait_s),
        )
        set_up(engine.sync_engine)
        opened = cls(path, engine)
        try:
            with opened.translated():
                await opened._wipe_what_is_owed()
        except BaseException:
            await opened.close()
            raise
        return opened

    async def close(self) -> None:
        """Close all connections; the last one to close empties the log."""
        await self._engine.dispose()

    def translated(self) -> AbstractContextManager[None]:
        """Raise what is wrong with the file as one of our exceptions."""
        return faults.translated(self.where)

    async def read(self, work: Work[T]) -> T:
        """Return what `work` reads, as of one moment."""
        async with self._engine.connect() as connection:
            await connection.exec_driver_sql("BEGIN")
            return await work(connection)

    async def write(self, work: Work[T], waited: Waited) -> T:
        """Return what `work` returns once what it wrote is in the log and on the disk.

        Raises
        ------
        storage.errors.DatabaseGone
            When the file was taken away since it was opened.
        """
        asked = time.monotonic()
        async with self._write_lock, self._engine.connect() as connection:
            self._check_file()
            await _begin_writing(connection)
            waited(time.monotonic() - asked)
            done = await work(connection)
            await connection.commit()
            self._check_file()
            self._check_log()
            return done

    def _check_file(self) -> None:
        """Let nobody write into a file that has no name any more: it is gone with this process."""
        if self._opened_as is None or _identity(self.where) != self._opened_as:
            raise DatabaseGone(self.where)

    def _check_log(self) -> None:
        """Let nobody take for kept what went into a log that was removed."""
        if not self.where.with_name(f"{self.where.name}-wal").exists():
            raise DatabaseGone(self.where)

    async def erase(self, work: Work[T], waited: Waited) -> T:
        """Do as `write` does, and leave no byte of what was deleted in the files.

        Raises
        ------
        storage.errors.DatabaseBusy
        """

        async def work_and_owe(connection: AsyncConnection) -> T:
            done = await work(connection)
            await _set_debt(connection, await _debt(connection) + 1)  # in one transaction: no crash loses it
            return done

        done = await self.write(work_and_owe, waited)
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
                raise DatabaseBusy(self.where)
            await _begin_writing(connection)
            if await _debt(connection) == debt:  # else another process has just deleted more
                await _set_debt(connection, 0)
            await connection.commit()

    async def _wipe_what_is_owed(self) -> None:
        """Wipe what an earlier run deleted and did not come to wipe."""
        if await self.read(_debt):
            with contextlib.suppress(DatabaseBusy), self.translated():  # then the next time
                await self._wipe()


def _identity(path: Path) -> tuple[int, int] | None:
    """Return what tells one file from another of the same name; None if there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


async def _begin_writing(connection: AsyncConnection) -> None:
    """Take the write lock at once: a transaction that reads first and then writes may be refused midway."""
    for attempt in range(1, ATTEMPTS + 1):
        try:
            await connection.exec_driver_sql("BEGIN IMMEDIATE")
        except DBAPIError as error:
            if attempt == ATTEMPTS or not faults.is_busy(error):
                raise
            await asyncio.to_thread(time.sleep, PAUSE_S)
        else:
            return


async def _debt(connection: AsyncConnection) -> int:
    """Return how many deletions have yet to be wiped: a number in the file's header that is free for us."""
    return int((await connection.exec_driver_sql("PRAGMA user_version")).scalar_one())


async def _set_debt(connection: AsyncConnection, debt: int) -> None:
    await connection.exec_driver_sql(f"PRAGMA user_version = {debt:d}")
