"""Which vector stands for a country: that of its name, in a spelling that the vocabulary has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from models.words.errors import TooFewCountries
from models.words.space.vectors import WordVectors
from models.words.worldmap.outline import shapes

LEAST_COUNTRIES = 20

_MOST_PARTS = 2  # three words that a name is made of, each common, say more of themselves than of the country

# In the order in which they are tried; the name itself comes last.
_SPELLINGS = {
    "Bosnia and Herzegovina": ("bosnia and herzegovina", "bosnia-herzegovina", "bosnia"),
    "Cape Verde": ("cape verde", "cabo verde"),
    "Congo (Brazzaville)": ("congo",),
    "Congo (Kinshasa)": ("congo", "zaire"),  # by its long name it would be the nearest to "democracy"
    "Czechia": ("czech republic", "czechia"),
    "East Timor": ("east timor", "timor-leste"),
    "Eswatini": ("swaziland", "eswatini"),
    "Gambia": ("gambia", "the gambia"),
    "Guinea-Bissau": ("guinea-bissau", "guinea bissau"),
    "Ivory Coast": ("ivory coast", "côte d'ivoire", "cote d'ivoire"),
    "Myanmar": ("myanmar", "burma"),
    "North Macedonia": ("north macedonia", "macedonia"),
    "Papua New Guinea": ("papua new guinea", "papua"),
    "Saint Lucia": ("saint lucia", "st. lucia"),
    "Trinidad and Tobago": ("trinidad and tobago", "trinidad"),
    "United Arab Emirates": ("united arab emirates", "uae", "emirates"),
    "United Kingdom": ("united kingdom", "britain"),
    "United States": ("united states", "usa"),
    "Vatican": ("vatican", "vatican city"),
}
# Names that are a person, a bird or a part of another country too are put right by their adjective.
_ADJECTIVES = {
    "Chad": "chadian",
    "Georgia": "georgian",
    "Guinea": "guinean",
    "Jordan": "jordanian",
    "Turkey": "turkish",
}


@dataclass(frozen=True, slots=True, eq=False)
class Countries:
    """The n countries that a vocabulary has a word for, and those that it lacks.

    Attributes
    ----------
    units : (n, d)
        Their unit vectors.
    ranks : tuple of int
        The place of each one's word among all words by frequency, of several the last.
    """

    names: tuple[str, ...]
    units: npt.NDArray[np.float64]
    ranks: tuple[int, ...]
    unknown: tuple[str, ...]

    @classmethod
    def of(cls, vectors: WordVectors) -> Countries:
        """Look all countries up.

        Raises
        ------
        TooFewCountries
            If the vocabulary knows fewer than 20.
        """
        found = {shape.name: _rows(vectors, shape.name) for shape in shapes()}
        known = {name: rows for name, rows in found.items() if rows}
        if len(known) < LEAST_COUNTRIES:
            raise TooFewCountries(len(known), LEAST_COUNTRIES)
        return cls(
            tuple(known),
            np.stack([vectors.mean(rows) for rows in known.values()]).astype(np.float64),
            tuple(map(max, known.values())),
            tuple(name for name, rows in found.items() if not rows),
        )


def _rows(vectors: WordVectors, country: str) -> list[int]:
    """Return the rows whose mean stands for a country, none where no spelling of its name is known.

    A name of two words that is no entry is their mean, as elsewhere; one of more words is left out.
    """
    name = next(filter(vectors.knows, _spellings(country)), None)
    if name is None:
        name = next((each for each in _spellings(country) if _is_known_by_parts(vectors, each)), None)
    if name is None:
        return []
    adjective = _ADJECTIVES.get(country, "")
    words = [name, adjective] if vectors.knows(adjective) else [name]
    return sorted({row for word in words for row in vectors.rows(vectors.term(word))})


def _spellings(country: str) -> Iterator[str]:
    yield from _SPELLINGS.get(country, ())
    yield country.casefold()


def _is_known_by_parts(vectors: WordVectors, name: str) -> bool:
    parts = name.split()
    return len(parts) == _MOST_PARTS and all(map(vectors.knows, parts))
