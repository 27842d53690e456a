"""Titles as people type them: several at once, in doubt, or lacking."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

import discord
from discord import app_commands

from bot.replies import CHOICE_LIMIT, CHOICES_LIMIT
from models.errors import WrongNumberOfCharacters
from models.movies.errors import AmbiguousFilm, UnknownFilm, WrongNumberOfTitles
from models.movies.library import Film, Library
from models.movies.titles.search import Found, Lacking, Outcome, Several
from models.movies.titles.written import hint, parts

if TYPE_CHECKING:
    from bot.app import HyperplaneBot

MOST_TITLES = 20
MOST_CHARACTERS = 1500
SUGGESTED = 3


class Choosable(Protocol):
    """Whatever a title can stand for: a film of the catalogue, or one that somebody keeps."""

    @property
    def name(self) -> str:
        """Its title and year."""

    @property
    def key(self) -> str:
        """What it is called in the id of a button."""


ChoosableT_co = TypeVar("ChoosableT_co", bound=Choosable, covariant=True)


@dataclass(frozen=True, slots=True)
class Named(Generic[ChoosableT_co]):
    """What a typed title stands for.

    Attributes
    ----------
    films : tuple
        The one film that is meant, or the several that fit; none where the title is lacking.
    sure : bool
        Whether it is the one.
    offers : tuple
        For a title that is lacking, what may be meant.
    year : int or None
        The typed year, where the offers are of that title and it is their years that differ.
    better : str or None
        How to write it where it looks like several titles.
    """

    asked: str
    films: tuple[ChoosableT_co, ...] = ()
    sure: bool = False
    offers: tuple[ChoosableT_co, ...] = ()
    year: int | None = None
    better: str | None = None

    @property
    def choices(self) -> tuple[ChoosableT_co, ...]:
        """What there is to choose from."""
        return () if self.sure else self.films or self.offers

    @property
    def one(self) -> ChoosableT_co:
        """The film that is meant.

        Raises
        ------
        AmbiguousFilm, UnknownFilm
        """
        if self.sure:
            return self.films[0]
        if self.films:
            raise AmbiguousFilm(self.asked, tuple(film.name for film in self.films))
        raise self.refusal

    @property
    def refusal(self) -> UnknownFilm:
        """What to raise for a title that is lacking."""
        close = tuple(film.name for film in self.offers[:SUGGESTED])
        return UnknownFilm(self.asked, close, self.year, self.better)


def named(asked: str, outcome: Outcome, film_of: Callable[[int], ChoosableT_co]) -> Named[ChoosableT_co]:
    """Return what a search has found, by its films."""
    match outcome:
        case Found(row):
            return Named(asked, (film_of(row),), sure=True)
        case Several(rows):
            return Named(asked, tuple(map(film_of, rows)))
        case Lacking(offers, year):
            return Named(asked, offers=tuple(map(film_of, offers)), year=year)


def split(text: str, is_title: Callable[[str], bool]) -> list[str]:
    """Return the titles that a text lists: see `models.movies.titles.written`.

    Raises
    ------
    WrongNumberOfCharacters, WrongNumberOfTitles
        When there is none, or too many of them.
    """
    if len(text) > MOST_CHARACTERS:
        raise WrongNumberOfCharacters(len(text), 1, MOST_CHARACTERS)
    titles = parts(text, is_title)
    if not 1 <= len(titles) <= MOST_TITLES:
        raise WrongNumberOfTitles(len(titles), 1, MOST_TITLES)
    return titles


def find_all(library: Library, text: str) -> list[Named[Film]]:
    """Look up every title that a text lists.

    Raises
    ------
    WrongNumberOfCharacters, WrongNumberOfTitles
    """
    return [_find(library, title) for title in split(text, library.titles.knows)]


def find(library: Library, text: str) -> Named[Film]:
    """Look up the one title that a text names.

    Raises
    ------
    WrongNumberOfCharacters, WrongNumberOfTitles
    """
    titles = split(text, library.titles.knows)
    if len(titles) > 1:
        raise WrongNumberOfTitles(len(titles), 1, 1)
    return _find(library, titles[0])


def _find(library: Library, title: str) -> Named[Film]:
    found = library.titles.find(title)
    answer = named(title, found, library.film)
    if isinstance(found, Lacking) and (better := hint(title, library.titles.knows)):
        return Named(title, offers=answer.offers, year=answer.year, better=better)
    return answer


async def complete_titles(
    interaction: discord.Interaction[HyperplaneBot], current: str
) -> list[app_commands.Choice[str]]:
    """Offer films for the last title being typed, each by the name that is its alone."""
    services = interaction.client.services
    before, last = last_title(current)
    if not last:
        return []
    rows = await services.compute.short(services.films.titles.complete, last, CHOICES_LIMIT)
    return title_choices(before, [services.films.titles.name(row) for row in rows])


def last_title(text: str) -> tuple[str, str]:
    """Return what stands before the title being typed, as it is to stay, and that title."""
    text = text[:MOST_CHARACTERS]
    typed = max(text.rfind(mark) for mark in ";|") + 1
    return f"{text[:typed]} " if typed else "", text[typed:].strip()


def title_choices(before: str, names: Sequence[str]) -> list[app_commands.Choice[str]]:
    """Return names as choices that leave what was typed before them; those too long for Discord go."""
    whole = [before + name for name in names if len(before + name) <= CHOICE_LIMIT]
    return [app_commands.Choice(name=name, value=name) for name in whole]
