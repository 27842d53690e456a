"""At which place something stands among all words, counted from a query."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
from numpy.typing import NDArray

from models.words.space.blocks import blocks
from models.words.space.search import Matrix

_TIE = 1e-6  # cosines closer than single precision can tell


def rank(matrix: Matrix, query: NDArray[np.float32], similarity: float, own: Collection[int]) -> int:
    """Return the place of what has this cosine to `query` (d,), 1 = nearest, not counting the rows `own`."""
    count = 0
    for start, block in blocks(matrix):
        scores = block @ query
        close = np.flatnonzero(scores > similarity - _TIE)
        exact = block[close].astype(np.float64) @ query.astype(np.float64)
        nearer = close[exact > similarity] + start
        count += len(nearer) - int(np.isin(nearer, list(own)).sum())
    return count + 1
