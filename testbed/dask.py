"""A Dask cluster of one's own on this machine: a scheduler and workers, killed, and gone in the end."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from bot.compute import ClusterUnreachable
from bot.compute.cluster import Cluster
from bot.compute.cluster_view import ClusterView
from testbed.workplace import ROOT, free_port, workplace

READY_S = 120.0
PAUSE_S = 0.1


@dataclass(slots=True)
class DaskCluster:
    """A scheduler on a port that it keeps, and workers that `hyperplane worker` has started."""

    port: int
    folder: Path
    scheduler: subprocess.Popen[bytes] | None = None
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def address(self) -> str:
        """Return what `HYPERPLANE_COMPUTE` is set to."""
        return f"tcp://127.0.0.1:{self.port}"

    @property
    def log(self) -> str:
        """What all of them have said."""
        return (self.folder / "log").read_text(encoding="utf-8", errors="replace")

    def start_scheduler(self) -> None:
        """Start the scheduler, and wait until it takes connections."""
        self.scheduler = self._start(
            *("dask", "scheduler", "--host", "127.0.0.1", "--port", str(self.port), "--no-dashboard")
        )
        self._wait_for(lambda _: True)

    def start_worker(self, jobs: int) -> None:
        """Start a worker; it comes to the scheduler when it is ready."""
        self.workers.append(
            self._start("bot", "worker", self.address, "--jobs", str(jobs), "--host", "127.0.0.1")
        )

    def start_plain_worker(self) -> None:
        """Start a worker of Dask's own, for what is not a bot's."""
        self.workers.append(
            self._start(
                *("dask", "worker", self.address, "--nthreads", "1", "--host", "127.0.0.1", "--no-dashboard")
            )
        )

    def kill_scheduler(self) -> None:
        """End the scheduler as a crash does."""
        assert self.scheduler is not None
        self.scheduler.kill()
        self.scheduler.wait()

    def wait_for_jobs(self, jobs: int) -> None:
        """Wait until there are workers for so many jobs at once, neither more nor fewer."""
        self._wait_for(lambda view: view.jobs == jobs)

    def stop(self) -> None:
        """End all of them; what they have started ends with their folder."""
        for process in (*self.workers, self.scheduler):
            if process is not None:
                process.kill()
                process.wait()

    def _start(self, *arguments: str) -> subprocess.Popen[bytes]:
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(self.folder)}
        with (self.folder / "log").open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", *arguments], cwd=self.folder, env=environment, stdout=log, stderr=log
            )

    def _wait_for(self, happened: Callable[[ClusterView], bool]) -> None:
        """Wait until the scheduler answers, and what it says is so."""

        async def look() -> None:
            cluster = Cluster(self.address)
            try:
                async with asyncio.timeout(READY_S):
                    while True:
                        with suppress(ClusterUnreachable):
                            if happened(await cluster.look()):
                                return
                        await asyncio.sleep(PAUSE_S)
            except TimeoutError:
                raise RuntimeError(self.log) from None
            finally:
                await cluster.close()

        with ThreadPoolExecutor(1) as thread:  # a loop of its own, wherever this is called
            thread.submit(asyncio.run, look()).result()


@contextmanager
def running_cluster(*workers: int) -> Iterator[DaskCluster]:
    """Run a scheduler while this is open, and a worker for each number of jobs that it does at once."""
    with workplace("dask-") as folder:
        cluster = DaskCluster(free_port(), folder)
        try:
            cluster.start_scheduler()
            for jobs in workers:
                cluster.start_worker(jobs)
            cluster.wait_for_jobs(sum(workers))
            yield cluster
        finally:
            cluster.stop()
