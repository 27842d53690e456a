"""What a database has to be able to do to keep what people leave: one room of storage/ for each."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager
from typing import Protocol, TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection

from storage.address import Where

T = TypeVar("T")
Work = Callable[[AsyncConnection], Awaitable[T]]
"""What is to be done in one transaction; a database may undo it and do it anew before it is acknowledged.

A change waits for nothing but its own statements: SQLite does the whole of it in another thread.
"""

Waited = Callable[[float], None]
"""Told the seconds that a change has waited for its turn to write."""


class Backend(Protocol):
    """An open database of one make."""

    @property
    def where(self) -> Where:
        """Where it is."""

    @property
    def wipes_bytes(self) -> bool:
        """Whether `erase` leaves no byte of what was deleted where the database keeps it."""

    async def read(self, work: Work[T]) -> T:
        """Return what `work` reads; it sees one moment, whatever others write meanwhile."""

    async def write(self, work: Work[T], waited: Waited) -> T:
        """Return what `work` returns once all that it wrote is on the disk; on an error nothing of it is."""

    async def erase(self, work: Work[T], waited: Waited) -> T:
        """Do as `write` does, and wipe what was deleted as far as `wipes_bytes` promises."""

    def translated(self) -> AbstractContextManager[None]:
        """Raise what is wrong with the database as one of our exceptions; other mistakes stay as they are."""

    async def close(self) -> None:
        """Give all connections back; nothing is under way any more."""
