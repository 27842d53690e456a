"""A matrix walked through in blocks of rows, so that little of it is ever copied."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from models.words.space.search import Matrix

_NUMBERS = 1 << 22  # of a block: 16 MB where a half-precision matrix is widened


def blocks(matrix: Matrix) -> Iterator[tuple[int, NDArray[np.float32]]]:
    """Yield the row at which each block begins, and its rows in single precision."""
    height = max(_NUMBERS // max(matrix.shape[1], 1), 1)
    for start in range(0, len(matrix), height):
        yield start, matrix[start : start + height].astype(np.float32, copy=False)
