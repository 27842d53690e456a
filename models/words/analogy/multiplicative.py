"""Calculating with words by multiplication: an answer must be near every word that is added (3CosMul)."""

from __future__ import annotations

from itertools import chain

import numpy as np
from numpy.typing import NDArray

from models.words.analogy.solve import Analogy
from models.words.space.blocks import blocks
from models.words.space.vectors import Neighbour, WordVectors

EPSILON = 0.001  # the paper's, against division by zero; gensim's is 1e-6


def solve_multiplied(vectors: WordVectors, answer: Analogy, count: int = 5) -> tuple[Neighbour, ...]:
    """Return the words with the highest product of similarities for the expression of an answer.

    For "a is to b as c is to what" that is cos(w, b) · cos(w, c) / (cos(w, a) + ε), each cosine moved from
    -1..1 to 0..1 so that no product turns its sign: 3CosMul of Levy and Goldberg, "Linguistic Regularities in
    Sparse and Explicit Word Representations" (CoNLL 2014). A sum is treated alike, as in gensim's
    `most_similar_cosmul`. The words of the expression are excluded.
    """
    terms, signs = answer.terms, np.array(answer.expression.signs)
    units = np.stack([vectors.vector(term) for term in terms])  # (terms, d)
    scores = np.concatenate([_products(block, units, signs) for _, block in blocks(vectors.matrix)])
    excluded = list(set(chain.from_iterable(vectors.rows(term) for term in terms)))
    scores[excluded] = -np.inf
    count = min(count, len(scores) - len(excluded))
    best = np.argpartition(-scores, count - 1)[:count] if count else np.empty(0, dtype=np.intp)
    ranked = sorted(best.tolist(), key=lambda row: (-scores[row], row))
    return tuple(Neighbour(vectors.vocabulary.word(row), float(scores[row])) for row in ranked)


def _products(
    block: NDArray[np.float32], units: NDArray[np.float32], signs: NDArray[np.int_]
) -> NDArray[np.float64]:
    """Return the score (n,) of each row of the block (n, d)."""
    shares = (1 + (block @ units.T).astype(np.float64)) / 2  # (n, terms)
    return np.asarray(shares[:, signs > 0].prod(axis=1) / (shares[:, signs < 0].prod(axis=1) + EPSILON))
