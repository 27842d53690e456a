"""Which list is meant: named, the only one there is, or named before a colon in a typed command."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import discord
from discord import app_commands

from cogs.shared.naming import choices, close_names, find_named
from cogs.shared.places import place_of_press
from storage.film_list import FilmList
from storage.refusals import NoLists, UnknownList, WhichList

if TYPE_CHECKING:
    from bot.app import Hyperplane


def meant(kept: Sequence[FilmList], name: str) -> FilmList:
    """Return the list called `name`, or the only one where no name is given.

    Raises
    ------
    NoLists, WhichList, UnknownList
    """
    if not kept:
        raise NoLists
    if name.strip():
        found = find_named(kept, name)
        if found is None:
            raise UnknownList(name.strip(), close_names([each.name for each in kept], name))
        return found
    if len(kept) > 1:
        raise WhichList(tuple(each.name for each in kept))
    return kept[0]


def before_colon(kept: Sequence[FilmList], text: str) -> tuple[FilmList | None, str]:
    """Split `Friday night: Alien` into the list and the rest; without a list's name there, all is rest.

    Where several names fit, because names may have colons too, the longest is meant.
    """
    for position in range(len(text) - 1, -1, -1):
        if text[position] == ":" and (found := find_named(kept, text[:position])) is not None:
            return found, text[position + 1 :].strip()
    return None, text


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
    return choices([each.name for each in kept], current)
