"""Which films may be recommended: genres, years and how known they are, read from what people type."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from models.movies.embeddings import Embeddings
from models.movies.errors import BadYears, UnknownGenre

KNOWN_LINKS = 16
"""Links a film needs to count as known: the most prominent tenth. Distances know no fame."""

CLOSE_GENRE = 75
ALSO_CALLED = {
    "sci-fi": "Science Fiction",
    "scifi": "Science Fiction",
    "romcom": "Romance",
    "animation": "Animated",
}
_DECADE = re.compile(r"((?:18|19|20)\d)0s")
_RANGE = re.compile(r"(\d{4})?\s*(?:-|–|to)\s*(\d{4})?")


@dataclass(frozen=True, slots=True)
class Filter:
    """Films of one genre (or any), from one year to another, known ones only or all."""

    genre: str | None = None
    first_year: int = 0
    last_year: int = 9999
    obscure: bool = False

    def mask(self, space: Embeddings) -> NDArray[np.bool_]:
        """Return which films pass: (films,)."""
        allowed = np.ones(len(space.pages), bool) if self.obscure else space.fame >= KNOWN_LINKS
        if self.genre is not None:
            allowed &= np.array([self.genre in genres for genres in space.genres])
        if (self.first_year, self.last_year) != (0, 9999):
            years = np.array([year or -1 for year in space.years])
            allowed &= (years >= self.first_year) & (years <= self.last_year)
        return allowed


def read_filter(space: Embeddings, genre: str, years: str, *, obscure: bool) -> Filter:
    """Read a filter; years may also stand behind the genre, as in `comedy 1990s`.

    Raises
    ------
    UnknownGenre, BadYears
    """
    words = genre.split()
    behind = [word for word in words if any(letter.isdigit() for letter in word)]
    named = " ".join(word for word in words if word not in behind)
    first, last = read_years(" ".join([years, *behind]).strip())
    return Filter(read_genre(space, named), first, last, obscure)


def read_genre(space: Embeddings, text: str) -> str | None:
    """Return the genre that `text` names, forgiving case and typos; None for an empty text."""
    if not text.strip():
        return None
    asked = ALSO_CALLED.get(text.strip().casefold(), text.strip())
    names = {name.casefold(): name for name in space.genre_names}
    close = process.extract(asked.casefold(), list(names), scorer=fuzz.ratio, limit=5)
    if close and close[0][1] >= CLOSE_GENRE:
        return names[close[0][0]]
    raise UnknownGenre(text, tuple(names[name] for name, *_ in close))


def read_years(text: str) -> tuple[int, int]:
    """Return the first and last year of `1994`, `1990s`, `1990-1999`, `2000-` or `-1960`; all for nothing."""
    text = text.strip().casefold()
    if not text:
        return 0, 9999
    if decade := _DECADE.fullmatch(text):
        return int(decade[1]) * 10, int(decade[1]) * 10 + 9
    if re.fullmatch(r"\d{4}", text):
        return int(text), int(text)
    found = _RANGE.fullmatch(text)
    if found is None or not (found[1] or found[2]):
        raise BadYears(text)
    first, last = int(found[1] or 0), int(found[2] or 9999)
    return min(first, last), max(first, last)
