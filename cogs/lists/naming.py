"""Which list is meant, and which of its films: by what people type."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from rapidfuzz import fuzz, process

from bot.context import Context
from bot.replies import CHOICE_LIMIT, CHOICES_LIMIT, truncate
from cogs.shared.naming import choices, close_names, find_named
from cogs.shared.places import here, place_of_press
from cogs.shared.titles import split
from models.movies.titles.spelling import normalise
from storage.film_list import Entry, FilmList
from storage.refusals import NoLists, NotOnList, UnknownList, WhichList

if TYPE_CHECKING:
    from bot.app import HyperplaneBot

LIST_MAKER = "who made the list"
SURE = 88
"""How alike (0 to 100) a typed title must be to the one on the list to be taken for it."""


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
    NoLists, WhichList, UnknownList, WrongNumberOfTitles, NotOnList
    """
    lists = ctx.bot.services.lists
    film_list, rest = aimed(await lists.of(here(ctx)), title, name)
    entries = await lists.entries(film_list.id)
    return film_list, [find_entry(film_list, entries, each) for each in split(rest)]


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
    interaction: discord.Interaction[HyperplaneBot], current: str
) -> list[app_commands.Choice[str]]:
    """Offer the lists of the place whose names contain what is typed."""
    kept = await interaction.client.services.lists.of(place_of_press(interaction))
    return choices([each.name for each in kept], current)


def find_entry(film_list: FilmList, entries: Sequence[Entry], asked: str) -> Entry:
    """Return the film of a list that is meant: by its number, page or title, with or without the year.

    Raises
    ------
    NotOnList
    """
    unwatched = [entry for entry in entries if entry.watched_at is None]
    if asked.isdecimal() and 1 <= int(asked) <= len(unwatched) and not _exact(entries, asked):
        return unwatched[int(asked) - 1]
    exact = _exact(entries, asked)
    if exact is not None:
        return exact
    titles = {number: normalise(_without_year(entry.title)) for number, entry in enumerate(entries)}
    found = process.extractOne(normalise(asked), titles, scorer=fuzz.ratio, score_cutoff=SURE)
    if found is None:
        raise NotOnList(asked, film_list.name, close_names([entry.title for entry in entries], asked))
    return entries[found[2]]


async def complete_entries(
    interaction: discord.Interaction[HyperplaneBot], current: str
) -> list[app_commands.Choice[str]]:
    """Offer the films of the list that is filled in, or else of all lists, that contain what is typed.

    The value is the page.
    """
    lists = interaction.client.services.lists
    kept = await lists.of(place_of_press(interaction))
    chosen = (
        find_named(kept, str(interaction.namespace["name"] or ""))
        if "name" in interaction.namespace
        else None
    )
    found = [entry for each in ([chosen] if chosen else kept) for entry in await lists.entries(each.id)]
    entries = {entry.page: entry for entry in found}.values()
    typed = current.strip().casefold()
    matching = [entry for entry in entries if typed in entry.title.casefold()]
    return [
        app_commands.Choice(name=truncate(entry.title, CHOICE_LIMIT), value=entry.page)
        for entry in matching
        if len(entry.page) <= CHOICE_LIMIT
    ][:CHOICES_LIMIT]


def _exact(entries: Sequence[Entry], asked: str) -> Entry | None:
    wanted = asked.casefold()
    for entry in entries:
        if wanted in (entry.page.casefold(), entry.title.casefold(), _without_year(entry.title).casefold()):
            return entry
    return None


def _without_year(title: str) -> str:
    head, bracket, tail = title.rpartition(" (")
    return head if bracket and tail.rstrip(")").isdecimal() else title
