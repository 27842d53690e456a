"""How close each country is to a word or a direction: what the map of the world is coloured by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from models.words.errors import NothingLeft
from models.words.space.vectors import Term, WordVectors, unit
from models.words.worldmap.countries import Countries
from models.words.worldmap.parse import Part

NAMED = 5  # of the nearest and of the furthest

_CANCELLED = 1e-6

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Standing:
    """A country, and by how many standard deviations it is closer than the average country."""

    country: str
    score: float


@dataclass(frozen=True, slots=True)
class WorldPlan:
    """What the map of the world is drawn from; small enough to pickle.

    Attributes
    ----------
    title : str
        What the countries are compared with, as a formula.
    ranked : tuple of Standing
        The closest country first.
    unknown : tuple of str
        The countries that the vocabulary has no word for.
    terms : tuple of Term
        All words of the question.
    """

    title: str
    ranked: tuple[Standing, ...]
    unknown: tuple[str, ...]
    terms: tuple[Term, ...]
    source: str

    @property
    def nearest(self) -> tuple[Standing, ...]:
        """The five closest, the closest first."""
        return self.ranked[:NAMED]

    @property
    def furthest(self) -> tuple[Standing, ...]:
        """The five least close, the least close last."""
        return self.ranked[-NAMED:]


def plan(vectors: WordVectors, parts: Sequence[Part]) -> WorldPlan:
    """Tell how close all countries are to a sum of words.

    With v the unit vector of a country, m the mean of all of them, and q the unit vector of the question, a
    country's closeness is cos(v − m, q): the cosine of the question with what sets the country apart from the
    others. It is told in standard deviations from the mean over all countries. The mean is taken away because
    what all countries share makes some of them near to everything (hubs: Suzuki et al., "Centering Similarity
    Measures to Reduce Hubs", EMNLP 2013).

    Raises
    ------
    UnknownWords
        With every word of the question that the vocabulary lacks.
    NothingLeft
        If the words cancel each other.
    TooFewCountries
        If the vocabulary knows fewer than 20 countries.
    """
    terms = vectors.terms([word for part in parts for word in part.words])
    title = _title(parts, terms)
    query = _query(vectors, parts, terms)
    if np.linalg.norm(query) < _CANCELLED:
        raise NothingLeft(title)
    known = Countries.of(vectors)
    scores = (
        standardised(closeness(known.units, query)).round(4).tolist()
    )  # no picture hangs on the last digit
    standings = [Standing(name, score) for name, score in zip(known.names, scores, strict=True)]
    return WorldPlan(
        title,
        tuple(sorted(standings, key=lambda each: (-each.score, each.country))),
        known.unknown,
        terms,
        vectors.name,
    )


def closeness(countries: Floats, query: Floats) -> Floats:
    """Return the cosines (n,) of a question (d,) with what sets each country (n, d) apart from their mean."""
    apart = countries - countries.mean(axis=0)
    lengths = np.linalg.norm(apart, axis=1) * np.linalg.norm(query)
    return np.asarray(apart @ query / np.maximum(lengths, _CANCELLED))


def standardised(values: Floats) -> Floats:
    """Return values (n,) in standard deviations from their mean."""
    return np.asarray((values - values.mean()) / max(float(values.std()), _CANCELLED))


def _query(vectors: WordVectors, parts: Sequence[Part], terms: Sequence[Term]) -> Floats:
    rest = iter(terms)
    total = np.zeros(vectors.dimensions)
    for part in parts:
        units = [vectors.vector(next(rest)).astype(np.float64) for _ in part.words]
        total += part.sign * unit(np.sum(units, axis=0))
    return total


def _title(parts: Sequence[Part], terms: Sequence[Term]) -> str:
    """Return the question as a formula: `rich − poor`, `(good, kind) − bad`."""
    rest = iter(terms)
    title = ""
    for number, part in enumerate(parts):
        name = ", ".join(next(rest).label for _ in part.words)
        if len(part.words) > 1 and len(parts) > 1:
            name = f"({name})"
        sign = "−" if part.sign < 0 else "+" if number else ""
        title += f" {sign} {name}" if number else f"{sign}{name}"
    return title
