"""One change at a time, and not too often: what many people press at once is shown at Discord's pace."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Hashable
from typing import Generic, TypeVar
from weakref import WeakValueDictionary

KeyT = TypeVar("KeyT", bound=Hashable)
ValueT = TypeVar("ValueT")

MOST_TRIES = 5
MOST_REMEMBERED = 500
"""Things whose last redrawing is remembered; one that is forgotten is redrawn at once."""


def remember(known: dict[KeyT, ValueT], key: KeyT, value: ValueT, most: int) -> None:
    """Keep a value as the newest of at most `most`: those that were kept longest ago go."""
    known.pop(key, None)
    known[key] = value
    while len(known) > most:
        known.pop(next(iter(known)))


class Turns(Generic[KeyT]):
    """A lock for each key, kept as long as somebody holds it or waits for it."""

    def __init__(self) -> None:
        self._locks: WeakValueDictionary[KeyT, asyncio.Lock] = WeakValueDictionary()

    def of(self, key: KeyT) -> asyncio.Lock:
        """Return the lock of a key, to be held at once."""
        return self._locks.setdefault(key, asyncio.Lock())

    def __len__(self) -> int:
        """Return how many locks there are."""
        return len(self._locks)


class Lately(Generic[KeyT]):
    """Tells what was there a moment ago from what is new."""

    def __init__(self, for_s: float) -> None:
        self._for_s = for_s
        self._until: dict[KeyT, float] = {}

    def is_new(self, key: KeyT) -> bool:
        """Return whether a key was not there lately; from now on it was."""
        now = time.monotonic()
        if self._until.get(key, now) > now:
            return False
        remember(self._until, key, now + self._for_s, MOST_REMEMBERED)
        return True

    def __len__(self) -> int:
        """Return how many keys are remembered."""
        return len(self._until)


class PacedEditor(Generic[KeyT]):
    """Redraws each thing at most every `pause_s` seconds; in the end it shows the last state.

    Parameters
    ----------
    redraw
        Shows how the thing of a key stands, and returns whether it could; if not, it is tried again after the
        pause, some times.
    pause_s
        How long to rest between two times.
    """

    def __init__(self, redraw: Callable[[KeyT], Awaitable[bool]], pause_s: float) -> None:
        self._redraw = redraw
        self._pause_s = pause_s
        self._stale: set[KeyT] = set()
        self._at_work: set[KeyT] = set()
        self._drawn_at: dict[KeyT, float] = {}
        self._turns: Turns[KeyT] = Turns()

    async def refresh(self, key: KeyT) -> None:
        """Redraw a thing, now or after the pause; while one call waits, others return at once."""
        self._stale.add(key)
        if key in self._at_work:
            return
        self._at_work.add(key)
        try:
            await self._keep_up(key)
        finally:
            self._stale.discard(key)
            self._at_work.discard(key)

    def outdate(self, key: KeyT) -> None:
        """Take note that what is being redrawn has changed meanwhile."""
        self._stale.add(key)

    def __len__(self) -> int:
        """Return how many things' last redrawing is remembered."""
        return len(self._drawn_at)

    def alone(self, key: KeyT) -> asyncio.Lock:
        """Return what keeps a thing from being redrawn while it is held."""
        return self._turns.of(key)

    def rest_s(self, key: KeyT) -> float:
        """Return how many seconds are left of the pause before a thing may be redrawn."""
        if key not in self._drawn_at:
            return 0.0
        return max(0.0, self._drawn_at[key] + self._pause_s - asyncio.get_running_loop().time())

    async def _keep_up(self, key: KeyT) -> None:
        tries = 0
        while key in self._stale and tries < MOST_TRIES:
            await asyncio.sleep(self.rest_s(key))
            self._stale.discard(key)
            remember(self._drawn_at, key, asyncio.get_running_loop().time(), MOST_REMEMBERED)
            async with self._turns.of(key):
                drawn = await self._redraw(key)
            tries = 0 if drawn else tries + 1
            if not drawn:
                self._stale.add(key)
