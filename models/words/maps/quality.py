"""How far a map keeps together what belongs together: categories, and the neighbours of each word."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

MOST_NEIGHBOURS = 5
_ROUNDED = 9  # decimals: a BLAS need not add twice alike, and the order of neighbours must not hang on that


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


def own_shares_of_possible(
    points: npt.ArrayLike, labels: npt.ArrayLike, k: int = 5
) -> npt.NDArray[np.float64]:
    """Return the same among as many nearest points as have its label at all, `k` at most; NaN for a lone one.

    So four points that lie together have a share of 1 each, though none can have five of its own around.
    """
    label = np.asarray(labels)
    near = nearest_points(points, k)
    possible = np.minimum(np.bincount(label)[label] - 1, near.shape[1])  # (n,)
    counted = np.arange(near.shape[1]) < possible[:, None]
    own = ((label[near] == label[:, None]) & counted).sum(axis=1)
    return np.where(possible > 0, own / np.maximum(possible, 1), np.nan)


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


def neighbours_of(n: int) -> int:
    """Return how many neighbours of each of `n` words are looked at: 5, and at most half of the others.

    Of four words each has three others: asked for all three, any map would keep them.
    """
    return max(1, min(MOST_NEIGHBOURS, (n - 1) // 2))


def kept_shares(vectors: npt.ArrayLike, points: npt.ArrayLike, k: int) -> npt.NDArray[np.float64]:
    """Return for every word which share of its `k` nearest words is among its `k` nearest on the map.

    Their mean is the K-ary neighbourhood preservation Q_NX(K) = 1/(K N) Σ_i |ν_i ∩ n_i|, where ν_i and n_i
    are the K nearest of i among the vectors and in the plane (Lee and Verleysen 2009). A map drawn at random
    reaches K / (N - 1).

    Parameters
    ----------
    vectors
        Unit vectors of shape (n, d): nearest is of the greatest cosine.
    points
        Shape (n, 2), in the same order.
    k
        From 1 to n - 1.

    Returns
    -------
    numpy.ndarray
        Shape (n,), 0 to 1.
    """
    rows = np.asarray(vectors, dtype=np.float64)
    cosines = np.round(rows @ rows.T, _ROUNDED)
    np.fill_diagonal(cosines, -np.inf)
    in_space = np.argsort(-cosines, axis=1, kind="stable")[:, :k]
    in_plane = nearest_points(points, k)
    kept = (in_space[:, :, None] == in_plane[:, None, :]).any(axis=2)
    return np.asarray(kept.mean(axis=1))
