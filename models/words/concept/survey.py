"""What lies where: the words deepest inside a concept and near its border, and how far others are from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.words.concept.asking import worth_a_vote
from models.words.concept.fit import Concept
from models.words.space.vectors import Term, WordVectors


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
        Of the words that are worth a vote, on either side, nearest to the border first.
    inside : int
        How many words of the vocabulary lie inside.
    """

    deepest: tuple[Found, ...]
    just_inside: tuple[Found, ...]
    just_outside: tuple[Found, ...]
    inside: int


def survey(vectors: WordVectors, concept: Concept, count: int = 10) -> Survey:
    """Look at the whole vocabulary in one product, and at the words near the border that are worth a vote."""
    given = {row for term in concept.given for row in vectors.rows(term)}
    normal = concept.border.normal
    length = float(np.linalg.norm(normal))
    (hits,) = vectors.nearest((normal / length).astype(np.float32)[None], count, [given])
    just_inside, just_outside = worth_a_vote(vectors, concept)
    return Survey(
        _found(vectors, concept, hits.rows),
        _found(vectors, concept, just_inside[:count]),
        _found(vectors, concept, just_outside[:count]),
        count_inside(vectors, concept),
    )


def count_inside(vectors: WordVectors, concept: Concept) -> int:
    """Return how many words of the vocabulary lie inside."""
    return sum(int(np.count_nonzero(block > 0)) for block in concept.distances(vectors))


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


def _at(vectors: WordVectors, concept: Concept, rows: NDArray[np.int64]) -> NDArray[np.float64]:
    return concept.border.distances(vectors.matrix[rows].astype(np.float64))


def _found(vectors: WordVectors, concept: Concept, rows: NDArray[np.int64]) -> tuple[Found, ...]:
    distances = _at(vectors, concept, rows).tolist()
    return tuple(
        Found(vectors.vocabulary.word(row), distance)
        for row, distance in zip(rows.tolist(), distances, strict=True)
    )
