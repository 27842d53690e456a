"""What each of many may use up: a reserve of seconds that comes back with time."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from bot.pacing import remember

KeyT = TypeVar("KeyT", bound=Hashable)

MOST_REMEMBERED = 4096


class Budget(Generic[KeyT]):
    """A token bucket of seconds for each key.

    Parameters
    ----------
    reserve_s
        What may be used at once.
    refill
        How many seconds come back in a second.
    now
        A clock, in seconds.
    """

    def __init__(self, reserve_s: float, refill: float, now: Callable[[], float] = time.monotonic) -> None:
        self._reserve_s = reserve_s
        self._refill = refill
        self._now = now
        self._full_at: dict[KeyT, float] = {}

    def wait_s(self, key: KeyT) -> float:
        """Return how long until there is something left to use: 0 if there is now."""
        lacking_s = self._lacking_s(key) - self._reserve_s
        return max(0.0, lacking_s) / self._refill

    def spend(self, key: KeyT, cost_s: float) -> None:
        """Take note of what was used; the last job may overdraw."""
        lacking_s = self._lacking_s(key) + cost_s
        remember(self._full_at, key, self._now() + lacking_s / self._refill, MOST_REMEMBERED)

    def __len__(self) -> int:
        """Return how many keys are remembered."""
        return len(self._full_at)

    def _lacking_s(self, key: KeyT) -> float:
        """Return how much less than the reserve there is."""
        return max(0.0, self._full_at.get(key, 0.0) - self._now()) * self._refill
