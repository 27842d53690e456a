"""What goes wrong in a soak: the gateway drops, Discord refuses and is slow, and workers are killed."""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import signal
import time
from collections import Counter
from pathlib import Path

from bot.compute import NICENESS
from testbed.wire.bed import Wire

NICE_FIELD = 18
"""Of /proc/PID/stat, counted from 0."""


async def make_trouble(wire: Wire, group: int, until: float, seed: int) -> Counter[str]:
    """Do so until a moment of the monotonic clock; return how often what was done."""
    chance = random.Random(seed)
    done: Counter[str] = Counter()
    minute = 0
    while time.monotonic() < until:
        minute += 1
        await asyncio.sleep(12)
        wire.fail("POST", "/channels/*/messages", status=429, times=3, retry_after_s=0.5)
        wire.fail("POST", "/webhooks/*", status=429, times=2, retry_after_s=0.5)
        done["429s"] += 5
        await asyncio.sleep(12)
        wire.fail("POST", "/webhooks/*", status=500, times=2)
        wire.fail("PATCH", "/channels/*/messages/*", status=500, times=2)
        done["500s"] += 4
        await asyncio.sleep(12)
        resumed = minute % 3 != 0
        await wire.drop_gateway(resume=resumed, by=chance.choice(["close", "cut", "reconnect"]))
        done["gateway drops, resumed" if resumed else "gateway drops, session lost"] += 1
        await asyncio.sleep(12)
        if workers := workers_of(group):
            with contextlib.suppress(ProcessLookupError):
                os.kill(chance.choice(workers), signal.SIGKILL)
                done["workers killed"] += 1
        await asyncio.sleep(12)
    return done


def processes_of(group: int) -> list[int]:
    """Return the processes of a group, the bot's own first."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                if os.getpgid(int(entry.name)) == group:
                    found.append(int(entry.name))
    return sorted(found)


def workers_of(group: int) -> list[int]:
    """Return the processes that do long work: they are nicer than the bot."""
    found = []
    for pid in processes_of(group):
        with contextlib.suppress(OSError):
            fields = (Path("/proc") / str(pid) / "stat").read_text().rpartition(")")[2].split()
            if int(fields[NICE_FIELD - 2]) >= NICENESS:
                found.append(pid)
    return found
