"""The processes that draw, as equals of the tests: those that run beside would leave them little."""

from __future__ import annotations

from bot.compute import processes


def begin() -> None:
    """Begin as a process of the pool does, but for its modesty; called in that process."""
    processes.NICENESS = 0
    processes._begin()
