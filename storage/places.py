"""Where lists and votes belong: to a server, or to one person in direct messages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Self

from sqlalchemy import ColumnElement, Table


@dataclass(frozen=True, slots=True)
class Place:
    """A server (`guild_id`) or one person's direct messages (`owner_id`): exactly one of the two is set."""

    guild_id: int | None
    owner_id: int | None

    def __post_init__(self) -> None:
        if (self.guild_id is None) == (self.owner_id is None):
            raise ValueError("a place is a server or a person's own")

    @classmethod
    def server(cls, guild_id: int) -> Self:
        """Return the place that a server is."""
        return cls(guild_id, None)

    @classmethod
    def private(cls, owner_id: int) -> Self:
        """Return the place that a person's direct messages are."""
        return cls(None, owner_id)

    @property
    def is_private(self) -> bool:
        """Whether it is one person's own."""
        return self.guild_id is None


def here(table: Table, place: Place) -> ColumnElement[bool]:
    """Return the condition that a row of `table` belongs to `place`."""
    held: ColumnElement[bool] = (
        table.c.owner_id == place.owner_id if place.is_private else table.c.guild_id == place.guild_id
    )
    return held


def columns_of(place: Place) -> dict[str, Any]:
    """Return a place as values of a row."""
    return {"guild_id": place.guild_id, "owner_id": place.owner_id}
