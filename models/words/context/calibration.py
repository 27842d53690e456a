"""Whether a network is right as often as it says: a temperature for its scores, and said against found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

BOUNDS = (0.0, 0.05, 0.1, 0.2, 0.35, 0.5, 0.7, 0.9, 1.0)
_COLDEST, _HOTTEST = 0.25, 4.0
_HALVINGS = 20

Floats = NDArray[np.float32]
Ids = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Bin:
    """The gaps whose first answer was given a probability from `least` on, up to the next bin's.

    Attributes
    ----------
    gaps : int
        How many.
    said : float
        The mean of their first answers' probabilities.
    found : float
        How many of those first answers stood in the gap, from 0 to 1.
    """

    least: float
    gaps: int
    said: float
    found: float


def temperature(scores: Floats, right: Ids) -> float:
    """Return what to divide scores (n, answers) by to make the right ones (n,) likeliest (Guo et al. 2017).

    The likelihood is concave in the inverse of the temperature, so its slope is halved down to nothing.
    """
    own = scores[np.arange(len(right)), right].mean()
    low, high = 1.0 / _HOTTEST, 1.0 / _COLDEST
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if (_softmax(scores * middle) * scores).sum(axis=1).mean() < own:
            low = middle
        else:
            high = middle
    return 2.0 / (low + high)


def table(said: Iterable[float], found: Iterable[bool]) -> tuple[Bin, ...]:
    """Sort first answers by how sure they were said to be; tell of each bin how many were right."""
    sure, right = np.array([*said]), np.array([*found])
    bins = np.clip(np.digitize(sure, BOUNDS) - 1, 0, len(BOUNDS) - 2)
    return tuple(
        Bin(BOUNDS[at], int(chosen.sum()), float(sure[chosen].mean()), float(right[chosen].mean()))
        for at in np.unique(bins)
        for chosen in [bins == at]
    )


def error(bins: Iterable[Bin]) -> float:
    """Return the expected calibration error: by how much said and found differ, on average over all gaps."""
    each = [*bins]
    return sum(one.gaps * abs(one.said - one.found) for one in each) / sum(one.gaps for one in each)


def _softmax(scores: Floats) -> Floats:
    powers: Floats = np.exp(scores - scores.max(axis=1, keepdims=True))
    powers /= powers.sum(axis=1, keepdims=True)
    return powers
