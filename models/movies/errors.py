"""What films, tastes and recommendations refuse.

ModelError
├── CatalogueUnreadable     a file that holds no films
├── UnknownFilm             a title that fits no film, with close ones
├── AmbiguousFilm           a title of several films where one is needed, with their names
├── UnknownGenre            a genre that no film has, with those there are
├── BadYears                a text that is no range of years
├── TooFewRatings           fewer ratings than what was asked for needs
├── NoFilmsLeft             a filter that leaves nothing to recommend
├── UnknownCatalogue        no catalogue of that name in the data folder, with the names there are
├── ExportUnreadable        a file that is no export of Letterboxd or IMDb, or a broken one
└── WrongNumber
    └── WrongNumberOfTitles
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from models.errors import ModelError, WrongNumber

ExportFault = Literal[
    "empty", "too large", "too many films", "too many rows", "damaged", "locked", "no text", "no table"
]


class CatalogueUnreadable(ModelError):
    """The file at `path` holds no films, because of `reason`; `line` is the first line to blame, if any."""

    path: Path
    reason: str
    line: int | None = None


class UnknownCatalogue(ModelError):
    """No catalogue of films is called `name`; `available` are the names there are."""

    name: str
    available: tuple[str, ...]


class UnknownFilm(ModelError):
    """No film has this title; `suggestions` are the closest, with their years.

    `year` is the typed one where there are films of this title, and they are those suggested; `better` is
    how to write it where it looks like several titles.
    """

    title: str
    suggestions: tuple[str, ...] = ()
    year: int | None = None
    better: str | None = None


class AmbiguousFilm(ModelError):
    """Several films have this title; `names` tell them apart."""

    title: str
    names: tuple[str, ...]


class UnknownGenre(ModelError):
    """No film has this genre; `available` are those there are, the closest first."""

    genre: str
    available: tuple[str, ...]


class BadYears(ModelError):
    """A text is no year and no range of years."""

    text: str


class TooFewRatings(ModelError):
    """A person has rated `given` films, and `least` are needed."""

    given: int
    least: int


class NoFilmsLeft(ModelError):
    """No film that is not yet rated passes the filter."""


class ExportUnreadable(ModelError):
    """A file holds no ratings of Letterboxd or IMDb, because of `fault`."""

    fault: ExportFault


class WrongNumberOfTitles(WrongNumber):
    """No title, or more of them than are looked up at once."""
