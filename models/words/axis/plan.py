"""Directions as concepts: where words lie on the line between two words, or between two groups of words."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.words.axis.parse import AxisRequest, RawAxis
from models.words.errors import NoDirection
from models.words.space.vectors import Term, WordVectors, unit
from models.words.space.word_list import refuse_repeated

_FLAT = 1e-6


@dataclass(frozen=True, slots=True)
class Axis:
    """What stands at the ends of an axis."""

    low: str
    high: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A word and its place on each axis: -1 at the low end, 1 at the high one, 0 as near to both."""

    name: str
    places: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class AxisPlan:
    """What the picture of one axis or two is drawn from; small enough to pickle.

    `terms` are all words of the question, those at the ends first.
    """

    axes: tuple[Axis, ...]
    words: tuple[Placed, ...]
    terms: tuple[Term, ...]
    source: str


def place(vectors: WordVectors, request: AxisRequest) -> AxisPlan:
    """Place words on axes by their difference of similarities to the two ends.

    With p and q the unit vectors at the ends (of a group: its mean), a word w has the place
    (w·q − w·p) / (1 − p·q): its projection onto q − p, counted from the middle in half lengths. So p lies at
    −1, q at 1, and a word as near to the one as to the other at 0. The projection is that of SemAxis (An,
    Kwak and Ahn, ACL 2018) and of Grand et al., "Semantic projection recovers rich human knowledge" (Nature
    Human Behaviour, 2022).

    Raises
    ------
    UnknownWords
        With every word of the request that the vocabulary lacks.
    NoDirection
        If the two ends of an axis are the same.
    RepeatedWord
        If a word is twice among those to place, or at the ends of one axis.
    """
    groups = [end for axis in request.axes for end in (axis.low, axis.high)]
    terms = vectors.terms([*(word for group in groups for word in group), *request.words])
    ends = _grouped(terms, groups)
    for raw, low, high in zip(request.axes, ends[::2], ends[1::2], strict=True):
        if {term.words for term in low} == {term.words for term in high}:
            raise NoDirection(", ".join(raw.low))
        refuse_repeated([*low, *high])
    asked = terms[len(terms) - len(request.words) :]
    refuse_repeated(asked)
    units = np.stack([vectors.vector(term) for term in asked]).astype(np.float64)  # (n, d)
    places = [
        _places(units, _mean(vectors, low), _mean(vectors, high), raw)
        for raw, low, high in zip(request.axes, ends[::2], ends[1::2], strict=True)
    ]
    words = tuple(
        Placed(term.label, tuple(round(float(each), 6) for each in own))  # no picture hangs on the last digit
        for term, own in zip(asked, np.stack(places, axis=1), strict=True)
    )
    axes = tuple(Axis(_names(low), _names(high)) for low, high in zip(ends[::2], ends[1::2], strict=True))
    return AxisPlan(axes, words, terms, vectors.name)


def _places(
    units: NDArray[np.float64], low: NDArray[np.float64], high: NDArray[np.float64], raw: RawAxis
) -> NDArray[np.float64]:
    """Return the places (n,) of unit vectors (n, d) between two unit vectors."""
    apart = 1 - float(low @ high)
    if apart < _FLAT:
        raise NoDirection(", ".join(raw.low))
    return np.asarray((units @ high - units @ low) / apart)


def _grouped(terms: tuple[Term, ...], groups: list[tuple[str, ...]]) -> list[tuple[Term, ...]]:
    rest = iter(terms)
    return [tuple(next(rest) for _ in group) for group in groups]


def _mean(vectors: WordVectors, terms: tuple[Term, ...]) -> NDArray[np.float64]:
    units = np.stack([vectors.vector(term) for term in terms]).astype(np.float64)
    return unit(units.sum(axis=0)).astype(np.float64)


def _names(terms: tuple[Term, ...]) -> str:
    return ", ".join(term.label for term in terms)
