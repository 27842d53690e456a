"""Films that are on a list already, found by what people type."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from rapidfuzz import fuzz, process

from bot.replies import CHOICE_LIMIT, CHOICES_LIMIT, truncate
from cogs.shared.naming import close_names, find_named
from cogs.shared.places import place_of_press
from models.movies.titles.spelling import normalise
from storage.film_list import Entry, FilmList
from storage.refusals import NotOnList

if TYPE_CHECKING:
    from bot.app import Hyperplane

SURE = 88
"""How alike (0 to 100) a typed title must be to the one on the list to be taken for it."""


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
    interaction: discord.Interaction[Hyperplane], current: str
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
