"""How the bot's processes are doing: memory, descriptors, threads, tasks, stalls and the database's size."""

from __future__ import annotations

import asyncio
import contextlib
import json
import time
from collections import Counter
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


@dataclass(frozen=True, slots=True)
class Told:
    """What the bot said of itself every few seconds: its longest stall, its tasks, and what those do."""

    stall_ms: float
    tasks: int
    most: dict[str, int]


def told(process: BotProcess) -> list[Told]:
    """Return what the bot has said of itself."""
    lines = [json.loads(line.removeprefix(MARK)) for line in process.lines if line.startswith(MARK)]
    return [Told(line["stall_ms"], line["tasks"], line["most"]) for line in lines]


def memory_by_part(pid: int) -> dict[str, float]:
    """Return what a process's resident memory is, in megabytes, by what stands behind it."""
    parts: Counter[str] = Counter()
    part = ""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps").read_text().splitlines():
            first, *rest = line.split()
            if "-" in first and not first.endswith(":"):
                part = _part(rest[4] if len(rest) > 4 else "")
            elif first == "Pss:":
                parts[part] += int(rest[0])
    return {name: kb / 1024 for name, kb in parts.most_common()}


def _part(name: str) -> str:
    if name == "[heap]" or not name:
        return "allocated: arrays and objects"
    if ".so" in name:
        return "libraries"
    return "other" if name.startswith("[") else f"file {Path(name).name}"


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
