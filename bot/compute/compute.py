"""The one place that gives out work: in fair turns between servers and people, within what each may use up.

How turns are given says `bot.fair_queue`, how time is counted `bot.budget`, for whom a job is done
`bot.callers`.
"""

from __future__ import annotations

import asyncio
import contextlib
import contextvars
import functools
import logging
import math
import os
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any, ParamSpec, TypeVar

from threadpoolctl import threadpool_limits

from bot.budget import Budget
from bot.callers import HOUSE, Caller, current_caller
from bot.compute.errors import (
    AlreadyRunning,
    BudgetSpent,
    Busy,
    ComputeError,
    ShuttingDown,
    WaitedTooLong,
)
from bot.compute.long_work import LongWork
from bot.compute.parcels import pack, unpack
from bot.compute.processes import Processes
from bot.fair_queue import FairQueue, Turn

log = logging.getLogger(__name__)

P = ParamSpec("P")
T = TypeVar("T")

MOST_OF_PERSON = 8
"""Short jobs of one person that may wait: an answer is one or two, so these are presses in a hurry."""

MOST_QUEUED_OF_PERSON = 20
"""Long jobs of one person that may wait where they need not be one at a time."""

SETTLED_S = 10.0
"""How long after its start the bot has done what all wait for."""

PERSON_BUDGET = (30.0, 0.5)
SERVER_BUDGET = (180.0, 1.5)
"""Seconds of work at once, and how many come back in a second: much more than whoever reads answers uses."""


class Compute:
    """Threads and processes, with bounded queues before them.

    Parameters
    ----------
    workers:
        How many long jobs are done at once.
    queue:
        How many jobs of either kind may wait or run beyond the workers before `Busy` is raised.
    timeout_s:
        Seconds of running after which a long job is stopped. A job of either kind waits half as long for its
        turn.
    long_work:
        Where long jobs are done; without it, in as many processes of this machine.
    """

    def __init__(self, workers: int, queue: int, timeout_s: float, long_work: LongWork | None = None) -> None:
        self.timeout_s = timeout_s
        # A job has the one thread that its caller's budget is charged for. Those of a BLAS wait for each
        # other whenever the machine has anything else to do: recommending took several times as long.
        threadpool_limits(1, user_api="blas")
        threads = (os.cpu_count() or 1) + 1
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="short")
        self._long_work = Processes(workers) if long_work is None else long_work
        self._turns = {"short": FairQueue(threads), "long": FairQueue(workers)}
        self._most = {"short": 16 * queue, "long": workers + queue}
        self._room = dict(self._most)
        self._people: Budget[int] = Budget(*PERSON_BUDGET)
        self._servers: Budget[int] = Budget(*SERVER_BUDGET)
        self._running: set[asyncio.Future[Any]] = set()
        self._owners: set[int] = set()
        self._most_spare = queue
        self._spare_owners: set[int] = set()
        self._spare_turn = asyncio.Lock()
        self._closing = False
        self._settled: threading.Timer | None = None

    @property
    def jobs(self) -> dict[str, int]:
        """How many jobs of each kind run or wait."""
        return {kind: most - self._room[kind] for kind, most in self._most.items()}

    @property
    def replaced(self) -> int:
        """How often the processes were given up and others taken."""
        return self._long_work.replaced

    def warm_up(self, soon: Callable[[], None]) -> None:
        """Start the processes, and do `soon` once the bot has settled: so nobody has to wait for either."""
        self._long_work.warm_up()
        self._settled = threading.Timer(SETTLED_S, soon)
        self._settled.start()

    async def short(self, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `function` in a thread: for work of some milliseconds that releases the interpreter's lock.

        Raises
        ------
        Busy, AlreadyRunning, BudgetSpent, WaitedTooLong, ShuttingDown
        """
        caller = current_caller()
        with self._place("short", caller, MOST_OF_PERSON):
            async with self._turn("short", caller) as turn:
                measured = functools.partial(_measured, function, *args, **kwargs)
                known = contextvars.copy_context()  # a thread knows whom it writes for
                future = self._threads.submit(known.run, measured)
                result, cost_s = await self._unless_closing(asyncio.wrap_future(future))
                turn.cost_s = cost_s
                return result

    async def long(self, owner: int, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `function` in another process, one job at a time for each `owner`.

        The function, its arguments and its result travel by pickle: keep them small.

        Raises
        ------
        Busy, AlreadyRunning, BudgetSpent, WaitedTooLong, JobTooLarge, TimedOut, WorkerDied, ShuttingDown
        """
        if owner in self._owners:
            raise AlreadyRunning
        self._owners.add(owner)
        try:
            return await self._long(function, *args, **kwargs)
        finally:
            self._owners.discard(owner)

    def admit(self) -> Caller:
        """Return the caller, if there is time left for them.

        Raises
        ------
        BudgetSpent
        """
        caller = current_caller()
        if (wait_s := self._wait_s(caller)) > 0:
            raise BudgetSpent(math.ceil(wait_s))
        return caller

    def spend(self, caller: Caller, used_s: float) -> None:
        """Take note of time that was used for a caller, here or in work for many at once."""
        if caller != HOUSE and not caller.rehearsing:
            self._people.spend(caller.person, used_s)
            self._servers.spend(caller.place, used_s)

    async def queued(self, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `function` like `long`, but behind the caller's other jobs where `long` refuses."""
        return await self._long(function, *args, **kwargs)

    async def spare(
        self, owner: int, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs
    ) -> T | None:
        """Run `function` like `long`, for what an answer can do without: None where there is no result.

        One such job runs at a time, so that the other workers stay free for who cannot do without, and each
        owner may have one beside a long job. Of a fault of the job only the log tells.
        """
        if owner in self._spare_owners or len(self._spare_owners) >= self._most_spare:
            return None
        self._spare_owners.add(owner)
        try:
            async with self._spare_turn:
                return await self._long(function, *args, **kwargs)
        except ComputeError as error:
            log.info("went without a spare job: %r", error)
        except Exception:
            log.exception("a spare job failed")
        finally:
            self._spare_owners.discard(owner)
        return None

    async def close(self) -> None:
        """Stop what runs, tell whoever waits for it, and end the processes; a second call does nothing."""
        if self._closing:
            return
        self._closing = True
        if self._settled is not None:
            self._settled.cancel()
        for turns in self._turns.values():
            turns.turn_away(ShuttingDown())
        for waiting in list(self._running):
            waiting.cancel()
        await self._long_work.close()
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def _long(self, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        caller = current_caller()
        with self._place("long", caller, MOST_QUEUED_OF_PERSON):
            async with self._turn("long", caller) as turn:
                job = self._long_work.run(pack(function, *args, **kwargs), self.timeout_s)
                done = unpack(await self._unless_closing(asyncio.create_task(job)))
                turn.cost_s = done.cost_s
                result: T = done.result
                return result

    @contextlib.contextmanager
    def _place(self, kind: str, caller: Caller, most_of_person: int) -> Iterator[None]:
        if self._closing:
            raise ShuttingDown
        turns = self._turns[kind]
        if caller != HOUSE:
            if turns.of_person(caller) >= most_of_person:
                raise AlreadyRunning
            if turns.of_place(caller.place) >= max(1, self._most[kind] * 3 // 4):
                raise Busy  # what is left is for other servers
            self.admit()
        if self._room[kind] == 0:
            raise Busy
        self._room[kind] -= 1
        try:
            yield
        finally:
            self._room[kind] += 1

    @contextlib.asynccontextmanager
    async def _turn(self, kind: str, caller: Caller) -> AsyncIterator[Turn]:
        within_s = self.timeout_s / 2
        try:
            async with self._turns[kind].turn(caller, within_s) as turn:
                try:
                    yield turn
                finally:
                    self.spend(caller, turn.used_s)
        except TimeoutError:
            raise WaitedTooLong(within_s) from None

    def _wait_s(self, caller: Caller) -> float:
        if caller == HOUSE or caller.rehearsing:
            return 0.0
        return max(self._people.wait_s(caller.person), self._servers.wait_s(caller.place))

    async def _unless_closing(self, waiting: asyncio.Future[T]) -> T:
        """Return what is waited for; who is cut short as the bot stops is told so."""
        self._running.add(waiting)
        try:
            return await waiting
        except asyncio.CancelledError:
            if self._closing:
                raise ShuttingDown from None
            raise
        finally:
            self._running.discard(waiting)


def _measured(function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> tuple[T, float]:
    """Return what a function does, and how many seconds of a processor that took its thread."""
    began = time.thread_time()
    result = function(*args, **kwargs)
    return result, time.thread_time() - began
