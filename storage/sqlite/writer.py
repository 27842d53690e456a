"""The one connection of a process that writes: a whole transaction is handed to its thread at once.

Statement by statement, a change would wait for the thread and back some fifteen times: most of its time.
"""

from __future__ import annotations

import sqlite3
import time
from collections import deque
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Concatenate, Generic, ParamSpec, Self

import aiosqlite
from sqlalchemy import Connection, create_engine
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.pool import StaticPool

from storage.backend import T, Work
from storage.sqlite import faults
from storage.sqlite.connecting import PRAGMAS

P = ParamSpec("P")

ATTEMPTS = 3
PAUSE_S = 0.05
TOGETHER_S = 0.01
"""For so long changes join a transaction: the first of them waits for the last."""


class Writer:
    """A connection, its thread, and SQLAlchemy in that thread."""

    def __init__(self, driver: aiosqlite.Connection) -> None:
        self._driver = driver
        self._connection: Connection | None = None
        self._line: deque[_Change[Any]] = deque()
        self._engine = create_engine(
            "sqlite+pysqlite://",
            creator=lambda: driver._conn,
            poolclass=StaticPool,
            hide_parameters=True,  # an error's text goes to the log, where no user id belongs
        )

    @classmethod
    async def open(cls, path: Path, wait_s: float) -> Self:
        """Connect to a file; one attempt waits `wait_s` for a lock that another process holds."""
        driver = await aiosqlite.connect(path, isolation_level=None, timeout=wait_s)
        for pragma in PRAGMAS:
            await driver.execute_fetchall(pragma)
        return cls(driver)

    async def close(self) -> None:
        """Let what is in line end, then close the connection and end its thread."""
        connection, self._connection = self._connection, None
        if connection is not None:
            await self._in_thread(connection.close)
        await self._driver.close()

    async def transact(
        self, work: Work[T], *, before: Callable[[], None], after: Callable[[], None]
    ) -> tuple[T, float]:
        """Return what `work` returns once it is committed, and the seconds until it had its turn.

        Changes that wait for each other share a transaction, and with it the way to the disk; each is whole
        or undone by itself.

        Parameters
        ----------
        work : callable
            It may wait for what it does in its transaction, and for nothing else.
        before, after : callable
            Called before the transaction and once it is committed; what they raise is the caller's.
        """
        change = _Change(work)
        self._line.append(change)

        def turn() -> tuple[T, float]:
            if not change.over:  # else it went along with one that was before it in the line
                self._together(before, after)
            return change.outcome()

        return await self._in_thread(turn)

    def _together(self, before: Callable[[], None], after: Callable[[], None]) -> None:
        """Do the first changes of the line in one transaction, for a while."""
        done: list[_Change[Any]] = []
        try:
            before()
            with self._ours() as connection:
                begin_writing(self._driver._conn)
                end = time.monotonic() + TOGETHER_S
                while self._line and (not done or time.monotonic() < end):
                    change = self._line.popleft()
                    done.append(change)
                    change.do(connection, self._driver._conn)
                self._driver._conn.commit()
            after()
        except BaseException as error:
            if not done:
                done.append(self._line.popleft())
            for change in done:
                change.fail(error)
        for change in done:
            change.over = True

    async def run(self, task: Callable[[Connection, sqlite3.Connection], T]) -> T:
        """Return what `task` returns, which begins and ends its transactions itself."""

        def connected() -> T:
            with self._ours() as connection:
                return task(connection, self._driver._conn)

        return await self._in_thread(connected)

    @contextmanager
    def _ours(self) -> Iterator[Connection]:
        """Give the connection as SQLAlchemy has it, opened once; no error leaves a transaction open.

        It makes statements and reads rows. Transactions are begun and ended by the driver: it does either in
        a third of the time.
        """
        if self._connection is None:
            self._connection = self._engine.connect()
        try:
            yield self._connection
        except BaseException:
            self._driver._conn.rollback()
            raise

    async def _in_thread(self, task: Callable[[], T]) -> T:
        done: T = await self._driver._execute(task)  # type: ignore[no-untyped-call]
        return done


class _Change(Generic[T]):
    """A change in line, and what became of it."""

    def __init__(self, work: Work[T]) -> None:
        self._work = work
        self._asked = time.monotonic()
        self._waited_s = 0.0
        self._returned: list[T] = []
        self._error: BaseException | None = None
        self.over = False

    def do(self, connection: Connection, driver: sqlite3.Connection) -> None:
        """Do it within a transaction; an error undoes it alone, unless SQLite has undone everything."""
        self._waited_s = time.monotonic() - self._asked
        driver.execute("SAVEPOINT change")
        try:
            self._returned.append(_finished(self._work(_AtOnce(connection))))
        except BaseException as error:
            if not driver.in_transaction:
                raise
            driver.execute("ROLLBACK TO change")
            self._error = error
        driver.execute("RELEASE change")

    def fail(self, error: BaseException) -> None:
        """Take note that its transaction came to nothing."""
        self._error = self._error or error

    def outcome(self) -> tuple[T, float]:
        """Return what it returned, and how long it waited, or raise what it raised."""
        if self._error is not None:
            raise self._error
        return self._returned[0], self._waited_s


class _AtOnce(AsyncConnection):
    """A connection whose statements are done at once, in whatever thread they are asked."""

    __slots__ = ("_here",)

    def __init__(self, connection: Connection) -> None:
        self._here = connection

    @property
    def _proxied(self) -> Connection:
        return self._here

    async def execute(self, *statement: Any, **options: Any) -> Any:
        return self._here.execute(*statement, **options)

    async def scalar(self, *statement: Any, **options: Any) -> Any:
        return self._here.scalar(*statement, **options)

    async def exec_driver_sql(self, *statement: Any, **options: Any) -> Any:
        return self._here.exec_driver_sql(*statement, **options)

    async def run_sync(self, fn: Callable[Concatenate[Connection, P], T], *arg: P.args, **kw: P.kwargs) -> T:
        return fn(self._here, *arg, **kw)


def _finished(work: Awaitable[T]) -> T:
    """Return what `work` returns, having gone through it without a pause."""
    steps = work.__await__()
    try:
        next(steps)
    except StopIteration as end:
        done: T = end.value
        return done
    raise RuntimeError("a transaction waits for nothing but its own statements")


def begin_writing(driver: sqlite3.Connection) -> None:
    """Take the write lock at once: a transaction that reads first and then writes may be refused midway."""
    for attempt in range(1, ATTEMPTS + 1):
        try:
            driver.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if attempt == ATTEMPTS or not faults.is_busy(error):
                raise
            time.sleep(PAUSE_S)
        else:
            return
