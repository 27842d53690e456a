"""A folder for processes of one's own: they end with it, and it with whoever made it, however that ends.

`python -m testbed.workplace FOLDER PID` clears a folder away once the process PID has ended.
"""

from __future__ import annotations

import os
import select
import shutil
import signal
import socket
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil

ROOT = Path(__file__).parents[1]
PAUSE_S = 0.05


@contextmanager
def workplace(prefix: str) -> Iterator[Path]:
    """Make a folder, and in the end clear it away; a keeper does so where this process is killed."""
    folder = Path(tempfile.mkdtemp(prefix=prefix)).resolve()
    keeper = spawn_apart(__name__, str(folder), str(os.getpid()))
    try:
        yield folder
    finally:
        clear_away(folder)
        os.kill(keeper, signal.SIGKILL)
        os.waitpid(keeper, 0)


def clear_away(folder: Path) -> None:
    """End all that works in a folder, and remove it."""
    while left := processes_in(folder):
        for each in left:
            with suppress(psutil.NoSuchProcess):
                each.kill()
        time.sleep(PAUSE_S)
    shutil.rmtree(folder, ignore_errors=True)


def processes_in(folder: Path) -> list[psutil.Process]:
    """Return the processes that work in a folder, or below it."""
    return [each for each in psutil.process_iter() if _folder_of(each).is_relative_to(folder)]


def _folder_of(process: psutil.Process) -> Path:
    try:
        return Path(process.cwd())
    except psutil.Error:
        return Path()


def spawn_apart(module: str, *arguments: str, log: Path = Path(os.devnull)) -> int:
    """Run a module in a process that outlives this one; return its number."""
    flags = os.O_WRONLY | os.O_CREAT
    # Not by subprocess, which warns of what outlives it, as this one does.
    return os.posix_spawn(
        sys.executable,
        [sys.executable, "-m", module, *arguments],
        {**os.environ, "PYTHONPATH": str(ROOT)},
        file_actions=[(os.POSIX_SPAWN_OPEN, number, str(log), flags, 0o644) for number in (1, 2)],
        setsid=True,
    )


def wait_for_end(pid: int) -> None:
    """Wait until a process has ended; it may be one that nobody takes note of."""
    if hasattr(os, "pidfd_open"):  # Linux tells, and nobody has to look again and again
        with suppress(ProcessLookupError):
            handle = os.pidfd_open(pid)
            select.select([handle], [], [])
            os.close(handle)
        return
    with suppress(psutil.NoSuchProcess):
        process = psutil.Process(pid)
        while process.is_running() and process.status() != psutil.STATUS_ZOMBIE:
            time.sleep(PAUSE_S)


def free_port() -> int:
    """Return a port of this machine that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    wait_for_end(int(sys.argv[2]))
    clear_away(Path(sys.argv[1]))
