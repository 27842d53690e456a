"""What lies where: the words deepest inside a concept and near its border, and how far others are from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.words.concept.fit import FREQUENT, Concept
from models.words.space.vectors import Term, WordVectors

_LONGEST = 30  # letters of a word that is worth showing


@dataclass(frozen=True, slots=True)
class Found:
    """A word and its signed distance from the border, in halves of the margin's width."""

    word: str
    distance: float


@dataclass(frozen=True, slots=True)
class Tested:
    """A word that was asked: its signed distance, and whether it was given as an example or as none."""

    term: Term
    distance: float
    given: bool


@dataclass(frozen=True, slots=True)
class Survey:
    """What lies where.

    Attributes
    ----------
    deepest : tuple of Found
        Of the whole vocabulary, deepest first, without the examples.
    just_inside, just_outside : tuple of Found
        Of the frequent words that nobody gave, nearest to the border first.
    inside : int
        How many words of the vocabulary lie inside.
    """

    deepest: tuple[Found, ...]
    just_inside: tuple[Found, ...]
    just_outside: tuple[Found, ...]
    inside: int


def survey(vectors: WordVectors, concept: Concept, count: int = 10) -> Survey:
    """Look at the whole vocabulary in one product, and at the frequent words near the border."""
    given = {row for term in concept.given for row in vectors.rows(term)}
    normal = concept.border.normal
    length = float(np.linalg.norm(normal))
    (hits,) = vectors.nearest((normal / length).astype(np.float32)[None], count, [given])
    inside = sum(int(np.count_nonzero(block > 0)) for block in concept.distances(vectors))
    near = _frequent(vectors, concept, given)
    return Survey(
        _found(vectors, concept, hits.rows),
        _found(vectors, concept, near[_at(vectors, concept, near) > 0][:count]),
        _found(vectors, concept, near[_at(vectors, concept, near) <= 0][:count]),
        inside,
    )


def test(vectors: WordVectors, concept: Concept, asked: Sequence[str]) -> tuple[Tested, ...]:
    """Return how far some words lie from the border, deepest inside first.

    Raises
    ------
    UnknownWords
        With every word that the vocabulary lacks.
    """
    terms = vectors.terms(asked)
    units = np.stack([vectors.vector(term) for term in terms]).astype(np.float64)
    given = {term.words for term in concept.given}
    tested = [
        Tested(term, float(distance), term.words in given)
        for term, distance in zip(terms, concept.border.distances(units), strict=True)
    ]
    return tuple(sorted(tested, key=lambda each: -each.distance))


def _frequent(vectors: WordVectors, concept: Concept, given: set[int]) -> NDArray[np.int64]:
    """Return the rows of frequent words that nobody gave, those nearest to the border first."""
    away = np.abs(_at(vectors, concept, np.arange(min(FREQUENT, len(vectors.matrix)))))
    order = np.argsort(away, kind="stable")
    shown = (row for row in order.tolist() if row not in given and _is_word(vectors.vocabulary.word(row)))
    return np.fromiter(shown, np.int64)


def _at(vectors: WordVectors, concept: Concept, rows: NDArray[np.int64]) -> NDArray[np.float64]:
    return concept.border.distances(vectors.matrix[rows].astype(np.float64))


def _found(vectors: WordVectors, concept: Concept, rows: NDArray[np.int64]) -> tuple[Found, ...]:
    distances = _at(vectors, concept, rows).tolist()
    return tuple(
        Found(vectors.vocabulary.word(row), distance)
        for row, distance in zip(rows.tolist(), distances, strict=True)
    )


def _is_word(text: str) -> bool:
    """Whether people can say in or out of it: a word of some letters, not a number or a mark."""
    return len(text) > 1 and len(text) <= _LONGEST and text.replace("_", "").replace("-", "").isalpha()
