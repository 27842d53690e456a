"""Long work in processes of this machine and on a Dask cluster: the claims of both, and the cluster's own."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import psutil
import pytest
from distributed import Client

from bot import __main__ as command_line
from bot import doctor
from bot.compute import (
    ClusterUnreachable,
    Compute,
    LongWork,
    Processes,
    ShuttingDown,
    TimedOut,
    WorkerDied,
    WorkersDiffer,
    cluster,
)
from bot.compute.cluster import Cluster
from bot.compute.dask_worker import do_job, key_of
from bot.compute.likeness import marks
from bot.compute.parcels import pack, unpack
from bot.compute_commands import worker as start_worker
from bot.doctor import State
from bot.settings import Settings
from bot.terminal import Stop
from testbed.dask import DaskCluster, running_cluster
from tests.bot.jobs import linger

PAUSE_S = 0.02
GONE_S = 60.0
TIME_S = 60.0


@pytest.fixture(scope="module")
def dask() -> Iterator[DaskCluster]:
    """Start a scheduler and two workers of one job each, as an operator does."""
    with running_cluster(1, 1) as started:
        yield started


@pytest.fixture(params=["processes", "dask"])
async def compute(request: pytest.FixtureRequest) -> AsyncIterator[Compute]:
    made = compute_on(
        Processes(1) if request.param == "processes" else Cluster(request.getfixturevalue("dask").address)
    )
    yield made
    await made.close()


@pytest.fixture
async def remote(dask: DaskCluster) -> AsyncIterator[Compute]:
    made = compute_on(Cluster(dask.address))
    yield made
    await made.close()


def compute_on(long_work: LongWork, timeout_s: float = TIME_S) -> Compute:
    return Compute(2, 2, timeout_s, long_work)


async def begun(folder: Path, other_than: int = 0) -> int:
    """Return the number of the process that is at `linger`."""
    while True:
        for file in folder.glob("*.pid"):
            if (pid := int(file.stem)) != other_than:
                return pid
        await asyncio.sleep(PAUSE_S)


async def gone(pid: int) -> bool:
    """Return whether a process ends: as whoever stops it tells nobody, it is looked at again and again."""
    end = time.monotonic() + GONE_S
    while time.monotonic() < end:
        if not psutil.pid_exists(pid):
            return True
        await asyncio.sleep(PAUSE_S)
    return False


def test_a_worker_is_told_where_to_work() -> None:
    with pytest.raises(Stop, match="hyperplane worker tcp://host:8786"):
        start_worker()
    with pytest.raises(Stop, match="The scheduler's address is wrong: it is written tcp://scheduler:8786"):
        start_worker("scheduler")


async def test_a_job_and_what_it_raises_come_back_from_another_process(compute: Compute) -> None:
    assert await compute.long(1, os.getpid) != os.getpid()
    with pytest.raises(ZeroDivisionError) as caught:
        await compute.long(1, divmod, 1, 0)
    assert "function(*args, **kwargs)" in caught.value.__notes__[0]


async def test_a_job_over_its_time_is_really_stopped(compute: Compute, tmp_path: Path) -> None:
    compute.timeout_s = 5.0
    with pytest.raises(TimedOut):
        await compute.long(1, linger, tmp_path)
    assert await gone(await begun(tmp_path))
    compute.timeout_s = TIME_S
    assert await compute.long(1, abs, -1) == 1


async def test_the_killed_process_of_a_job_is_told_and_replaced(compute: Compute, tmp_path: Path) -> None:
    job = asyncio.create_task(compute.long(1, linger, tmp_path))
    psutil.Process(await begun(tmp_path)).kill()
    with pytest.raises(WorkerDied):
        await job
    assert await compute.long(1, abs, -1) == 1


async def test_a_cancelled_job_is_really_stopped_and_makes_room(compute: Compute, tmp_path: Path) -> None:
    job = asyncio.create_task(compute.long(1, linger, tmp_path))
    pid = await begun(tmp_path)
    job.cancel()
    with pytest.raises(asyncio.CancelledError):
        await job
    assert await gone(pid)
    assert await compute.long(1, abs, -1) == 1
    assert compute.jobs["long"] == 0


async def test_closing_tells_whoever_waits_and_stops_what_runs(compute: Compute, tmp_path: Path) -> None:
    job = asyncio.create_task(compute.long(1, linger, tmp_path))
    pid = await begun(tmp_path)
    await compute.close()
    with pytest.raises(ShuttingDown):
        await job
    with pytest.raises(ShuttingDown):
        await compute.short(abs, -1)
    assert await gone(pid)


async def test_a_cluster_does_a_job_in_each_worker_at_once(remote: Compute, tmp_path: Path) -> None:
    jobs = [asyncio.create_task(remote.long(owner, linger, tmp_path)) for owner in range(2)]
    first = await begun(tmp_path)
    await begun(tmp_path, other_than=first)
    (tmp_path / "go").touch()
    assert first in await asyncio.gather(*jobs)


def examined(settings: Settings) -> doctor.Finding:
    """Return what `doctor` finds of the cluster."""
    return doctor._looked_at("long work", lambda: doctor.long_work(settings))


async def test_the_job_of_a_killed_worker_is_done_by_another(
    dask: DaskCluster, remote: Compute, tmp_path: Path
) -> None:
    job = asyncio.create_task(remote.long(1, linger, tmp_path))
    pid = await begun(tmp_path)
    worker = worker_of(pid)
    worker.kill()
    other = await begun(tmp_path, other_than=pid)
    (tmp_path / "go").touch()
    assert await job == other
    assert await gone(pid)
    await asyncio.to_thread(dask.wait_for_jobs, 2)  # and another has taken its place


def worker_of(pid: int) -> psutil.Process:
    """Return the Dask worker that a job's process belongs to: it started the fork server that started it."""
    fork_server = psutil.Process(pid).parent()
    assert fork_server is not None
    worker = fork_server.parent()
    assert worker is not None
    return worker


async def test_workers_of_another_version_get_no_job_and_it_is_told(
    dask: DaskCluster,
    remote: Compute,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = await asyncio.to_thread(examined, Settings(compute=dask.address, workers=2))
    assert found == doctor.Finding("long work", State.GOOD, "2 Dask workers for 2 jobs at once")
    assert await command_line._cluster(dask.address) == "2 Dask workers for 2 jobs at once"
    found = await asyncio.to_thread(examined, Settings(compute=dask.address, workers=1))
    assert found.state is State.NOTE
    other = marks() | {"code": "another", "artifacts": "others"}
    monkeypatch.setattr(cluster, "marks", lambda: other)
    unlike = compute_on(Cluster(dask.address))
    with pytest.raises(WorkersDiffer) as refused:
        await unlike.long(1, abs, -1)
    assert (refused.value.count, refused.value.differences) == (2, ("artifacts", "code"))
    await unlike.close()
    with pytest.raises(Stop, match="No worker of the Dask cluster is like this bot: 2 workers"):
        await command_line._cluster(dask.address)
    async with Client(dask.address, asynchronous=True, set_as_default=False) as client:  # by a worker, too
        job = client.submit(do_job, "1", pack(abs, -1), TIME_S, other, key=key_of("1"))
        with pytest.raises(WorkersDiffer) as refused:
            unpack(await job)
    assert refused.value.differences == ("code", "artifacts")
    assert await remote.long(1, abs, -1) == 1


async def test_a_killed_scheduler_is_told_and_once_it_is_back_all_goes_on(
    dask: DaskCluster,
    remote: Compute,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    job = asyncio.create_task(remote.long(1, linger, tmp_path))
    pid = await begun(tmp_path)
    dask.kill_scheduler()
    with pytest.raises(WorkerDied):
        await job
    assert await gone(pid)  # nobody waits for it
    with monkeypatch.context() as hurried:
        hurried.setattr(cluster, "PATIENCE_S", 0.5)
        with pytest.raises(ClusterUnreachable):
            await remote.long(1, abs, -1)
        found = await asyncio.to_thread(examined, Settings(compute=dask.address))
    assert found.state is State.BAD
    assert found.told.startswith(f"The Dask scheduler at {dask.address} does not answer")
    await asyncio.to_thread(dask.start_scheduler)
    await asyncio.to_thread(dask.wait_for_jobs, 2)
    assert await remote.long(1, abs, -1) == 1
    assert remote.replaced == 1
