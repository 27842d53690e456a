"""Memory that is freed goes back to the system: the C library's allocator keeps more than a bot should."""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress

ARENAS = 2
"""Pools that threads allocate from; by default there are eight for each processor, and each keeps its own."""

LARGE_BYTES = 1 << 22
"""What is as large is taken from the system and goes back; by default that grows to whatever was freed."""

_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8  # of malloc.h


def return_freed_memory() -> None:
    """Tell the allocator of this process, where it is glibc's; before threads have begun."""
    if not sys.platform.startswith("linux"):
        return
    with suppress(OSError, AttributeError):  # another C library
        mallopt = ctypes.CDLL(None).mallopt
        for option, value in (
            (_ARENA_MAX, ARENAS),
            (_MMAP_THRESHOLD, LARGE_BYTES),
            (_TRIM_THRESHOLD, LARGE_BYTES),
        ):
            mallopt(option, value)
