"""Long work on a Dask cluster: one client, connected anew when the scheduler was away."""

from __future__ import annotations

import asyncio
import logging
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import dask
from distributed import CancelledError, Client, KilledWorker

from bot.compute.cluster_view import ClusterView, WorkerView
from bot.compute.dask_worker import do_job, key_of
from bot.compute.errors import (
    ClusterEmpty,
    ClusterUnreachable,
    ComputeError,
    WaitedTooLong,
    WorkerDied,
)
from bot.compute.likeness import differing, is_ours, labels, marks
from bot.compute.processes import TAKEN_UP_S
from bot.logs import event
from bot.sentences import operator_sentence

log = logging.getLogger(__name__)

PATIENCE_S = 5.0
"""How long a job waits for a scheduler or for workers that are away."""

PAUSE_S = 0.2

DASK = {
    "distributed.comm.timeouts.connect": PATIENCE_S,
    "distributed.comm.retry.count": 0,
}
DASKS_LOGGERS = ("distributed", "distributed.client", "tornado", "tornado.application")


async def look_at(address: str) -> ClusterView:
    """Return what the scheduler at `address` says of its workers.

    Raises
    ------
    ClusterUnreachable
    """
    cluster = Cluster(address)
    try:
        return await cluster.look()
    finally:
        await cluster.close()


class Cluster:
    """A Dask cluster of workers that `hyperplane worker` has started.

    Parameters
    ----------
    address:
        The scheduler's, such as `tcp://scheduler:8786`; for `tls://`, Dask's settings name the certificates.
    """

    def __init__(self, address: str) -> None:
        self.address = address
        self.replaced = 0
        self._marks = marks()
        self._client: Client | None = None
        self._connecting: asyncio.Task[Client] | None = None
        self._first_look: asyncio.Task[None] | None = None
        dask.config.set(DASK)
        for name in DASKS_LOGGERS:  # they have handlers of their own, and what is lost we tell ourselves
            logger = logging.getLogger(name)
            logger.handlers.clear()
            logger.propagate = True
            logger.setLevel(logging.CRITICAL)

    def warm_up(self) -> None:
        """Connect, and say in the log how the cluster is."""
        self._first_look = asyncio.create_task(self._say_how_it_is())

    async def run(self, parcel: bytes, timeout_s: float) -> bytes:
        """Have a job done, and return its outcome; a cancelled one is stopped.

        A worker that is gone is known to the scheduler, which gives the job to another.

        Raises
        ------
        ClusterUnreachable, ClusterEmpty, WorkersDiffer, WaitedTooLong, TimedOut, WorkerDied
        """
        await self._ready()
        number = uuid.uuid4().hex
        async with self._reaching() as client:
            job = client.submit(
                do_job,
                *(number, parcel, timeout_s, self._marks),
                key=key_of(number),
                pure=False,
                resources=dict.fromkeys(labels(self._marks), 1),
            )
        within_s = timeout_s + max(timeout_s / 2, TAKEN_UP_S)  # by then its worker has ended it, if it began
        try:
            async with asyncio.timeout(within_s):
                outcome: bytes = await job
                return outcome
        except TimeoutError:
            raise WaitedTooLong(within_s) from None
        except CancelledError as error:
            raise WorkerDied(f"the scheduler at {self.address} was lost") from error
        except KilledWorker as error:
            raise WorkerDied(str(error)) from error
        finally:
            job.release()  # and is stopped if it runs: nobody else waits for it

    async def look(self) -> ClusterView:
        """Return what the scheduler says of its workers.

        Raises
        ------
        ClusterUnreachable
        """
        async with self._reaching() as client:
            told: dict[str, Any] = await client.scheduler.identity(n_workers=-1)  # type: ignore[union-attr]
        found = [worker for worker in told["workers"].values() if is_ours(worker["resources"])]
        workers = (WorkerView(each["nthreads"], differing(each["resources"], self._marks)) for each in found)
        return ClusterView(tuple(workers))

    async def close(self) -> None:
        """Stop what runs, and leave."""
        begun = [task for task in (self._first_look, self._connecting) if task is not None]
        for task in begun:
            task.cancel()
        await asyncio.gather(*begun, return_exceptions=True)
        if self._client is not None:
            await self._client.close()

    async def _say_how_it_is(self) -> None:
        try:
            view = await self._ready()
        except ComputeError as error:
            reason = operator_sentence(error).terminal()
            event(log, logging.WARNING, "no long work is done for now", reason=reason)
        else:
            event(log, logging.INFO, "long work is done on a cluster", jobs=view.jobs, others=view.differing)

    async def _ready(self) -> ClusterView:
        """Return what the cluster is like once it does jobs; those who are away may be starting anew.

        Raises
        ------
        ClusterUnreachable, ClusterEmpty, WorkersDiffer
        """
        clock = asyncio.get_running_loop()
        end = clock.time() + PATIENCE_S
        while True:
            try:
                view = await self.look()
                view.check()
            except (ClusterUnreachable, ClusterEmpty):
                if clock.time() >= end:
                    raise
                await asyncio.sleep(PAUSE_S)
            else:
                return view

    async def _connected(self) -> Client:
        """Return a client that has a connection, which one task makes for all who wait."""
        if self._client is not None and self._client.status == "running":
            return self._client
        if self._connecting is None or self._connecting.done():
            self._connecting = asyncio.create_task(self._connect())
        return await asyncio.shield(self._connecting)

    async def _connect(self) -> Client:
        lost, self._client = self._client, None
        if lost is not None:
            self.replaced += 1
            await lost.close()
        client = Client(self.address, asynchronous=True, set_as_default=False, timeout=PATIENCE_S)
        try:
            await client
        except BaseException:  # told or cancelled, a client that is not closed would close itself too late
            await client.close()
            raise
        self._client = client
        return client

    @asynccontextmanager
    async def _reaching(self) -> AsyncIterator[Client]:
        """Yield a client that is connected; what is done with it meanwhile is short."""
        try:
            async with asyncio.timeout(PATIENCE_S):
                yield await self._connected()
        except (OSError, TypeError, ValueError) as error:  # the last two of certificates that don't fit
            raise ClusterUnreachable(self.address, str(error) or "no answer") from error
