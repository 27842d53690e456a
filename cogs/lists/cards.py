"""How lists and their films are put into words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from bot.replies import plain
from cogs.shared.list_cards import film, when
from storage.film_list import Entry

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
