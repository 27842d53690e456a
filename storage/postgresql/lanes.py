"""How many writers of a process are at work at once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Lanes:
    """Up to `width` writers go side by side; one that collided with another goes alone the next time."""

    def __init__(self, width: int) -> None:
        self._width = width
        self._free = asyncio.Semaphore(width)
        self._gathering = asyncio.Lock()

    @asynccontextmanager
    async def beside(self) -> AsyncIterator[None]:
        """Go beside others."""
        async with self._free:
            yield

    @asynccontextmanager
    async def alone(self) -> AsyncIterator[None]:
        """Wait until nobody else of this process writes, and keep it so."""
        taken = 0
        async with self._gathering:
            try:
                for _ in range(self._width):
                    await self._free.acquire()
                    taken += 1
                yield
            finally:
                for _ in range(taken):
                    self._free.release()
