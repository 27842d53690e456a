"""Sorting a whole catalogue by distance, quickly and always in the same order (numpy)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def ranking(distances: NDArray[np.float32]) -> NDArray[np.int64]:
    """Return the indices of distances (n,) from the highest to the lowest, equal ones in their order.

    Each distance becomes an integer that sorts the other way round, with its index below it: sorting these is
    several times as fast as a stable argsort of floats.
    """
    bits = (0 - distances).view(np.uint32)  # not -distances: that makes two kinds of zero
    keys = np.where(bits >> 31, ~bits, bits | np.uint32(1 << 31)).astype(np.uint64)
    packed = (keys << np.uint64(32)) | np.arange(len(distances), dtype=np.uint64)
    packed.sort()
    return (packed & np.uint64(0xFFFFFFFF)).astype(np.int64)
