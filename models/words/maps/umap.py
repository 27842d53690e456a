"""UMAP for a few hundred words, with the sum over all pairs in place of a draw from them.

umap-learn compiles itself for half a minute in each process that first uses it, and a worker here lives for
some jobs. At this size the expected step of its algorithm is quicker than the draw, and the same each time.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from models.words.maps.projection import INITIAL_SPREAD, distances, initial

# A distance d in the plane weighs 1 / (1 + a d^2b): umap-learn's own fit for a least distance of 0.1.
_A, _B = 1.5769434603, 0.8950608779
_REPELLED = 5.0  # other points that push a point away for each one that draws it near, as in umap-learn
_EPOCHS = 500
_RATE = 0.1  # umap-learn has 1.0; all pairs at once need less
_SPREAD = 2.5  # of the first axis at the start
_MOST_MOVED = 4.0  # of one pair, as in umap-learn
_SOFTENED = 1e-3
_HALVINGS = 60
_LEAST_NEIGHBOURS, _MOST_NEIGHBOURS = 2, 15

Floats = npt.NDArray[np.float64]


def most_alike(perplexity: float, n: int) -> int:
    """Return how many neighbours UMAP heeds where t-SNE has that perplexity: as many, from 2 to 15."""
    return int(min(max(round(perplexity), _LEAST_NEIGHBOURS), _MOST_NEIGHBOURS, n - 1))


def uniform_approximation(vectors: Floats, neighbours: int, seed: int) -> Floats:
    """Return points (n, 2) for unit vectors (n, d).

    The weights between words are those of McInnes, Healy and Melville, "UMAP: Uniform Manifold Approximation
    and Projection for Dimension Reduction" (2018). Each of 500 steps is the expectation of umap-learn's that
    draws neighbours that attract and strangers that repel: the repulsion between two points is the mean of
    what their neighbours weigh, times 5 / n (Damrich and Hamprecht, "On UMAP's True Loss Function", 2021).

    Parameters
    ----------
    vectors
        Unit vectors.
    neighbours
        How many other words each heeds.
    seed
        Of the jitter on the principal components that it starts from.
    """
    weights = memberships(distances(vectors), neighbours)
    degrees = weights.sum(axis=1)
    repelling = _REPELLED * (degrees[:, None] + degrees[None]) / (2 * len(vectors))
    np.fill_diagonal(repelling, 0.0)
    places = initial(vectors, seed).T * (_SPREAD / INITIAL_SPREAD)  # (2, n)
    itself = np.eye(len(vectors))
    for epoch in range(_EPOCHS):
        apart = places[:, :, None] - places[:, None, :]  # (2, n, n)
        squared = np.einsum("cij,cij->ij", apart, apart) + itself
        raised = squared**_B
        stretched = 1 + _A * raised
        force = 2 * _A * _B * weights * raised / (squared * stretched)
        force -= 2 * _B * repelling / ((_SOFTENED + squared) * stretched)
        apart *= force
        moves = np.clip(apart, -_MOST_MOVED, _MOST_MOVED, out=apart).sum(axis=2)
        places = places - 2 * _RATE * (1 - epoch / _EPOCHS) * moves  # both ends of a pair move, so twice
    return np.ascontiguousarray(places.T)


def memberships(far: Floats, neighbours: int) -> Floats:
    """Return how surely two of n points are neighbours, (n, n), from their distances (n, n)."""
    weights = np.stack([one_sided(np.delete(row, at), neighbours, at) for at, row in enumerate(far)])
    return np.asarray(weights + weights.T - weights * weights.T)  # the union of fuzzy sets


def one_sided(far: Floats, neighbours: int, at: int | None = None) -> Floats:
    """Return how surely each of some points is a neighbour, from its distance: of the nearest, 1.

    With `at`, a 0 is put in there, for the point itself.
    """
    near = np.argsort(far, kind="stable")[:neighbours]
    beyond = np.maximum(far[near] - far[near].min(), 0.0)
    low, high = 0.0, 1e3
    for _ in range(_HALVINGS):
        scale = (low + high) / 2
        total = float(np.exp(-beyond / scale).sum())
        low, high = (scale, high) if total < np.log2(neighbours + 1) else (low, scale)
    weights = np.zeros(len(far))
    weights[near] = np.exp(-beyond / high)
    return weights if at is None else np.insert(weights, at, 0.0)
