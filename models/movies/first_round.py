"""Which film to ask a newcomer about next, so that each answer tells most (numpy).

Taste is taken for a Gaussian process over the film vectors: what somebody thinks of two films is as alike as
the films are. Then an answer about film x takes from the uncertainty about all known films together

    sum over y of cov(x, y)² / (var(x) + noise)

which is the expected reduction of variance. It is weighed by how likely there is an answer at all, as few
have seen an unknown film, and by how open the answer is, 4 p (1 - p) for a predicted chance p of a like. A
film that was not seen tells nothing, and only is not asked about again.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

KNOWN = 400
"""How many of the most prominent films are asked about, and make up what there is to know."""

HALF_SEEN = 150
"""The place by prominence at which a film was seen half as often as the first."""

NOISE = 0.5
"""The variance of an answer beside that of taste, whose variance over the known films is one."""


class FirstRound:
    """The films that newcomers are asked about.

    Parameters
    ----------
    vectors : ndarray, (films, dimensions)
        Unit rows.
    prominence : ndarray, (films,)
        The higher, the better known.
    """

    def __init__(self, vectors: NDArray[np.float32], prominence: NDArray[np.floating]) -> None:
        self.rows = np.argsort(-prominence, kind="stable")[:KNOWN]
        self._place = {int(row): place for place, row in enumerate(self.rows)}
        known = vectors[self.rows].astype(np.float64)
        known -= known.mean(axis=0)  # what all known films share divides no tastes
        covariance = known @ known.T
        self._covariance = covariance / np.diag(covariance).mean()
        self._seen = 1 / (1 + np.arange(len(self.rows)) / HALF_SEEN)

    def next(self, likes: Sequence[int], dislikes: Sequence[int], asked: Collection[int]) -> int | None:
        """Return the row of the film to ask about, or None when all known ones were.

        Parameters
        ----------
        likes, dislikes
            Rows of films that a person has an opinion of.
        asked
            Rows not to ask about, such as those not seen; the rated ones are left out anyway.
        """
        told = dict.fromkeys(likes, 1.0) | dict.fromkeys(dislikes, -1.0)
        places = [self._place[row] for row in told if row in self._place]
        answers = np.array([told[int(self.rows[place])] for place in places])
        mean, covariance = self._posterior(places, answers)
        variance = np.diag(covariance)
        reduction = (covariance**2).sum(axis=1) / (variance + NOISE)
        chance = np.array([_normal(value) for value in mean / np.sqrt(variance + NOISE)])
        score = self._seen * reduction * 4 * chance * (1 - chance)
        excluded = [self._place[row] for row in {*asked, *told} if row in self._place]
        score[excluded] = -np.inf
        best = int(np.argmax(score))
        return int(self.rows[best]) if np.isfinite(score[best]) else None

    def _posterior(
        self, places: Sequence[int], answers: NDArray[np.float64]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return what is expected of every known film and how sure that is: (known,), (known, known)."""
        if not places:
            return np.zeros(len(self.rows)), self._covariance
        told = self._covariance[:, places]
        noisy = told[places] + NOISE * np.eye(len(places))
        weights = np.linalg.solve(noisy, told.T)
        return weights.T @ answers, self._covariance - told @ weights


def _normal(value: float) -> float:
    """Return the standard normal distribution's share below a value."""
    return 0.5 * (1 + math.erf(value / math.sqrt(2)))
