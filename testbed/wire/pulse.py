"""Waiting until something is true that changes only when the server does something."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

PATIENCE_S = 30.0
"""How long is waited for what comes at once, unless the machine has much else to do."""


class Pulse:
    """Beats after every request and event; whoever waits looks again at each beat."""

    def __init__(self) -> None:
        self._next_beat = asyncio.Event()

    def beat(self) -> None:
        self._next_beat.set()
        self._next_beat = asyncio.Event()

    async def until(self, probe: Callable[[], T | None], timeout_s: float, what: str) -> T:
        """Return the first answer of `probe` that is not None; `TimeoutError` names what was awaited."""
        try:
            async with asyncio.timeout(timeout_s):
                while (found := probe()) is None:
                    await self._next_beat.wait()
                return found
        except TimeoutError:
            raise TimeoutError(f"{what}: not within {timeout_s:g} s") from None
