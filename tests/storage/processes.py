"""Starts writers, and reads what was acknowledged to them."""

from __future__ import annotations

import asyncio
import sys
from asyncio.subprocess import PIPE, Process
from pathlib import Path

ROOT = Path(__file__).parents[2]

Like = tuple[int, str]


async def start_writer(where: str, first_user: int, users: int, films: int) -> Process:
    """Start `tests.storage.writer`."""
    arguments = map(str, (where, first_user, users, films))
    command = (sys.executable, "-W", "error", "-m", "tests.storage.writer", *arguments)
    return await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdout=PIPE, stderr=PIPE)


async def next_like(process: Process) -> Like:
    """Return the next like that was acknowledged."""
    assert process.stdout
    return _like(await process.stdout.readline())


async def rest_of(process: Process) -> tuple[list[Like], str]:
    """Wait for the end; return the other likes that were acknowledged, and what went wrong."""
    output, errors = await process.communicate()
    return [_like(line) for line in output.splitlines()], errors.decode()


def _like(line: bytes) -> Like:
    user, page = line.decode().rstrip("\n").split(" ", 1)
    return int(user), page
