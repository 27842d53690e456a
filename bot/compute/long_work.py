"""Where long work is done: in processes of this machine, or in those of a cluster."""

from __future__ import annotations

from typing import Protocol


class LongWork(Protocol):
    """Processes that do one job each; whose turn it is was settled before."""

    replaced: int
    """How often the processes were given up and others taken."""

    def warm_up(self) -> None:
        """Start what a first job would have to wait for."""

    async def run(self, parcel: bytes, timeout_s: float) -> bytes:
        """Have a job of `bot.compute.parcels` done, and return its outcome; a cancelled one is stopped.

        Raises
        ------
        WaitedTooLong, TimedOut, WorkerDied, ShuttingDown
        """

    async def close(self) -> None:
        """Stop what runs, and end the processes."""
