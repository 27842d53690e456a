"""CPU work off the event loop: short work in threads, long work in a pool of processes.

Both are given out in fair turns between servers and people, within what each of them may use up: see
`bot.fair_queue` and `bot.budget`. For whom a job is done says `bot.callers`.

ComputeError
├── Busy             the queue is full, or its server's part of it: nothing was started
├── AlreadyRunning   this person's earlier jobs still run: nothing was started
├── BudgetSpent      this person or server has used up its time for now: nothing was started
├── WaitedTooLong    the job's turn did not come in time: nothing was started
├── TimedOut         the job took too long and was stopped
├── WorkerDied       the process doing it was killed; another has taken its place
└── ShuttingDown     the bot is being stopped
"""

from __future__ import annotations

import asyncio
import contextlib
import contextvars
import functools
import logging
import math
import multiprocessing
import os
import sys
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, ParamSpec, TypeVar

import pebble
import threadpoolctl

from bot.budget import Budget
from bot.callers import HOUSE, Caller, current_caller
from bot.fair_queue import FairQueue, Turn
from models.errors import ErrorWithData

log = logging.getLogger(__name__)

P = ParamSpec("P")
T = TypeVar("T")

# What the work needs: a fork server imports it once, so that a replaced worker is there in milliseconds.
PRELOADED = (
    "models.words.maps.render",
    "models.words.analogy.picture",
    "matplotlib.backends.backend_agg",
    "matplotlib.collections",
    "matplotlib.figure",
    "matplotlib.font_manager",
    "matplotlib.patheffects",
    "openTSNE",
)
NICENESS = 10

MOST_OF_PERSON = 8
"""Short jobs of one person that may wait: an answer is one or two, so these are presses in a hurry."""

MOST_QUEUED_OF_PERSON = 20
"""Long jobs of one person that may wait where they need not be one at a time."""

TAKEN_UP_S = 20.0
"""How long a free process may take to begin a job, its own start included, before it is taken for dead."""

SETTLED_S = 10.0
"""How long after its start the bot has done what all wait for."""

PERSON_BUDGET = (30.0, 0.5)
SERVER_BUDGET = (180.0, 1.5)
"""Seconds of work at once, and how many come back in a second: much more than whoever reads answers uses."""


class ComputeError(ErrorWithData):
    """A job that gave no result, through no fault of its input."""


class Busy(ComputeError):
    """The queue is full."""


class AlreadyRunning(ComputeError):
    """The same person's earlier job has not ended yet."""


class BudgetSpent(ComputeError):
    """The person or the server has used up its time, and has some again in `wait_s` seconds."""

    wait_s: int


class WaitedTooLong(ComputeError):
    """The job's turn did not come within `waited_s` seconds."""

    waited_s: float


class TimedOut(ComputeError):
    """The job was stopped after `timeout_s` seconds."""

    timeout_s: float


class WorkerDied(ComputeError):
    """The process that did the job ended without a result, because of `reason`."""

    reason: str


class ShuttingDown(ComputeError):
    """The bot is being stopped."""


class Compute:
    """Two pools with bounded queues.

    Parameters
    ----------
    workers:
        How many processes do long work.
    queue:
        How many jobs of either kind may wait or run beyond the workers before `Busy` is raised.
    timeout_s:
        Seconds of running after which a long job is stopped. A job of either kind waits half as long for its
        turn.
    """

    def __init__(self, workers: int, queue: int, timeout_s: float) -> None:
        self.timeout_s = timeout_s
        threads = (os.cpu_count() or 1) + 1
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="short")
        # Starting processes takes seconds: a thread of its own waits for that, in place of the event loop.
        self._scheduler = ThreadPoolExecutor(1, thread_name_prefix="schedule")
        self._workers = workers
        self._processes = _pool(workers)
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
        self.replaced = 0
        """How often the processes were given up and others started."""

    @property
    def jobs(self) -> dict[str, int]:
        """How many jobs of each kind run or wait."""
        return {kind: most - self._room[kind] for kind, most in self._most.items()}

    def warm_up(self, soon: Callable[[], None]) -> None:
        """Start the processes, and do `soon` once the bot has settled: so nobody has to wait for either."""
        self._scheduler.submit(self._schedule, _nothing)
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
                measured = functools.partial(_measured, time.thread_time, function, *args, **kwargs)
                known = contextvars.copy_context()  # a thread knows whom it writes for
                future = self._threads.submit(known.run, measured)
                result, cost_s = await self._result(future)
                turn.cost_s = cost_s
                return result

    async def long(self, owner: int, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `function` in another process, one job at a time for each `owner`.

        The function, its arguments and its result travel by pickle: keep them small.

        Raises
        ------
        Busy, AlreadyRunning, BudgetSpent, WaitedTooLong, TimedOut, WorkerDied, ShuttingDown
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
        await asyncio.wrap_future(self._scheduler.submit(_end, self._processes))
        for threads in (self._scheduler, self._threads):
            threads.shutdown(wait=False, cancel_futures=True)

    async def _long(self, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        caller = current_caller()
        with self._place("long", caller, MOST_QUEUED_OF_PERSON):
            async with self._turn("long", caller) as turn:
                work: Callable[[], tuple[T, float]] = functools.partial(
                    _measured, time.process_time, function, *args, **kwargs
                )
                job = await self._result(self._scheduler.submit(self._schedule, work))
                watch = asyncio.create_task(self._see_taken_up(job))
                try:
                    result, cost_s = await self._result(job)
                finally:
                    watch.cancel()
                turn.cost_s = cost_s
                return result

    async def _see_taken_up(self, job: Future[Any]) -> None:
        """Give the processes up if none begins a job: they are stopped, and never end by themselves."""
        await asyncio.sleep(TAKEN_UP_S)
        if not job.running() and not job.done():
            job.cancel()
            self._scheduler.submit(self._replace_processes)

    def _schedule(self, work: Callable[[], T]) -> Future[T]:
        if self._closing:
            raise ShuttingDown
        try:
            return self._processes.schedule(work, timeout=self.timeout_s)
        except RuntimeError:
            # Pebble gives its whole pool up when a worker is killed while idle.
            self._replace_processes()
            return self._processes.schedule(work, timeout=self.timeout_s)

    def _replace_processes(self) -> None:
        log.warning("the process pool was broken: starting another")
        self.replaced += 1
        broken, self._processes = self._processes, _pool(self._workers)
        _end(broken)

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

    async def _result(self, future: Future[T]) -> T:
        waiting = asyncio.wrap_future(future)
        self._running.add(waiting)
        try:
            return await waiting
        except TimeoutError:
            raise TimedOut(self.timeout_s) from None
        except (pebble.ProcessExpired, BrokenProcessPool) as error:
            raise WorkerDied(str(error)) from error
        except asyncio.CancelledError:
            if self._closing:
                raise ShuttingDown from None
            if future.cancelled() and not _is_cancelled():
                raise WorkerDied("no process took it up") from None
            raise
        finally:
            self._running.discard(waiting)


def _pool(workers: int) -> pebble.ProcessPool:
    return pebble.ProcessPool(workers, initializer=be_modest, context=process_context())


def _end(pool: pebble.ProcessPool) -> None:
    pool.stop()  # type: ignore[no-untyped-call]
    pool.join()


def process_context() -> multiprocessing.context.SpawnContext | multiprocessing.context.ForkServerContext:
    """Return how processes are started."""
    # A fork of the bot itself would copy its threads' locks in whatever state they are in.
    if sys.platform == "win32":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(PRELOADED))
    return context


def be_modest() -> None:
    """Leave the processor to the event loop: a picture may wait, a heartbeat may not."""
    threadpoolctl.threadpool_limits(1)
    if hasattr(os, "nice"):
        os.nice(NICENESS)


def _measured(
    clock: Callable[[], float], function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs
) -> tuple[T, float]:
    """Return what a function does, and how many seconds of a processor that took."""
    began = clock()
    result = function(*args, **kwargs)
    return result, clock() - began


def _is_cancelled() -> bool:
    """Tell whether it is the running task that is being cancelled, and not what it waits for."""
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0


def _nothing() -> None:
    """Do nothing; a job for a process that only has to start."""
