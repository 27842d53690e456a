"""Calculating with words: the nearest words to a sum of unit vectors, such as king − man + woman."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from models.words.analogy.expression import Expression, Kind
from models.words.analogy.parse import parse
from models.words.errors import NothingLeft
from models.words.space.standing import rank
from models.words.space.vectors import Neighbour, Term, WordVectors, unit

__all__ = ["Analogy", "ExcludedWord", "Expression", "Kind", "parse", "solve", "solve_many"]

_CANCELLED = 1e-6


@dataclass(frozen=True, slots=True)
class ExcludedWord:
    """A word of the question, never the answer, and the place (1 = first) it would have had as one."""

    word: str
    similarity: float
    rank: int


@dataclass(frozen=True, slots=True)
class Expected:
    """What the question's writer expects, and the place that it has among the answers, or would have."""

    term: Term
    similarity: float
    rank: int


@dataclass(frozen=True, slots=True)
class Analogy:
    """An expression and its answer.

    Attributes
    ----------
    terms : tuple of Term
        What the words of the expression stand for, in its order.
    found : tuple of Neighbour
        The nearest words, best first, without those of the terms.
    excluded : tuple of ExcludedWord
        The words of the terms, best placed first: where each would stand among all words of the vocabulary.
    expected : Expected or None
        What its writer says that it gives, if anything but the question's own words.
    """

    expression: Expression
    terms: tuple[Term, ...]
    found: tuple[Neighbour, ...]
    excluded: tuple[ExcludedWord, ...]
    expected: Expected | None = None


def solve(vectors: WordVectors, expression: Expression, count: int = 5) -> Analogy:
    """Return the `count` words nearest to the sum of the expression's unit vectors (3CosAdd).

    This is the method of Mikolov, Yih and Zweig, "Linguistic Regularities in Continuous Space Word
    Representations" (NAACL 2013), and the ranking is that of gensim's `most_similar`.

    Raises
    ------
    UnknownWords
        With every word of the expression that the vocabulary lacks.
    NothingLeft
        If the words cancel each other and leave no direction.
    """
    return solve_many(vectors, [expression], count)[0]


def solve_many(vectors: WordVectors, expressions: list[Expression], count: int = 5) -> list[Analogy]:
    """Return the answer of each expression, all found in one pass over the matrix."""
    if not expressions:
        return []
    asked = [_terms(vectors, expression) for expression in expressions]
    rows = [[vectors.rows(term) for term in terms] for terms, _ in asked]
    queries = np.stack([_sum(vectors, *pair) for pair in zip(expressions, rows, strict=True)])
    excluded = [list(dict.fromkeys(chain.from_iterable(own))) for own in rows]
    all_hits = vectors.nearest(queries, count, excluded, places=True)
    answers = []
    for expression, (terms, expected), own, query, hits in zip(
        expressions, asked, excluded, queries, all_hits, strict=True
    ):
        similarities = vectors.matrix[own].astype(np.float64) @ query.astype(np.float64)
        words = [
            ExcludedWord(vectors.vocabulary.word(row), float(similarity), int(place))
            for row, similarity, place in zip(own, similarities, hits.places, strict=True)
        ]
        words.sort(key=lambda word: word.rank)
        told = _expected(vectors, expected, query, own)
        answers.append(Analogy(expression, terms, vectors.as_neighbours(hits), tuple(words), told))
    return answers


def _terms(vectors: WordVectors, expression: Expression) -> tuple[tuple[Term, ...], Term | None]:
    """Return the terms of an expression's words, and of what its writer expects."""
    if not expression.expected:
        return vectors.terms(expression.words), None
    *terms, expected = vectors.terms([*expression.words, expression.expected])
    return tuple(terms), expected


def _expected(
    vectors: WordVectors, term: Term | None, query: NDArray[np.float32], own: list[int]
) -> Expected | None:
    if term is None or set(vectors.rows(term)) <= set(own):
        return None
    similarity = float(vectors.vector(term).astype(np.float64) @ query.astype(np.float64))
    counted_out = [*own, *vectors.rows(term)]
    return Expected(term, similarity, rank(vectors.matrix, query, similarity, counted_out))


def _sum(vectors: WordVectors, expression: Expression, rows: list[tuple[int, ...]]) -> NDArray[np.float32]:
    """Return the unit vector (d,) of the signed sum of the terms, which have these rows."""
    parts = np.stack([vectors.mean(own) for own in rows]).astype(np.float64)
    total = np.array(expression.signs, dtype=np.float64) @ parts
    if np.linalg.norm(total) < _CANCELLED:
        raise NothingLeft(expression.formula)
    return unit(total)
