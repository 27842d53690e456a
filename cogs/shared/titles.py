"""Titles as people type them: several at once, in doubt, or misspelt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from rapidfuzz import fuzz

from bot.replies import CHOICE_LIMIT, CHOICES_LIMIT, truncate
from models.errors import WrongNumberOfCharacters
from models.movies.errors import UnknownFilm, WrongNumberOfTitles
from models.movies.library import Film, Library
from models.movies.titles import normalise

if TYPE_CHECKING:
    from bot.app import Hyperplane

MOST_TITLES = 20
MOST_CHARACTERS = 1500
SUGGESTED = 3
NEARLY = 80
"""How alike (0 to 100) a typed title must be to the one film that fits it to be taken for it."""


@dataclass(frozen=True, slots=True)
class Named:
    """What a typed title stands for: one film for sure, several to choose from, or none but `close` names."""

    asked: str
    films: tuple[Film, ...]
    sure: bool
    close: tuple[str, ...] = ()


def split(text: str) -> list[str]:
    """Return the titles between the semicolons.

    Raises
    ------
    WrongNumberOfCharacters, WrongNumberOfTitles
        When there is none, or too many of them.
    """
    if len(text) > MOST_CHARACTERS:
        raise WrongNumberOfCharacters(len(text), 1, MOST_CHARACTERS)
    titles = [part.strip().strip('"“”') for part in text.split(";")]
    titles = list(dict.fromkeys(title for title in titles if title))
    if not 1 <= len(titles) <= MOST_TITLES:
        raise WrongNumberOfTitles(len(titles), 1, MOST_TITLES)
    return titles


def find(library: Library, asked: str) -> Named:
    """Look a title up, forgiving typos, articles, case and "(film)"."""
    found = library.titles.resolve(asked)
    films = tuple(library.film(match.row) for match in found.matches)
    if found.kind == "none":
        return Named(asked, (), sure=False, close=tuple(film.name for film in films[:SUGGESTED]))
    sure = found.kind == "exact" or (found.kind == "one" and _is_nearly(asked, films[0].title))
    return Named(asked, films, sure=sure)


def _is_nearly(asked: str, title: str) -> bool:
    """Tell a misspelt title from the mere beginning of one: that is asked about, not taken."""
    return fuzz.ratio(normalise(asked), normalise(title)) >= NEARLY


def find_all(library: Library, asked: Sequence[str]) -> list[Named]:
    """Look several titles up."""
    return [find(library, title) for title in asked]


def find_one(library: Library, asked: str) -> Film:
    """Return the one film that a title stands for; of namesakes, the most linked one.

    Raises
    ------
    UnknownFilm
    """
    (title,) = split(asked)[:1]
    named = find(library, title)
    if not named.films:
        raise UnknownFilm(title, named.close)
    return named.films[0]


async def complete_titles(
    interaction: discord.Interaction[Hyperplane], current: str
) -> list[app_commands.Choice[str]]:
    """Offer films for the last title being typed; the value is the page, which names one film alone."""
    current = current[:MOST_CHARACTERS]
    typed = max(current.rfind(mark) for mark in ";|") + 1
    before, last = f"{current[:typed]} " if typed else "", current[typed:]
    if not last.strip():
        return []
    services = interaction.client.services
    found = await services.compute.short(services.films.titles.search, last.strip(), CHOICES_LIMIT)
    films = [services.films.film(match.row) for match in found]
    return [
        app_commands.Choice(name=truncate(before + film.name, CHOICE_LIMIT), value=before + film.page)
        for film in films
        if len(before + film.page) <= CHOICE_LIMIT
    ]
