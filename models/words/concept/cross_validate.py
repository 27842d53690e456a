"""How good a concept is on words that it was not fitted to: examples and others kept out in turn."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.words.concept.fit import Concept, Points, part

LEAST_TO_KEEP_OUT = 5  # examples; with fewer, one more or less says nothing
_FOLDS = 10


@dataclass(frozen=True, slots=True)
class HeldOut:
    """What became of words that were kept out.

    Attributes
    ----------
    examples, found : int
        How many examples were kept out, and how many of them came to lie inside.
    others, wrong : int
        The same of words that are none: given ones and drawn ones.
    """

    examples: int
    found: int
    others: int
    wrong: int

    @property
    def recall(self) -> float:
        """The share of the examples that came to lie inside."""
        return self.found / self.examples

    @property
    def precision(self) -> float:
        """The share of examples among what came to lie inside; 0 if nothing did."""
        return self.found / (self.found + self.wrong) if self.found else 0.0


def cross_validate(concept: Concept, seed: int = 0) -> HeldOut | None:
    """Fit anew with a part kept out each time, and look on which side it falls; None with too few examples.

    Stratified cross-validation: tenths of the examples, of the given others and of the drawn words; with less
    than ten examples each of them is left out alone. The lot is not drawn again: it never holds the words
    nearest to the examples, so the precision is one among frequent words, easier than among near misses.
    """
    points = concept.points
    if points.examples < LEAST_TO_KEEP_OUT:
        return None
    folds = _folds(points, min(_FOLDS, points.examples), np.random.default_rng(seed))
    inside = np.zeros(len(points.units), dtype=np.bool_)
    for fold in range(int(folds.max()) + 1):
        out = folds == fold
        inside[out] = part(_only(points, ~out)).distances(points.units[out]) > 0
    found, wrong = int(inside[: points.examples].sum()), int(inside[points.examples :].sum())
    return HeldOut(points.examples, found, len(points.units) - points.examples, wrong)


def _folds(points: Points, count: int, chance: np.random.Generator) -> NDArray[np.int64]:
    """Return the part (n,) in which each point is kept out: as many of each kind in each part."""
    sizes = (points.examples, points.others, len(points.units) - points.given)
    return np.concatenate([chance.permutation(size) % count for size in sizes])


def _only(points: Points, kept: NDArray[np.bool_]) -> Points:
    examples, others = kept[: points.examples], kept[points.examples : points.given]
    return Points(points.units[kept], int(examples.sum()), int(others.sum()))
