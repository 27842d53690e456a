"""Long work on a Dask cluster beside processes of this machine: what a job costs on its way."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.table import Row, markdown
from benchmarks.timing import faster
from bot.compute import LongWork, Processes
from bot.compute.cluster import Cluster
from bot.compute.parcels import pack, unpack
from models.words.maps.categories import build, parse
from models.words.maps.projection import perplexity_for
from models.words.maps.render import render
from models.words.store.shelf import Shelf
from testbed.dask import running_cluster

TIME_S = 60.0
NOTE = "peer: Pebble here; scheduler and worker on this machine"


def measure() -> list[Row]:
    """Return the rows of an empty job, of one that only carries something, and of a map."""
    with tempfile.TemporaryDirectory() as folder:
        word_map = build(Shelf(Path(folder)).open(None), parse("france coffee football"), grow_to=50)
    perplexity = perplexity_for(len(word_map.words))
    jobs = {
        "an empty job": pack(abs, -1),
        "a job that carries 1 MB there and back": pack(bytes, bytes(2**20)),
        f"a map of {len(word_map.words)} words": pack(render, word_map, perplexity, 1, "dark", "GloVe"),
    }
    with running_cluster(1) as dask, asyncio.Runner() as runner:
        ours, peer = Cluster(dask.address), Processes(1)
        rows = [
            faster(what, _doing(runner, ours, job), _doing(runner, peer, job), NOTE, rounds=3, repeats=5)
            for what, job in jobs.items()
        ]
        runner.run(ours.close())
        runner.run(peer.close())
    return rows


def _doing(runner: asyncio.Runner, work: LongWork, parcel: bytes) -> Callable[[], Any]:
    return lambda: unpack(runner.run(work.run(parcel, TIME_S)))


if __name__ == "__main__":
    print(markdown(measure()))
