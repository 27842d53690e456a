"""Words that join a finished map: each is placed among the others, and none of those moves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from models.words.errors import AlreadyOnMap, FullMap
from models.words.maps.categories import WordMap
from models.words.maps.principal import placed_by_components
from models.words.maps.projection import Projection
from models.words.maps.umap import most_alike, one_sided
from models.words.space.vectors import Term, WordVectors

MOST_GUESTS = 10
_STEPS = 200
_WIDENINGS = 60
_PRECISE = 1e-10

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Guest:
    """A word that joins a map: its name there, and its unit vector (d,)."""

    name: str
    vector: npt.NDArray[np.float32]


def welcome(vectors: WordVectors, term: Term, word_map: WordMap, guests: Sequence[Guest]) -> Guest:
    """Return a word as a guest of a map that has some already.

    Raises
    ------
    AlreadyOnMap
        If the map shows the word, as one of its own or as a guest.
    FullMap
        If there are 10 guests already.
    """
    name = " ".join(term.words)
    if name in word_map.words or name in (guest.name for guest in guests):
        raise AlreadyOnMap(name)
    if len(guests) >= MOST_GUESTS:
        raise FullMap(MOST_GUESTS)
    return Guest(name, vectors.vector(term).astype(np.float32))


def seat(vector: npt.ArrayLike, vectors: npt.ArrayLike, projection: Projection) -> Floats:
    """Return where a new word belongs on a map of any method, whose own points stay where they are.

    With PCA it falls where the components have it; with UMAP it is the mean of its neighbours' places, by how
    surely they are, which is where umap-learn begins to place new points.
    """
    new, rows = np.asarray(vector, dtype=np.float64), np.asarray(vectors, dtype=np.float64)
    if projection.method == "pca":
        return placed_by_components(new, rows, projection.points.shape[1])
    if projection.method == "umap":
        far = np.sqrt(np.square(rows - new).sum(axis=1))
        weights = one_sided(far, most_alike(projection.perplexity, len(rows)))
        return np.asarray(weights @ projection.points / weights.sum())
    return place_out_of_sample(new, rows, projection)


def place_out_of_sample(vector: npt.ArrayLike, vectors: npt.ArrayLike, projection: Projection) -> Floats:
    """Return where a new word belongs on a map whose own points stay where they are.

    It is the point y of the least Kullback-Leibler divergence KL(p ‖ q(y)): p are the new word's affinities
    to the others, Gaussian with the map's perplexity, q(y) the Student-t ones in the plane. That is t-SNE's
    objective (van der Maaten and Hinton 2008) with all points but one held fast, as openTSNE's `transform`
    has it (Poličar, Stražar and Zupan 2019), which however cannot ask a matrix of distances for new ones.
    Gradient descent starts from the place of each of its nearest words, and the lowest end wins.

    Parameters
    ----------
    vector
        Unit vector (d,) of the new word.
    vectors
        Unit vectors (n, d) of the map's words.
    projection
        Where those lie.

    Returns
    -------
    numpy.ndarray
        Shape (2,), in the unit of the projection.
    """
    rows = np.asarray(vectors, dtype=np.float64)
    squared = np.square(rows - np.asarray(vector, dtype=np.float64)).sum(axis=1)
    p = affinities(squared, projection.perplexity)
    likely = np.argsort(-p, kind="stable")[: max(1, round(projection.perplexity))]
    starts = [p @ projection.points, *projection.points[likely]]
    found = [_descend(start, projection.points, p) for start in starts]
    return min(found, key=lambda place: _divergence(place, projection.points, p)[0])


def affinities(squared: Floats, perplexity: float) -> Floats:
    """Return p (n,) ∝ exp(-β d²) for squared distances (n,), β such that its perplexity is as given.

    The perplexity is 2 to the entropy in bits (equation 1 of van der Maaten and Hinton 2008); β is bisected.
    """
    low, high = 0.0, 1e6
    for _ in range(_WIDENINGS):
        beta = (low + high) / 2
        p = np.exp(-beta * (squared - squared.min()))
        p /= p.sum()
        entropy = -float((p[p > 0] * np.log(p[p > 0])).sum())
        low, high = (beta, high) if np.exp(entropy) > perplexity else (low, beta)
    return np.asarray(p)


def _descend(start: Floats, points: Floats, p: Floats) -> Floats:
    """Go downhill from `start`, with steps that are halved where they would lead up."""
    place, step = start, 1.0
    value, gradient = _divergence(place, points, p)
    for _ in range(_STEPS):
        ahead = place - step * gradient
        lower, steeper = _divergence(ahead, points, p)
        if lower >= value:
            step /= 2
        elif value - lower < _PRECISE:
            return ahead
        else:
            place, value, gradient, step = ahead, lower, steeper, 2 * step
    return place


def _divergence(place: Floats, points: Floats, p: Floats) -> tuple[float, Floats]:
    """Return KL(p ‖ q) up to a constant, where q_j ∝ 1 / (1 + |y - y_j|²), and its gradient (2,) by y."""
    apart = place - points  # (n, 2)
    kernel = 1.0 / (1.0 + np.square(apart).sum(axis=1))
    q = kernel / kernel.sum()
    return -float((p * np.log(q)).sum()), 2 * (((p - q) * kernel)[:, None] * apart).sum(axis=0)
