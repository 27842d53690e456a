"""Which films may be recommended: of which genres, countries, languages and years, and how known."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.movies.embeddings import Embeddings

KNOWN_SHARE = 0.12
"""The share of all films that count as known, the most prominent ones."""

WIDELY_KNOWN_SHARE = 0.05
"""The same where several people have to know a film."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Films of all these genres and categories, from one year to another, known ones only or all.

    `categories` are names of links, such as `Category:French films`.
    """

    genres: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    first_year: int = 0
    last_year: int = 9999
    obscure: bool = False
    known_share: float = KNOWN_SHARE

    def mask(self, space: Embeddings) -> NDArray[np.bool_]:
        """Return which films pass: (films,)."""
        allowed = np.ones(len(space.pages), bool)
        if not self.obscure:
            allowed &= space.prominence >= np.quantile(space.prominence, 1 - self.known_share)
        for genre in self.genres:
            allowed &= np.array([genre in genres for genres in space.genres])
        for category in self.categories:
            allowed &= _having(space, category)
        if (self.first_year, self.last_year) != (0, 9999):
            years = np.array([year or -1 for year in space.years])
            allowed &= (years >= self.first_year) & (years <= self.last_year)
        return allowed


def _having(space: Embeddings, link: str) -> NDArray[np.bool_]:
    """Return which films have a link: (films,)."""
    found = np.zeros(len(space.pages), bool)
    if link in space.links:
        at = np.flatnonzero(space.columns == space.links.index(link))
        found[np.searchsorted(space.pointers, at, side="right") - 1] = True
    return found
