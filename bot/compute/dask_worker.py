"""What a Dask worker of ours does: jobs in processes of its own, which end when nobody waits for them.

Dask cannot stop a function that runs. So what runs in its worker only waits for a process, as it does in a
bot without Dask; and the plugin hears from Dask when a task is not wanted: cancelled, or its bot gone.
"""

from __future__ import annotations

import asyncio
from typing import Any, cast

from distributed import Worker, WorkerPlugin, get_worker

from bot.compute.errors import ComputeError, WorkersDiffer
from bot.compute.likeness import Marks, differing, labels, marks
from bot.compute.parcels import failed
from bot.compute.processes import Processes

PLUGIN = "hyperplane"


class Jobs(WorkerPlugin):
    """The jobs of one worker, by the keys of their tasks."""

    name = PLUGIN

    def __init__(self) -> None:
        self.marks = marks()
        self._running: dict[str, asyncio.Task[bytes]] = {}

    async def setup(self, worker: Worker) -> None:
        """Start the processes: as many as the worker does tasks at once."""
        self._processes = Processes(worker.state.nthreads)
        self._processes.warm_up()

    async def teardown(self, worker: Worker) -> None:
        """End the processes, and whatever they are at."""
        await self._processes.close()

    def transition(self, key: Any, start: str, finish: str, **_: Any) -> None:
        """Stop a job that Dask wants to be rid of; one that has ended is not among those that run."""
        if finish == "released" and (job := self._running.get(key)) is not None:
            job.cancel()

    async def run(self, key: str, parcel: bytes, timeout_s: float) -> bytes:
        """Do a job and return its outcome."""
        job = asyncio.create_task(self._processes.run(parcel, timeout_s))
        self._running[key] = job
        try:
            return await job
        except ComputeError as error:
            return failed(error)
        finally:
            del self._running[key]


async def do_job(number: str, parcel: bytes, timeout_s: float, asked: Marks) -> bytes:
    """Do a job on the worker where this runs: the task `key_of(number)` that a bot hands to Dask.

    What goes wrong is in the outcome: of what a task raises, Dask would write its arguments into its log.
    """
    jobs = cast(Jobs, get_worker().plugins[PLUGIN])
    if differences := differing(labels(jobs.marks), asked):
        return failed(WorkersDiffer(1, differences))
    return await jobs.run(key_of(number), parcel, timeout_s)


def key_of(number: str) -> str:
    """Return Dask's key for the task of a job; its number, as no argument may be a key."""
    return f"hyperplane-{number}"


async def dask_setup(worker: Worker) -> None:
    """Make a worker one of ours; Dask calls this where the module is preloaded."""
    await worker.plugin_add(Jobs())
