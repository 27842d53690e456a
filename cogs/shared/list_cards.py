"""How lists and what was put on them are put into words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import discord

from bot.hints import hinted
from bot.markup import plain
from bot.replies import card, plural
from storage.film_list import Added, Entry, FilmList

TITLE_LIMIT = 80
NAMED = 25


def film(title: str) -> str:
    """Return a film's title, to stand out."""
    return f"**{plain(title, TITLE_LIMIT)}**"


def when(moment: datetime) -> str:
    """Return the day of a moment as Discord shows it to each reader: `22/11/2026`, or the other way round."""
    return discord.utils.format_dt(moment, "d")


def sized(film_list: FilmList) -> str:
    """Return how many films a list has."""
    watched = f" · {film_list.watched:,} watched" if film_list.watched else ""
    return f"{plural(film_list.unwatched, 'film')} to watch{watched}"


def changed_card(film_list: FilmList, lines: Iterable[str]) -> discord.Embed:
    """Say what was done to a list's films."""
    return card(plain(film_list.name), "\n".join(lines), sized(film_list))


def added_card(film_list: FilmList, added: Added) -> discord.Embed:
    """Say what was put on a list, and what was there before."""
    left = plural(len(added.left), "film")
    lines = [f"The list is full now: {left} found no room."] if added.left else []
    lines += [f"➕ {film(entry.title)}" for entry in added.new[:NAMED]]
    if (more := len(added.new) - NAMED) > 0:
        lines.append(f"➕ and {plural(more, 'more film', 'more films')}")
    lines += [_known(entry) for entry in added.known]
    return changed_card(film_list, lines)


def _known(entry: Entry) -> str:
    if entry.watched_at is not None:
        back = hinted("`/list unwatch` puts it back.")
        return f"✅ {film(entry.title)} was watched on {when(entry.watched_at)}. {back}"
    return f"▫️ {film(entry.title)} is there already, added on {when(entry.added_at)}."
