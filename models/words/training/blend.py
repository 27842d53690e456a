"""Several kinds of vectors of the same words made into one: side by side, cut to their main directions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

FREQUENT = 30_000
"""The words whose spread counts; the rest follows."""


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """One kind of vectors.

    Attributes
    ----------
    rows : (n, d) float32
    known : (n,) bool
        Which words it has; the others are worked out from the blocks before it.
    weight : float
        How long its unit rows are beside those of the other blocks.
    """

    rows: Floats
    known: NDArray[np.bool_]
    weight: float


def blend(blocks: Sequence[Block], dimensions: int, evenness: float = 0.0, ridge: float = 100.0) -> Floats:
    """Return unit rows (n, dimensions): the blocks side by side, centred, on their principal components.

    Where a block lacks a word, it gets what ridge regression from the blocks before it, over the words that
    both have, expects; so the first block must know all words. Each component is then divided by its spread
    to the power of `evenness`: 0 leaves the first ones the widest, 1 makes all as wide.
    """
    done: list[Floats] = []
    for block in blocks:
        rows = block.rows
        if not block.known.all():
            rows = _completed(rows, block.known, np.concatenate(done, axis=1), ridge)
        done.append(np.float32(block.weight) * unit_rows(rows - _centre(rows, block.known)))
    side_by_side = np.concatenate(done, axis=1)
    centred = side_by_side - side_by_side[:FREQUENT].mean(axis=0)
    _, directions = np.linalg.eigh(centred[:FREQUENT].T @ centred[:FREQUENT])  # ascending
    components = unit_rows(centred @ directions[:, ::-1][:, :dimensions])
    return unit_rows(components * components[:FREQUENT].std(axis=0) ** np.float32(-evenness))


def unit_rows(rows: Floats) -> Floats:
    """Return the rows at length 1; those of length 0 stay."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(lengths > 0, lengths, 1), dtype=np.float32)


def _centre(rows: Floats, known: NDArray[np.bool_]) -> Floats:
    frequent = rows[:FREQUENT][known[:FREQUENT]]
    return np.asarray(frequent.mean(axis=0), dtype=np.float32)


def _completed(rows: Floats, known: NDArray[np.bool_], given: Floats, ridge: float) -> Floats:
    given = np.concatenate([given, np.ones((len(given), 1), dtype=np.float32)], axis=1)
    both = given[known].astype(np.float64)
    weights = np.linalg.solve(both.T @ both + ridge * np.eye(both.shape[1]), both.T @ rows[known])
    completed = rows.copy()
    completed[~known] = given[~known] @ weights.astype(np.float32)
    return completed
