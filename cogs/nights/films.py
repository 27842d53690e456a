"""What is watched: a film of a list, of the catalogue, or whatever somebody calls it."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.markup import one_line
from bot.replies import CHOICES_LIMIT
from bot.services import Services
from cogs.shared.kept_films import KeptFilms, complete_kept
from cogs.shared.naming import find_named
from cogs.shared.titles import find, title_choices
from cogs.shared.words import bound
from models.errors import ModelError
from models.movies.library import Library
from storage.film_list import FilmList
from storage.night import Night, Plan
from storage.places import Place
from storage.refusals import UnknownList

if TYPE_CHECKING:
    from bot.app import HyperplaneBot

UNNAMED = "to be chosen"
TITLE_LIMIT = 100


@dataclass(frozen=True, slots=True)
class Watchable:
    """What is watched; `page` where it is a known film, `list_id` the list that has it."""

    title: str
    page: str | None = None
    list_id: int | None = None


async def watchable(services: Services, place: Place, text: str) -> Watchable:
    """Return what a text names: a list stands for the winner of its last vote.

    Raises
    ------
    WrongNumberOfCharacters
    """
    bound(text, TITLE_LIMIT)
    title = one_line(text, TITLE_LIMIT)
    if not title:
        return Watchable(UNNAMED)
    lists = await services.lists.of(place)
    if (film_list := find_named(lists, title)) is not None:
        return await _of_list(services, film_list)
    return await services.compute.short(_named, services.films, await _waiting(services, lists), title)


async def complete_watchable(
    interaction: discord.Interaction[HyperplaneBot], current: str
) -> list[app_commands.Choice[str]]:
    """Offer the lists of the server, and the films on them that were not watched."""
    if interaction.guild_id is None:
        return []
    services = interaction.client.services
    lists = await services.lists.of(Place.server(interaction.guild_id))
    named = [each.name for each in lists if current.casefold() in each.name.casefold()]
    waiting = [(page, each.title) for page, each in (await _waiting(services, lists)).items()]
    films = await services.compute.short(complete_kept, waiting, current)
    return title_choices("", list(dict.fromkeys([*named, *films]))[:CHOICES_LIMIT])


async def _waiting(services: Services, lists: Sequence[FilmList]) -> dict[str, Watchable]:
    """Return the films on lists that were not watched, by their pages."""
    waiting: dict[str, Watchable] = {}
    for each in lists:
        for entry in await services.lists.entries(each.id):
            if entry.watched_at is None:
                waiting.setdefault(entry.page, Watchable(entry.title, entry.page, each.id))
    return waiting


def _named(library: Library, waiting: Mapping[str, Watchable], title: str) -> Watchable:
    kept = KeptFilms((page, each.title) for page, each in waiting.items()).find(title) if waiting else None
    if kept is not None and kept.sure:
        return waiting[kept.one.page]
    try:
        film = find(library, title)
    except ModelError:  # several titles, or none: whatever it is, it can be watched
        return Watchable(title)
    if not film.sure:
        return Watchable(title)
    return waiting.get(film.one.page, Watchable(film.one.name, film.one.page))


async def next_of(services: Services, night: Night) -> Plan:
    """Return the plan of the night that follows a weekly one: what was watched is not watched again."""
    list_id, page = night.plan.list_id, night.plan.page
    if list_id is not None:
        with contextlib.suppress(UnknownList):
            found = await _of_list(services, await services.lists.get(list_id))
            return replace(night.plan, title=found.title, page=found.page, list_id=list_id)
    return replace(night.plan, title=UNNAMED, page=None) if page is not None else night.plan


async def _of_list(services: Services, film_list: FilmList) -> Watchable:
    vote = await services.votes.last_decided(film_list.id)
    for entry in await services.lists.entries(film_list.id):
        if vote is not None and entry.page == vote.winner and entry.watched_at is None:
            return Watchable(entry.title, entry.page, film_list.id)
    return Watchable(film_list.name, None, film_list.id)
