"""How far a picture keeps a category together: the purity of the nearest points in the plane."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt


def nearest_points(points: npt.ArrayLike, k: int) -> npt.NDArray[np.intp]:
    """Return the `k` nearest other points of every point, nearest first.

    Parameters
    ----------
    points
        Shape (n, 2); any unit.
    k
        How many; at most n - 1 are returned.

    Returns
    -------
    numpy.ndarray
        Indices of shape (n, min(k, n - 1)); of points equally far, the lower index comes first.
    """
    plane = np.asarray(points, dtype=np.float64)
    squared = np.square(plane[:, None, :] - plane[None, :, :]).sum(axis=2)  # (n, n)
    np.fill_diagonal(squared, np.inf)
    return np.argsort(squared, axis=1, kind="stable")[:, : min(k, len(plane) - 1)]


def own_shares(points: npt.ArrayLike, labels: npt.ArrayLike, k: int = 5) -> npt.NDArray[np.float64]:
    """Return for every point which share of its `k` nearest points has its label; shape (n,), 0 to 1."""
    label = np.asarray(labels)
    same: npt.NDArray[np.bool_] = label[nearest_points(points, k)] == label[:, None]
    return np.asarray(same.mean(axis=1))


def knn_purity(points: npt.ArrayLike, labels: npt.ArrayLike, k: int = 5) -> float:
    """Return the mean share of the `k` nearest points that have the same label.

    1.0 means that every point has only its own kind around it; a category of k words or fewer cannot.

    Parameters
    ----------
    points
        Shape (n, 2), n at least 2.
    labels
        Shape (n,).
    k
        How many nearest points are looked at.

    Returns
    -------
    float
        Between 0 and 1.
    """
    return float(own_shares(points, labels, k).mean())
