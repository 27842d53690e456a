"""How lists and their films are put into words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import discord

from bot.markup import plain
from bot.replies import card
from cogs.shared.list_cards import film, when
from storage.film_list import Entry, FilmList

PER_PAGE = 15
NAME_LIMIT = 32


def numbered(entries: Sequence[Entry], first: int, names: Mapping[int, str]) -> str:
    """List films to watch by number, with who added them, where they have a name here, and when."""
    lines = []
    for number, entry in enumerate(entries, start=first):
        name = names.get(entry.adder_id) if entry.adder_id else None
        by = f"{plain(name, NAME_LIMIT)}, " if name else ""
        lines.append(f"{number}. {film(entry.title)} · {by}{when(entry.added_at)}")
    return "\n".join(lines)


def history(entries: Iterable[Entry]) -> str:
    """List watched films, with when that was."""
    return "\n".join(
        f"✅ {film(entry.title)} {when(entry.watched_at)}"
        for entry in entries
        if entry.watched_at is not None
    )


def pick_card(film_list: FilmList, picked: Entry, how: str) -> discord.Embed:
    """Show a pick large, with where it comes from and how it was found."""
    text = f"## {plain(picked.title)}\nFrom **{plain(film_list.name)}**, added on {when(picked.added_at)}."
    return card("", text, how)


def watched_card(film_list: FilmList, new: list[Entry], known: list[Entry]) -> discord.Embed:
    """Say what moved into the history, and what was there before."""
    lines = [f"✅ {film(entry.title)} was watched: it is in the history now." for entry in new]
    for entry in known:
        since = f" since {when(entry.watched_at)}" if entry.watched_at else ""
        lines.append(f"▫️ {film(entry.title)} is in the history already{since}.")
    footer = f"{film_list.name} · a mistake? list unwatch puts it back"
    return card("", "\n".join(lines), footer)
