"""The one owner of the connections to a database file."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sqlite3
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Self

from sqlalchemy import URL, Connection
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from storage.backend import Release, T, Waited, Work
from storage.errors import DatabaseBusy, DatabaseGone
from storage.sqlite import faults, readying
from storage.sqlite.connecting import engine_options, set_up
from storage.sqlite.writer import Writer, begin_writing

CONNECTIONS = 4


class SqliteFile:
    """An open file: any number of readers beside one writer.

    Writers of this process wait for each other in line, those of other processes by SQLite's lock.
    """

    wipes_bytes = True
    is_shared = False

    def __init__(self, path: Path, readers: AsyncEngine, writer: Writer) -> None:
        self.where = path
        self._readers = readers
        self._writer = writer
        self._log = path.with_name(f"{path.name}-wal")
        self._opened_as = _identity(path)

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
        readers = create_async_engine(
            URL.create("sqlite+aiosqlite", database=str(path)),
            pool_size=CONNECTIONS,
            max_overflow=0,
            pool_timeout=None,
            **engine_options(wait_s),
        )
        set_up(readers.sync_engine)
        with faults.translated(path):
            opened = cls(path, readers, await Writer.open(path, wait_s))
        try:
            with opened.translated():
                await opened._wipe_what_is_owed()
        except BaseException:
            await opened.close()
            raise
        return opened

    async def close(self) -> None:
        """Close all connections; the last one to close empties the log."""
        await self._readers.dispose()
        await self._writer.close()

    async def take(self, name: str, *, wait: bool) -> Release:
        """Take a name, which nobody else asks for: a file is one process's."""
        del name, wait
        return _nothing_to_give_back

    def translated(self) -> AbstractContextManager[None]:
        """Raise what is wrong with the file as one of our exceptions."""
        return faults.translated(self.where)

    async def read(self, work: Work[T]) -> T:
        """Return what `work` reads, as of one moment."""
        async with self._readers.connect() as connection:
            await connection.exec_driver_sql("BEGIN")
            return await work(connection)

    async def write(self, work: Work[T], waited: Waited) -> T:
        """Return what `work` returns once what it wrote is in the log and on the disk.

        Raises
        ------
        storage.errors.DatabaseGone
            When the file was taken away since it was opened.
        """
        done, waited_s = await self._writer.transact(work, before=self._check_file, after=self._check_kept)
        waited(waited_s)
        return done

    def _check_file(self) -> None:
        """Let nobody write into a file that has no name any more: it is gone with this process."""
        if self._opened_as is None or _identity(self.where) != self._opened_as:
            raise DatabaseGone(self.where)

    def _check_kept(self) -> None:
        """Let nobody take for kept what went into a file or a log that was removed."""
        self._check_file()
        # Not by a stat: whoever asks Linux for the time of a file makes its next write keep a finer one,
        # and a commit to the log take half as long again.
        if not os.access(self._log, os.F_OK):
            raise DatabaseGone(self.where)

    async def erase(self, work: Work[T], waited: Waited) -> T:
        """Do as `write` does, and leave no byte of what was deleted in the files.

        Raises
        ------
        storage.errors.DatabaseBusy
        """

        async def work_and_owe(connection: AsyncConnection) -> T:
            done = await work(connection)
            await connection.run_sync(_owe_one_more)  # in one transaction: no crash loses it
            return done

        done = await self.write(work_and_owe, waited)
        await self._wipe()
        return done

    async def _wipe(self) -> None:
        """Build the file anew from what is alive, and empty the log.

        `secure_delete` alone is not enough: where SQLite has moved rows between pages it leaves copies behind
        in the gaps, and deleting a row clears only its last place.
        """
        await self._writer.run(self._wipe_now)

    def _wipe_now(self, connection: Connection, driver: sqlite3.Connection) -> None:
        debt = _debt_of(connection)
        connection.exec_driver_sql("VACUUM")
        (blocked, *_) = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()
        if blocked:
            raise DatabaseBusy(self.where)
        begin_writing(driver)
        if _debt_of(connection) == debt:  # else another process has just deleted more
            _set_debt(connection, 0)
        driver.commit()

    async def _wipe_what_is_owed(self) -> None:
        """Wipe what an earlier run deleted and did not come to wipe."""
        if await self.read(lambda connection: connection.run_sync(_debt_of)):
            with contextlib.suppress(DatabaseBusy), self.translated():  # then the next time
                await self._wipe()


async def _nothing_to_give_back() -> None:
    """Do nothing."""


def _identity(path: Path) -> tuple[int, int] | None:
    """Return what tells one file from another of the same name; None if there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _owe_one_more(connection: Connection) -> None:
    _set_debt(connection, _debt_of(connection) + 1)


def _debt_of(connection: Connection) -> int:
    """Return how many deletions have yet to be wiped: a number in the file's header that is free for us."""
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def _set_debt(connection: Connection, debt: int) -> None:
    connection.exec_driver_sql(f"PRAGMA user_version = {debt:d}")
