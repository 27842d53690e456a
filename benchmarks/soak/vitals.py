"""How the bot's processes are doing: memory, descriptors, threads, tasks, stalls and the database's size."""

from __future__ import annotations

import asyncio
import contextlib
import json
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.soak.troubles import processes_of
from benchmarks.soak.watched import MARK
from testbed.wire.process import BotProcess

EVERY_S = 10.0


@dataclass(frozen=True, slots=True)
class Vitals:
    """One look: megabytes, and numbers of things."""

    at_s: float
    bot_mb: float
    all_mb: float
    descriptors: int
    threads: int
    database_mb: float


async def watch(process: BotProcess, database: Path, until: float) -> list[Vitals]:
    """Look every few seconds until a moment of the monotonic clock."""
    began, looks = time.monotonic(), []
    while time.monotonic() < until and process.returncode is None:
        with contextlib.suppress(OSError):
            looks.append(_look(process.pid, database, time.monotonic() - began))
        await asyncio.sleep(EVERY_S)
    return looks


def told(process: BotProcess) -> tuple[list[float], list[int]]:
    """Return the longest stall in each few seconds, in milliseconds, and how many tasks there were."""
    lines = [json.loads(line.removeprefix(MARK)) for line in process.lines if line.startswith(MARK)]
    return [line["stall_ms"] for line in lines], [line["tasks"] for line in lines]


def _look(pid: int, database: Path, at_s: float) -> Vitals:
    return Vitals(
        at_s,
        _resident_mb(pid),
        sum(map(_resident_mb, processes_of(pid))),
        len(list(Path(f"/proc/{pid}/fd").iterdir())),
        len(list(Path(f"/proc/{pid}/task").iterdir())),
        sum(each.stat().st_size for each in database.parent.glob(f"{database.name}*")) / 2**20,
    )


def _resident_mb(pid: int) -> float:
    """Return the resident memory that is a process's own or shared, as its proportional share."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    return 0.0
