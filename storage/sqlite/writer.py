"""The one connection of a process that writes: a whole transaction is handed to its thread at once.

Statement by statement, a change would wait for the thread and back some fifteen times: most of its time.
"""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, Self

import aiosqlite
from sqlalchemy import Connection, create_engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.pool import StaticPool

from storage.backend import T, Work
from storage.sqlite import faults
from storage.sqlite.connecting import PRAGMAS

P = ParamSpec("P")

ATTEMPTS = 3
PAUSE_S = 0.05


class Writer:
    """A connection, its thread, and SQLAlchemy in that thread."""

    def __init__(self, driver: aiosqlite.Connection) -> None:
        self._driver = driver
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
        """Close the connection and end its thread."""
        await self._driver.close()

    async def transact(
        self, work: Work[T], *, before: Callable[[], None], after: Callable[[], None]
    ) -> tuple[T, float]:
        """Return what `work` returns once it is committed, and the seconds that the lock of the file took.

        Parameters
        ----------
        work : callable
            It may wait for what it does in its transaction, and for nothing else.
        before, after : callable
            Called before the transaction and once it is committed; what they raise is the caller's.
        """

        def transaction() -> tuple[T, float]:
            before()
            asked = time.monotonic()
            with self._engine.connect() as connection:
                begin_writing(connection)
                waited_s = time.monotonic() - asked
                done = _finished(work(_AtOnce(connection)))
                connection.commit()
            after()
            return done, waited_s

        return await self._in_thread(transaction)

    async def run(self, task: Callable[[Connection], T]) -> T:
        """Return what `task` returns, which begins and ends its transactions itself."""

        def connected() -> T:
            with self._engine.connect() as connection:
                return task(connection)

        return await self._in_thread(connected)

    async def _in_thread(self, task: Callable[[], T]) -> T:
        done: T = await self._driver._execute(task)  # type: ignore[no-untyped-call]
        return done


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


def begin_writing(connection: Connection) -> None:
    """Take the write lock at once: a transaction that reads first and then writes may be refused midway."""
    for attempt in range(1, ATTEMPTS + 1):
        try:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        except DBAPIError as error:
            if attempt == ATTEMPTS or not faults.is_busy(error):
                raise
            time.sleep(PAUSE_S)
        else:
            return
