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

Release = Callable[[], Awaitable[None]]
"""Gives back what was taken."""

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

    @property
    def is_shared(self) -> bool:
        """Whether `take` keeps out other processes, and not only hopes that there are none."""

    async def take(self, name: str, *, wait: bool) -> Release | None:
        """Take a name among all processes with this database, until it is given back or this process ends.

        Returns how to give it back, or None where another process has it; with `wait` it waits for that one.
        """

    def translated(self) -> AbstractContextManager[None]:
        """Raise what is wrong with the database as one of our exceptions; other mistakes stay as they are."""

    async def close(self) -> None:
        """Give all connections back; nothing is under way any more."""
