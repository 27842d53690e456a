"""Buttons and forms that wait for somebody: so many at most, and those that have waited longest end first."""

from __future__ import annotations

from typing import Protocol
from weakref import WeakValueDictionary

MOST = 1000
"""Of all servers together; each keeps what it was made from, such as a picture."""


class Waiter(Protocol):
    """A view or a form."""

    def is_finished(self) -> bool:
        """Return whether it has ended."""

    def retire(self) -> None:
        """End before its time."""


class Waiting:
    """Who waits, those that were made or pressed last at the end.

    Parameters
    ----------
    most
        How many may.
    """

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._known: WeakValueDictionary[int, Waiter] = WeakValueDictionary()  # discord.py keeps who waits

    def take(self, waiter: Waiter) -> None:
        """Take note of one that is made or pressed; beyond the most, the one longest there ends."""
        self._known.pop(id(waiter), None)
        self._known[id(waiter)] = waiter
        if len(self._known) > self._most:
            for each in self.now[: -self._most]:
                self._known.pop(id(each), None)
                each.retire()

    @property
    def now(self) -> list[Waiter]:
        """Those that have not ended."""
        return [each for each in self._known.values() if not each.is_finished()]


WAITING = Waiting()
