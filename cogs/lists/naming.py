"""Which list is meant, and which of its films: by what people type."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.context import Context
from cogs.shared.kept_films import KeptFilms, complete_kept
from cogs.shared.naming import choices, close_names, find_named
from cogs.shared.places import here, place_of_press
from cogs.shared.titles import last_title, split, title_choices
from storage.film_list import Entry, FilmList
from storage.refusals import NoLists, NotOnList, SeveralOnList, UnknownList, WhichList

if TYPE_CHECKING:
    from bot.app import HyperplaneBot

LIST_MAKER = "who made the list"
OFFERED = 3


def _is_none(_: str) -> bool:
    """Tell that nothing is a title, where no film is to follow."""
    return False


async def chosen_list(ctx: Context, name: str) -> FilmList:
    """Return the list that a command names, or the only one of the place.

    Raises
    ------
    NoLists, WhichList, UnknownList
    """
    return meant(await ctx.bot.services.lists.of(here(ctx)), name)


async def chosen_entries(ctx: Context, title: str, name: str) -> tuple[FilmList, list[Entry]]:
    """Return the list and those films of it that a command names.

    Raises
    ------
    NoLists, WhichList, UnknownList, WrongNumberOfTitles, NotOnList, SeveralOnList
    """
    lists = ctx.bot.services.lists
    films = ctx.bot.services.films
    film_list, rest = aimed(await lists.of(here(ctx)), title, name, films.titles.knows)
    entries = await lists.entries(film_list.id)
    return film_list, await ctx.bot.services.compute.short(find_entries, film_list, entries, rest)


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


def before_colon(
    kept: Sequence[FilmList], text: str, is_title: Callable[[str], bool]
) -> tuple[FilmList | None, str]:
    """Split `Friday night: Alien` into the list and the rest; without a list's name there, all is rest.

    Where several names fit, because names may have colons too, the longest is meant. `Alien: Covenant` is a
    film even beside a list called Alien.
    """
    first = text.partition(";")[0].partition("\n")[0]
    for position in range(len(text) - 1, -1, -1):
        if text[position] == ":" and (found := find_named(kept, text[:position])) is not None:
            return (None, text) if is_title(first) else (found, text[position + 1 :].strip())
    return None, text


def aimed(
    kept: Sequence[FilmList], text: str, name: str, is_title: Callable[[str], bool] = _is_none
) -> tuple[FilmList, str]:
    """Return the list called `name`, or else the one named before a colon in `text`; and what follows it.

    Raises
    ------
    NoLists, WhichList, UnknownList
    """
    found, rest = (None, text) if name else before_colon(kept, text, is_title)
    return found or meant(kept, name), rest


async def complete_lists(
    interaction: discord.Interaction[HyperplaneBot], current: str
) -> list[app_commands.Choice[str]]:
    """Offer the lists of the place whose names contain what is typed."""
    kept = await interaction.client.services.lists.of(place_of_press(interaction))
    return choices([each.name for each in kept], current)


def find_entries(film_list: FilmList, entries: Sequence[Entry], text: str) -> list[Entry]:
    """Return the films of a list that a text names: by their titles, with or without the year, or numbers.

    Raises
    ------
    WrongNumberOfTitles, NotOnList, SeveralOnList
    """
    films = KeptFilms((entry.page, entry.title) for entry in entries)
    by_page = {entry.page: entry for entry in entries}
    unwatched = [entry for entry in entries if entry.watched_at is None]
    found = []
    for asked in split(text, films.knows):
        named = films.find(asked)
        if named.sure:
            found.append(by_page[named.one.page])
        elif asked.isdecimal() and 1 <= int(asked) <= len(unwatched):
            found.append(unwatched[int(asked) - 1])
        elif named.films:
            raise SeveralOnList(asked, film_list.name, tuple(film.name for film in named.films[:OFFERED]))
        else:
            raise NotOnList(asked, film_list.name, tuple(film.name for film in named.offers[:OFFERED]))
    return found


async def complete_entries(
    interaction: discord.Interaction[HyperplaneBot], current: str
) -> list[app_commands.Choice[str]]:
    """Offer the films of the list that is filled in, or else of all lists, for the last title being typed."""
    services = interaction.client.services
    kept = await services.lists.of(place_of_press(interaction))
    chosen = (
        find_named(kept, str(interaction.namespace["name"] or ""))
        if "name" in interaction.namespace
        else None
    )
    films = [
        (entry.page, entry.title)
        for each in ([chosen] if chosen else kept)
        for entry in await services.lists.entries(each.id)
    ]
    before, last = last_title(current)
    return title_choices(before, await services.compute.short(complete_kept, films, last))
