"""A Dask worker that does a bot's long work, started anew for as long as its machine is to serve."""

from __future__ import annotations

import asyncio
import logging

import dask
from distributed import Nanny

from bot.compute import dask_worker
from bot.compute.likeness import labels, marks
from bot.logs import event

log = logging.getLogger(__name__)

FIRST_PAUSE_S = 1.0
LONGEST_PAUSE_S = 30.0
STARTED_S = 60.0
"""How long a worker may take to start before it is given up, and another tried."""

DASK = {
    "distributed.comm.timeouts.connect": STARTED_S / 2,
    "distributed.worker.daemon": False,  # it has processes of its own
}


async def serve(address: str, jobs: int, host: str | None) -> None:
    """Do `jobs` jobs at once for the scheduler at `address`, and wait for it whenever it is away.

    Dask's nanny keeps the worker: one that is killed is started anew at once. It ends with the scheduler.
    """
    dask.config.set(DASK)
    pause_s = FIRST_PAUSE_S
    while True:
        try:
            nanny = Nanny(
                address,
                nthreads=jobs,
                resources=dict.fromkeys(labels(marks()), jobs),
                preload=[dask_worker.__name__],
                host=host,
                dashboard=False,
                death_timeout=STARTED_S,
            )
            async with nanny:
                event(log, logging.INFO, "at work", scheduler=address, jobs=jobs)
                pause_s = FIRST_PAUSE_S
                await nanny.finished()
            event(log, logging.WARNING, "the scheduler is gone: looking for it", scheduler=address)
        except (OSError, RuntimeError, TypeError, ValueError) as error:
            event(
                log, logging.WARNING, "not at work", scheduler=address, reason=str(error), again_in_s=pause_s
            )
        await asyncio.sleep(pause_s)
        pause_s = min(2 * pause_s, LONGEST_PAUSE_S)
