"""The smallest turn of a hyperplane after which each rated film is on its own side (numpy, scipy).

A soft margin leaves some of what it is fitted to on the wrong side. Making those ratings count more until
they are not would turn the whole hyperplane to them: that foretold the rest of people's taste worse than no
ratings at all. So the normal w is moved by the shortest step s for which

    (w + s) · (liked - disliked) >= gap    for each pair of a liked and a disliked film

which is least distance programming, and is solved by non-negative least squares (Lawson and Hanson, *Solving
Least Squares Problems*, 1974, chapter 23).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

GAP = 0.01  # in halves of the margin's width
UNSOLVABLE = 1e-9


def smallest_turn(gram: Numbers, along: Numbers, labels: Numbers, gap: float = GAP) -> Numbers:
    """Return what is to be added to the points' coefficients; zeros where no hyperplane parts them.

    Parameters
    ----------
    gram : (points, points)
        Dot products of the points.
    along : (points,)
        Dot product of each with the normal as it is.
    labels : (points,)
        +1 for what is to lie beyond all that has -1.
    gap : float
        How far beyond, in the unit of `along`.
    """
    from scipy.optimize import nnls  # noqa: PLC0415 (as scikit-learn: see `models.svm`)

    pairs = (labels > 0)[:, None] & (labels < 0)
    liked, disliked = np.nonzero(pairs)
    apart = np.eye(len(labels))[liked] - np.eye(len(labels))[disliked]  # (pairs, points)
    lengths, axes = np.linalg.eigh(gram)
    places = axes * np.sqrt(np.maximum(lengths, 0.0))  # points with the same dot products
    needed = gap - apart @ along
    upon = np.append(np.zeros(len(labels)), 1.0)
    weights, _ = nnls(np.vstack([(apart @ places).T, needed]), upon)
    left = 1.0 - float(needed @ weights)
    if left < UNSOLVABLE:
        return np.zeros(len(labels))
    return np.asarray(weights @ apart / left)
