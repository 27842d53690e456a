"""How many trainings a person, and a server, may have in a day: they take a processor for minutes."""

from __future__ import annotations

import math
import time
from collections import deque
from collections.abc import Callable, Hashable

from bot.pacing import remember
from bot.refusals import TrainedEnough

DAY_S = 24 * 3600.0
MOST_OF_PERSON = 10
MOST_OF_PLACE = 30
MOST_REMEMBERED = 10_000


class DailyQuota:
    """Counts what was begun within a day, for each key."""

    def __init__(self, most: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._clock = clock
        self._begun: dict[Hashable, deque[float]] = {}

    def check(self, key: Hashable) -> None:
        """Raise TrainedEnough where the day's number is reached."""
        begun = self._recent(key)
        if len(begun) >= self._most:
            raise TrainedEnough(self._most, math.ceil((begun[0] + DAY_S - self._clock()) / 3600))

    def count(self, key: Hashable) -> None:
        """Take note of one that begins."""
        begun = self._recent(key)
        begun.append(self._clock())
        remember(self._begun, key, begun, MOST_REMEMBERED)

    def _recent(self, key: Hashable) -> deque[float]:
        begun = self._begun.get(key, deque())
        while begun and begun[0] <= self._clock() - DAY_S:
            begun.popleft()
        return begun
