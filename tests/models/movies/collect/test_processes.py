"""Workers as processes of their own: as many as one likes, on a cluster, killed and replaced."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from distributed import Client

from models.movies.collect.collect import CollectConfig as Config
from models.movies.collect.collect import Progress, collect, parts_of
from testbed.dask import running_cluster
from testbed.dumps import write_multistream
from tests.models.movies.collect.wiki import long

PAGES = 800
FILMS = PAGES // 10
ROOT = Path(__file__).parents[4]
START_S = 60.0
CollectConfig = partial(Config, block_bytes=2_000)


@pytest.fixture(scope="module")
def dump(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_multistream(
        tmp_path_factory.mktemp("dump") / "w-multistream.xml.bz2", long(PAGES), pages_a_stream=40
    )[0]


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    """Start a scheduler and two workers with Dask's own commands, as on a cluster, and stop them."""
    with running_cluster() as cluster:
        for _ in range(2):
            cluster.start_plain_worker()
        with Client(cluster.address, set_as_default=False) as client:
            client.wait_for_workers(2, timeout=START_S)
            yield cluster.address


def test_a_cluster_and_this_machine_write_the_same_bytes(scheduler: str, dump: Path, tmp_path: Path) -> None:
    on_cluster, alone = tmp_path / "cluster.ndjson.gz", tmp_path / "alone.ndjson.gz"
    assert collect(CollectConfig(str(dump), on_cluster, scheduler=scheduler)).films == FILMS
    assert collect(CollectConfig(str(dump), alone, workers=1)).films == FILMS
    assert on_cluster.read_bytes() == alone.read_bytes()


def test_a_worker_that_is_killed_costs_nothing_but_its_block(
    scheduler: str, dump: Path, tmp_path: Path
) -> None:
    killed: list[int] = []

    def kill(_: Progress) -> None:
        if not killed:
            with Client(scheduler, set_as_default=False) as client:
                killed.append(client.run(os.getpid).popitem()[1])
            os.kill(killed[0], signal.SIGKILL)

    out = tmp_path / "films.ndjson.gz"
    assert collect(CollectConfig(str(dump), out, scheduler=scheduler), kill).films == FILMS
    assert killed


def test_a_run_that_is_killed_goes_on_where_it_was(scheduler: str, dump: Path, tmp_path: Path) -> None:
    out = tmp_path / "films.ndjson.gz"
    program = (
        "from pathlib import Path\n"
        "from models.movies.collect.collect import CollectConfig, collect\n"
        f"config = CollectConfig({str(dump)!r}, Path({str(out)!r}), None, None, {scheduler!r}, 0, 2_000)\n"
        "collect(config)"
    )
    run = subprocess.Popen([sys.executable, "-c", program], cwd=ROOT)
    _wait_for(lambda: any(parts_of(out).glob("*.npz")))
    run.kill()
    run.wait()
    assert not out.exists()
    kept = len(list(parts_of(out).glob("*.npz")))
    done: list[float] = []
    found = collect(CollectConfig(str(dump), out, scheduler=scheduler), lambda step: done.append(step.done))
    assert (found.films, found.pages) == (FILMS, PAGES)
    assert done[0] > kept


def _wait_for(done: Callable[[], bool]) -> None:
    until = time.monotonic() + START_S
    while not done():
        assert time.monotonic() < until, "it did not come"
        time.sleep(0.05)
