"""Whether a network is right as often as it says: a temperature, a doubt, and said against found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from models.words.context.predictor import log_softmax

BOUNDS = (0.0, 0.05, 0.1, 0.2, 0.35, 0.5, 0.7, 0.9, 1.0)
TEMPERATURES = tuple(0.8 * 1.06**step for step in range(14))
DOUBTS = (0.001, 0.005, *(0.01 * step for step in range(1, 21)))

Floats = NDArray[np.float32]
Ids = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Calibration:
    """What scores are divided by, and how probable it is that they tell nothing and any word may fit."""

    temperature: float
    doubt: float


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


def calibrate(scores: Floats, right: Ids, log_frequency: Floats) -> Calibration:
    """Return what makes the right answers (n,) likeliest, given the scores (n, answers) of all.

    A temperature alone (Guo et al. 2017) leaves the surest answers too sure: some gaps hold what nobody
    could guess.
    """
    rows = np.arange(len(right))
    by_frequency = log_frequency[right]
    best = (-np.inf, Calibration(1.0, DOUBTS[0]))
    for temperature in TEMPERATURES:
        own = log_softmax(scores / np.float32(temperature))[rows, right]
        for doubt in DOUBTS:
            logs = np.logaddexp(own + np.log1p(-doubt), by_frequency + np.log(doubt))
            best = max(best, (float(logs.mean()), Calibration(temperature, doubt)), key=itemgetter(0))
    return best[1]


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
