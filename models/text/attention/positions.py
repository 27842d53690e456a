"""Where a token stands, as an angle: keys and queries are turned, and only how far apart they stand counts.

Su et al., "RoFormer: Enhanced Transformer with Rotary Position Embedding" (2021).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

SLOWEST = 1000.0
"""The slowest pair of numbers turns this many times slower than the fastest."""


def rotated_share(numbers: int) -> int:
    """Return how many of a head's numbers are turned: half, in pairs."""
    return numbers // 4 * 2


def turning_rates(numbers: int) -> NDArray[np.float64]:
    """Return by how much (pairs,) each pair of a head's numbers is turned from token to token, in radians."""
    pairs = rotated_share(numbers) // 2
    return SLOWEST ** (-np.arange(pairs) / max(1, pairs))
