"""CPU work off the event loop: short work in threads, long work in a pool of processes.

ComputeError
├── Busy             the queue is full: nothing was started
├── AlreadyRunning   this person's earlier job still runs: nothing was started
├── TimedOut         the job took too long and was stopped
├── WorkerDied       the process doing it was killed; another has taken its place
└── ShuttingDown     the bot is being stopped
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import multiprocessing
import os
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, ParamSpec, TypeVar

import pebble
import threadpoolctl

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


class ComputeError(ErrorWithData):
    """A job that gave no result, through no fault of its input."""


class Busy(ComputeError):
    """The queue is full."""


class AlreadyRunning(ComputeError):
    """The same person's earlier job has not ended yet."""


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
        Seconds of running after which a long job is stopped; time in the queue does not count.
    """

    def __init__(self, workers: int, queue: int, timeout_s: float) -> None:
        self.timeout_s = timeout_s
        self._threads = ThreadPoolExecutor((os.cpu_count() or 1) + 1, thread_name_prefix="short")
        # Starting processes takes seconds: a thread of its own waits for that, in place of the event loop.
        self._scheduler = ThreadPoolExecutor(1, thread_name_prefix="schedule")
        self._workers = workers
        self._processes = _pool(workers)
        self._room = {"short": 16 * queue, "long": workers + queue}
        self._running: set[asyncio.Future[Any]] = set()
        self._owners: set[int] = set()
        self._most_spare = queue
        self._spare_owners: set[int] = set()
        self._spare_turn = asyncio.Lock()
        self._closing = False

    def warm_up(self) -> None:
        """Start the processes, so that nobody's first picture waits for them."""
        self._scheduler.submit(self._schedule, _nothing)

    async def short(self, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `function` in a thread: for work of some milliseconds that releases the interpreter's lock."""
        with self._place("short"):
            future = self._threads.submit(function, *args, **kwargs)
            return await self._result(future)

    async def long(self, owner: int, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `function` in another process, one job at a time for each `owner`.

        The function, its arguments and its result travel by pickle: keep them small.

        Raises
        ------
        Busy, AlreadyRunning, TimedOut, WorkerDied, ShuttingDown
        """
        if owner in self._owners:
            raise AlreadyRunning
        self._owners.add(owner)
        try:
            return await self._long(function, *args, **kwargs)
        finally:
            self._owners.discard(owner)

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
        for waiting in list(self._running):
            waiting.cancel()
        await asyncio.wrap_future(self._scheduler.submit(_end, self._processes))
        for threads in (self._scheduler, self._threads):
            threads.shutdown(wait=False, cancel_futures=True)

    async def _long(self, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        with self._place("long"):
            submitted = self._scheduler.submit(self._schedule, function, *args, **kwargs)
            return await self._result(await self._result(submitted))

    def _schedule(self, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        if self._closing:
            raise ShuttingDown
        try:
            return self._processes.schedule(function, args, kwargs, timeout=self.timeout_s)
        except RuntimeError:
            # Pebble gives its whole pool up when a worker is killed while idle.
            log.warning("the process pool was broken: starting another")
            _end(self._processes)
            self._processes = _pool(self._workers)
            return self._processes.schedule(function, args, kwargs, timeout=self.timeout_s)

    @contextlib.contextmanager
    def _place(self, kind: str) -> Iterator[None]:
        if self._closing:
            raise ShuttingDown
        if self._room[kind] == 0:
            raise Busy
        self._room[kind] -= 1
        try:
            yield
        finally:
            self._room[kind] += 1

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


def _nothing() -> None:
    """Do nothing; a job for a process that only has to start."""
