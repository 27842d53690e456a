"""Titles as people type them: several at once, in doubt, or misspelt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.replies import CHOICE_LIMIT, CHOICES_LIMIT
from models.errors import WrongNumberOfCharacters
from models.movies.errors import UnknownFilm, WrongNumberOfTitles
from models.movies.library import Film, Library
from models.movies.titles.search import Found, Lacking, Several

if TYPE_CHECKING:
    from bot.app import HyperplaneBot

MOST_TITLES = 20
MOST_CHARACTERS = 1500
SUGGESTED = 3


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
    """Look a title up; what is only spelt alike is no more than offered."""
    match library.titles.find(asked):
        case Found(row):
            return Named(asked, (library.film(row),), sure=True)
        case Several(rows):
            return Named(asked, tuple(library.film(row) for row in rows), sure=False)
        case Lacking(offers):
            close = tuple(library.film(row).name for row in offers[:SUGGESTED])
            return Named(asked, (), sure=False, close=close)


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
    interaction: discord.Interaction[HyperplaneBot], current: str
) -> list[app_commands.Choice[str]]:
    """Offer films for the last title being typed, each by the name that is its alone."""
    current = current[:MOST_CHARACTERS]
    typed = max(current.rfind(mark) for mark in ";|") + 1
    before, last = f"{current[:typed]} " if typed else "", current[typed:]
    if not last.strip():
        return []
    services = interaction.client.services
    rows = await services.compute.short(services.films.titles.complete, last.strip(), CHOICES_LIMIT)
    films = [services.films.film(row) for row in rows]
    return [
        app_commands.Choice(name=before + film.name, value=before + film.name)
        for film in films
        if len(before + film.name) <= CHOICE_LIMIT
    ]
