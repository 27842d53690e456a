"""Jobs for other processes, which say where they run."""

from __future__ import annotations

import os
import time
from pathlib import Path

PAUSE_S = 0.02


def linger(folder: Path) -> int:
    """Leave this process's number in a folder, and wait until somebody puts a file `go` there."""
    half = folder / f"{os.getpid()}.half"
    half.touch()
    half.rename(folder / f"{os.getpid()}.pid")
    while not (folder / "go").exists():
        time.sleep(PAUSE_S)
    return os.getpid()
