"""Things that people call by name, found by what is typed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from discord import app_commands
from rapidfuzz import fuzz, process

from bot.replies import CHOICES_LIMIT
from storage.film_list import key_of

OFFERED = 3
ALIKE = 60
"""How alike (0 to 100) a name must be to what was typed to be offered in its place."""


class Named(Protocol):
    """Whatever has a name."""

    @property
    def name(self) -> str:
        """What people call it."""


NamedT = TypeVar("NamedT", bound=Named)


def find_named(kept: Iterable[NamedT], name: str) -> NamedT | None:
    """Return what is called `name`, whatever its case, or None."""
    key = key_of(name)
    return next((each for each in kept if key_of(each.name) == key), None)


def close_names(names: Sequence[str], asked: str) -> tuple[str, ...]:
    """Return the names that look most like what was asked for."""
    found = process.extract(
        asked.casefold(), names, scorer=fuzz.WRatio, processor=str.casefold, limit=OFFERED, score_cutoff=ALIKE
    )
    return tuple(str(name) for name, *_ in found)


def choices(names: Iterable[str], typed: str) -> list[app_commands.Choice[str]]:
    """Offer the names that contain what is typed, whatever the case."""
    matching = [name for name in names if key_of(typed) in key_of(name)]
    return [app_commands.Choice(name=name, value=name) for name in matching[:CHOICES_LIMIT]]
