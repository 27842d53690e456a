"""Long work in processes of this machine: a Pebble pool, which stops a job by ending its process."""

from __future__ import annotations

import asyncio
import logging
import multiprocessing
import os
import sys
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait

import pebble
import threadpoolctl

from bot.compute.errors import ShuttingDown, TimedOut, WorkerDied
from bot.compute.parcels import carry_out, pack

log = logging.getLogger(__name__)

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

TAKEN_UP_S = 20.0
"""How long a free process may take to begin a job, its own start included, before it is taken for dead."""

STARTED_S = 60.0
"""How long a process may take to start where nobody waits for it."""


class Processes:
    """A pool of processes, replaced when they die.

    Parameters
    ----------
    count:
        How many jobs are done at once.
    """

    def __init__(self, count: int) -> None:
        self._count = count
        # Starting processes takes seconds: a thread of its own waits for that, in place of the event loop.
        self._scheduler = ThreadPoolExecutor(1, thread_name_prefix="schedule")
        self._pool = _pool(count)
        self._closing = False
        self.replaced = 0

    def warm_up(self) -> None:
        """Start the processes."""
        self._scheduler.submit(self._schedule, pack(_nothing), STARTED_S)

    async def run(self, parcel: bytes, timeout_s: float) -> bytes:
        """Have a job done, and return its outcome; a cancelled one is stopped.

        Raises
        ------
        TimedOut, WorkerDied, ShuttingDown
        """
        job = await asyncio.wrap_future(self._scheduler.submit(self._schedule, parcel, timeout_s))
        watch = asyncio.create_task(self._see_taken_up(job))
        try:
            return await asyncio.wrap_future(job)
        except TimeoutError:
            raise TimedOut(timeout_s) from None
        except (pebble.ProcessExpired, BrokenProcessPool) as error:
            raise WorkerDied(str(error)) from error
        except asyncio.CancelledError:
            if job.cancelled() and not _is_cancelled():
                raise WorkerDied("no process took it up") from None
            raise
        finally:
            watch.cancel()

    async def close(self) -> None:
        """Stop what runs, and end the processes."""
        self._closing = True
        await asyncio.wrap_future(self._scheduler.submit(_end, self._pool))
        self._scheduler.shutdown(wait=False, cancel_futures=True)

    async def _see_taken_up(self, job: Future[bytes]) -> None:
        """Give the processes up if none begins a job: they are stopped, and never end by themselves."""
        await asyncio.sleep(TAKEN_UP_S)
        if not job.running() and not job.done():
            job.cancel()
            self._scheduler.submit(self._replace)

    def _schedule(self, parcel: bytes, timeout_s: float) -> Future[bytes]:
        if self._closing:
            raise ShuttingDown
        try:
            return self._pool.schedule(carry_out, [parcel], timeout=timeout_s)
        except RuntimeError:
            # Pebble gives its whole pool up when a worker is killed while idle.
            self._replace()
            return self._pool.schedule(carry_out, [parcel], timeout=timeout_s)

    def _replace(self) -> None:
        log.warning("the process pool was broken: starting another")
        self.replaced += 1
        broken, self._pool = self._pool, _pool(self._count)
        _end(broken)


def _pool(count: int) -> pebble.ProcessPool:
    return pebble.ProcessPool(count, initializer=_begin, context=process_context())


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


def _begin() -> None:
    be_modest()
    threading.Thread(target=_end_with_parent, name="orphan", daemon=True).start()


def _end_with_parent() -> None:
    """End with the process that gave the jobs, however that ends: nobody waits for them any more."""
    if (parent := multiprocessing.parent_process()) is not None:
        wait([parent.sentinel])
        os._exit(1)


def _is_cancelled() -> bool:
    """Tell whether it is the running task that is being cancelled, and not what it waits for."""
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0


def _nothing() -> None:
    """Do nothing; a job for a process that only has to start."""
