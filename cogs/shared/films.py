"""How films and links are named in a sentence."""

from __future__ import annotations

from bot.markup import plain
from models.movies.library import Film


def bold(film: Film) -> str:
    """Return the film's name, to stand out."""
    return f"**{plain(film.name)}**"


def link_name(name: str) -> str:
    """Return a link's name as people say it."""
    return plain(name.removeprefix("Category:"))
