"""Which list is meant: named, the only one there is, or named before a colon in a typed command."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from rapidfuzz import fuzz, process

from bot.replies import CHOICES_LIMIT
from cogs.lists.places import place_of_press
from storage.film_list import FilmList, key_of
from storage.refusals import NoLists, UnknownList, WhichList

if TYPE_CHECKING:
    from bot.app import Hyperplane

OFFERED = 3
ALIKE = 60
"""How alike (0 to 100) a list's name must be to what was typed to be offered in its place."""


def meant(kept: Sequence[FilmList], name: str) -> FilmList:
    """Return the list called `name`, or the only one where no name is given.

    Raises
    ------
    NoLists, WhichList, UnknownList
    """
    if not kept:
        raise NoLists
    if name.strip():
        found = named(kept, name)
        if found is None:
            raise UnknownList(name.strip(), close_names([each.name for each in kept], name))
        return found
    if len(kept) > 1:
        raise WhichList(tuple(each.name for each in kept))
    return kept[0]


def named(kept: Sequence[FilmList], name: str) -> FilmList | None:
    """Return the list called `name`, whatever its case, or None."""
    key = key_of(name)
    return next((each for each in kept if key_of(each.name) == key), None)


def before_colon(kept: Sequence[FilmList], text: str) -> tuple[FilmList | None, str]:
    """Split `Friday night: Alien` into the list and the rest; without a list's name there, all is rest.

    Where several names fit, because names may have colons too, the longest is meant.
    """
    for position in range(len(text) - 1, -1, -1):
        if text[position] == ":" and (found := named(kept, text[:position])) is not None:
            return found, text[position + 1 :].strip()
    return None, text


def close_names(names: Sequence[str], asked: str) -> tuple[str, ...]:
    """Return the names that look most like what was asked for."""
    found = process.extract(
        asked.casefold(), names, scorer=fuzz.WRatio, processor=str.casefold, limit=OFFERED, score_cutoff=ALIKE
    )
    return tuple(str(name) for name, *_ in found)


def aimed(kept: Sequence[FilmList], text: str, name: str) -> tuple[FilmList, str]:
    """Return the list called `name`, or else the one named before a colon in `text`; and what follows it.

    Raises
    ------
    NoLists, WhichList, UnknownList
    """
    found, rest = (None, text) if name else before_colon(kept, text)
    return found or meant(kept, name), rest


async def complete_lists(
    interaction: discord.Interaction[Hyperplane], current: str
) -> list[app_commands.Choice[str]]:
    """Offer the lists of the place whose names contain what is typed."""
    kept = await interaction.client.services.lists.of(place_of_press(interaction))
    matching = [each.name for each in kept if key_of(current) in key_of(each.name)]
    return [app_commands.Choice(name=name, value=name) for name in matching[:CHOICES_LIMIT]]
