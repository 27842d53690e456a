"""How long the event loop keeps its callers waiting, measured from a thread beside it."""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from collections import deque

from bot.logs import event

log = logging.getLogger(__name__)

STALL_S = 0.5
"""A wait from which on the log is told: somebody has blocked the loop."""


class LoopWatch:
    """Asks the loop for a sign of life every `interval_s` seconds and keeps the last `kept` waits.

    A thread asks, because a task of the loop itself would be late to notice that it is late.
    """

    def __init__(self, interval_s: float = 0.25, kept: int = 240) -> None:
        self._interval_s = interval_s
        self._waits_s: deque[float] = deque(maxlen=kept)
        self._stopped = threading.Event()
        self._thread: threading.Thread | None = None

    @property
    def last_s(self) -> float:
        """Seconds that the newest sign of life took; 0 before the first."""
        return self._waits_s[-1] if self._waits_s else 0.0

    @property
    def longest_s(self) -> float:
        """The longest of the waits kept, in seconds."""
        return max(list(self._waits_s), default=0.0)

    def start(self, loop: asyncio.AbstractEventLoop) -> None:
        """Begin to watch `loop`."""
        self._thread = threading.Thread(target=self._watch, args=(loop,), name="loop-watch", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop watching; the figures stay."""
        self._stopped.set()

    def _watch(self, loop: asyncio.AbstractEventLoop) -> None:
        while not self._stopped.wait(self._interval_s):
            alive = threading.Event()
            asked = time.perf_counter()
            try:
                loop.call_soon_threadsafe(alive.set)
            except RuntimeError:  # the loop is closed
                return
            while not alive.wait(1.0):
                if self._stopped.is_set():
                    return
            wait_s = time.perf_counter() - asked
            self._waits_s.append(wait_s)
            if wait_s > STALL_S:
                event(log, logging.WARNING, "the event loop was blocked", seconds=round(wait_s, 2))
