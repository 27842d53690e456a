"""What to show first: films that fit a taste and that people know (numpy).

The distance from the hyperplane alone would show films that nobody in the room has heard of. So a film's
appeal is its distance in standard deviations of the whole catalogue, plus its prominence in the same unit. A
few ratings tell little of a taste, and what many know is the safer guess; each further one gives taste more
say.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

PROMINENCE_WEIGHT = 0.95  # up to so many ratings:
FEW = 10
FADING = 0.5
SMALLEST = 1e-9


def appeal(
    distances: NDArray[np.float32], prominence: NDArray[np.float32], ratings: int
) -> NDArray[np.float32]:
    """Return how far to the front each film belongs: (films,).

    Parameters
    ----------
    distances : (films,)
        Signed distances from the hyperplane of so many `ratings`, the wanted side positive.
    prominence : (films,)
        Standard scores.
    """
    spread = max(float(distances.std()), SMALLEST)
    weight = PROMINENCE_WEIGHT * (FEW / max(ratings, FEW)) ** FADING
    found: NDArray[np.float32] = (distances - distances.mean()) / spread + np.float32(weight) * prominence
    return found
