"""How alike two words, phrases or groups of words are, and how many words are nearer."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.words.space.standing import rank
from models.words.space.vectors import Term, WordVectors, unit
from models.words.space.word_list import refuse_repeated


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two things compared: a word, or several words or phrases whose mean is meant."""

    terms: tuple[Term, ...]

    @property
    def is_word(self) -> bool:
        """Whether it is one word of the vocabulary."""
        return len(self.terms) == len(self.terms[0].words) == 1


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two sides and the cosine of the angle between them.

    Attributes
    ----------
    left_rank, right_rank : int
        Which place `right` holds among the words nearest to `left`, and `left` among those nearest to `right`
        (1 = nearest); the words of either side itself are not counted.
    """

    left: Side
    right: Side
    similarity: float
    left_rank: int
    right_rank: int


def compare(vectors: WordVectors, left: tuple[str, ...], right: tuple[str, ...]) -> Comparison:
    """Return the cosine similarity of two groups' means, and how close that is among all words.

    Raises
    ------
    UnknownWords
        With every word that the vocabulary lacks.
    RepeatedWord
        If a word is there twice.
    """
    terms = vectors.terms([*left, *right])
    refuse_repeated(terms)
    sides = Side(terms[: len(left)]), Side(terms[len(left) :])
    units = [_mean(vectors, side) for side in sides]
    similarity = float(units[0].astype(np.float64) @ units[1].astype(np.float64))
    own = {row for term in terms for row in vectors.rows(term)}
    ranks = [rank(vectors.matrix, each, similarity, own) for each in units]
    return Comparison(*sides, similarity, *ranks)


def _mean(vectors: WordVectors, side: Side) -> NDArray[np.float32]:
    units = np.stack([vectors.vector(term) for term in side.terms])
    return unit(units.astype(np.float64).sum(axis=0))
