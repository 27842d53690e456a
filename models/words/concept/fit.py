"""A concept as a shape: the side of a hyperplane on which its examples lie, found by a linear SVM."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from models.svm import fit_svc
from models.words.concept.parse import LEAST_EXAMPLES, MOST_WORDS
from models.words.errors import OnBothSides, WrongNumberOfExamples
from models.words.space.blocks import blocks
from models.words.space.vectors import Term, WordVectors
from models.words.space.word_list import refuse_repeated

FREQUENT = 20_000
"""Words are drawn, and looked at near the border, among this many most frequent ones."""

_DRAWN = 500
_LEFT_OUT = 0.03  # of the frequent words, those nearest to the examples' mean: never drawn
_C = 10.0


@dataclass(frozen=True, slots=True, eq=False)
class Points:
    """What a hyperplane is fitted to.

    Attributes
    ----------
    units : (n, d) float64
        A row for each example, then for each word given as none, then for each drawn word.
    examples, others : int
        How many of the first two kinds there are.
    """

    units: NDArray[np.float64]
    examples: int
    others: int

    @property
    def sides(self) -> NDArray[np.float64]:
        """Return 1 for an example and −1 for any other row, (n,)."""
        return np.where(np.arange(len(self.units)) < self.examples, 1.0, -1.0)

    @property
    def given(self) -> int:
        """How many rows people gave."""
        return self.examples + self.others


@dataclass(frozen=True, slots=True, eq=False)
class Hyperplane:
    """The border: a unit vector x has the distance x·normal + offset, in halves of the margin's width.

    So it is 0 on the border, positive inside, and ±1 on the edges of the margin.

    Attributes
    ----------
    normal : (d,) float64
    offset : float
    support : tuple of int
        The rows of `Points` that carry the border.
    """

    normal: NDArray[np.float64]
    offset: float
    support: tuple[int, ...]

    @property
    def margin(self) -> float:
        """The margin's width, where the vectors have the length 1."""
        return 2 / float(np.linalg.norm(self.normal))

    def distances(self, units: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the signed distances (n,) of unit vectors (n, d)."""
        return np.asarray(units @ self.normal + self.offset)


@dataclass(frozen=True, slots=True, eq=False)
class Concept:
    """A fitted concept.

    Attributes
    ----------
    inside, outside : tuple of Term
        The words that people gave.
    drawn : (m,) int
        The rows of frequent words that were taken for no examples.
    """

    inside: tuple[Term, ...]
    outside: tuple[Term, ...]
    drawn: NDArray[np.int64]
    points: Points
    border: Hyperplane

    @property
    def given(self) -> tuple[Term, ...]:
        """The words that people gave, on both sides."""
        return self.inside + self.outside

    def distances(self, vectors: WordVectors) -> Iterator[NDArray[np.float32]]:
        """Yield the distances of the whole vocabulary in single precision, some rows at a time."""
        normal, offset = self.border.normal.astype(np.float32), np.float32(self.border.offset)
        for _, block in blocks(vectors.matrix):
            yield block @ normal + offset


def fit(vectors: WordVectors, inside: Sequence[str], outside: Sequence[str] = (), seed: int = 0) -> Concept:
    """Part examples from words that are none: those given, and 500 frequent words drawn by lot.

    A word drawn among the 20,000 most frequent ones may happen to be another example, and would then pull the
    border the wrong way. So the 3% (600 words) nearest to the examples' mean are never drawn: that leaves out
    most such words, and costs that no near miss is drawn either; people who care for one give it.

    Every given word weighs the same, and all drawn words together as much as the examples, so that neither
    the lot nor the larger group decides. C and the two numbers above were chosen by cross-validation on 40
    large countries: see docs/models.md.

    Raises
    ------
    UnknownWords
        With every word that the vocabulary lacks.
    WrongNumberOfExamples
        If there are fewer than 2 examples.
    RepeatedWord
        If a word is twice on one side.
    OnBothSides
        If a word is on both.
    """
    if len(inside) < LEAST_EXAMPLES:
        raise WrongNumberOfExamples(len(inside), LEAST_EXAMPLES, MOST_WORDS)
    terms = vectors.terms([*inside, *outside])
    examples, others = terms[: len(inside)], terms[len(inside) :]
    refuse_repeated(examples)
    refuse_repeated(others)
    held = {term.words for term in examples}
    for term in others:
        if term.words in held:
            raise OnBothSides(term.form)
    given = np.stack([vectors.vector(term) for term in terms]).astype(np.float64)
    known = chain.from_iterable(map(vectors.rows, terms))
    drawn = _draw(vectors, given[: len(examples)], list(known), seed)
    points = Points(
        np.concatenate([given, vectors.matrix[drawn].astype(np.float64)]), len(examples), len(others)
    )
    return Concept(examples, others, drawn, points, part(points))


def part(points: Points) -> Hyperplane:
    """Return the hyperplane between the examples and all other points."""
    weights = np.ones(len(points.units))
    weights[points.given :] = points.examples / max(len(points.units) - points.given, 1)
    machine = fit_svc(points.units, points.sides, weights, kernel="linear", C=_C, tol=1e-6)
    return Hyperplane(
        machine.coef_[0], float(machine.intercept_[0]), tuple(np.sort(machine.support_).tolist())
    )


def _draw(
    vectors: WordVectors, examples: NDArray[np.float64], known: list[int], seed: int
) -> NDArray[np.int64]:
    """Return the rows of frequent words drawn by lot, none given, none among the nearest to the mean."""
    frequent = vectors.matrix[:FREQUENT].astype(np.float64)
    towards = frequent @ examples.mean(axis=0)
    nearest = np.argsort(-towards, kind="stable")[: int(_LEFT_OUT * len(frequent))]
    free = np.ones(len(frequent), dtype=np.bool_)
    free[nearest] = False
    free[[row for row in known if row < len(frequent)]] = False
    pool = np.flatnonzero(free)
    chosen = np.random.default_rng(seed).choice(pool, min(_DRAWN, len(pool)), replace=False)
    return np.sort(chosen)
