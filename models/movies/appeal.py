"""What to show first: films that fit a taste, are like films of it, and that such a person may know (numpy).

The distance from the hyperplane alone would show films that nobody in the room has heard of, and distance and
prominence alone what everybody knows: a hyperplane of a few ratings hardly tells horror from other films of
its years. So a film's appeal has three parts: its distance and how like it is to the nearest of the films
liked, both in standard deviations of the known films, and its prominence. That counts in full up to that of
the films a person likes, and little beyond: who likes Bergman need not be told of *The Godfather* first. Each
rating above a few gives taste more say.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from models.movies.embeddings import Embeddings
from models.movies.filters import Filter
from models.movies.taste import Taste

TASTE_WEIGHT = 1.5  # of a standard deviation of distance beside one of likeness
PROMINENCE_WEIGHT = 1.5  # of a standard deviation of prominence among all films, up to so many ratings:
FEW = 20
FADING = 0.5
NEAREST = 5
"""So many of the liked films, the nearest, tell how like them a film is."""

BEYOND = 0.3
"""What counts of the prominence beyond that of a person's own films."""

SMALLEST = 1e-9

Scores = NDArray[np.float32]


class Appeal:
    """How far to the front the known films of a catalogue belong, for a taste."""

    def __init__(self, embeddings: Embeddings) -> None:
        self._prominence = embeddings.prominence
        self._known = np.flatnonzero(Filter().mask(embeddings))
        self._vectors = embeddings.vectors
        self._kinds = _without_acclaim(embeddings.vectors[self._known])

    def of_films(self, taste: Taste, side: int) -> Scores:
        """Return the appeal of every film, (films,): for the best with `side` 1, for the worst with -1.

        Films that are not known have none.
        """
        likes = taste.standing.likes
        own = taste.rated[:likes] if side > 0 else taste.rated[likes:]
        found = np.full(len(self._prominence), -np.inf, np.float32)
        found[self._known] = combined(
            side * taste.distances[self._known],
            self._likeness(own),
            self._prominence[self._known],
            self._prominence[own],
            len(taste.rated),
        )
        return found

    def _likeness(self, own: NDArray[np.int64]) -> Scores:
        """Return the mean cosine of each known film with those of some films that are nearest to it."""
        if not len(own):
            return np.zeros(len(self._known), np.float32)
        cosines = self._kinds @ _without_acclaim(self._vectors[own]).T
        nearest = min(NEAREST, len(own))
        found: Scores = np.partition(cosines, -nearest, axis=1)[:, -nearest:].mean(axis=1)
        return found


def combined(
    distances: Scores, likeness: Scores, prominence: Scores, own_prominence: Scores, ratings: int
) -> Scores:
    """Return how far to the front each film belongs: (films,).

    Parameters
    ----------
    distances, likeness, prominence : (films,)
        Of films: their signed distances from the hyperplane of so many `ratings`, the wanted side positive;
        how like they are to what was rated on that side; and their prominence, as standard scores.
    own_prominence : (rated,)
        That of the films rated on that side.
    """
    weight = PROMINENCE_WEIGHT * (FEW / max(ratings, FEW)) ** FADING
    enough = float(np.median(own_prominence)) if len(own_prominence) else np.inf
    known = np.minimum(prominence, enough) + BEYOND * np.maximum(prominence - enough, 0.0)
    found: Scores = TASTE_WEIGHT * _standard(distances) + _standard(likeness) + np.float32(weight) * known
    return found


def _standard(values: Scores) -> Scores:
    scores: Scores = (values - values.mean()) / max(float(values.std()), SMALLEST)
    return scores


def _without_acclaim(vectors: Scores) -> Scores:
    """Return unit rows of what films are, and not of how well liked: acclaim is the last coordinate."""
    kinds = np.ascontiguousarray(vectors[:, :-1])
    found: Scores = kinds / np.maximum(np.linalg.norm(kinds, axis=1, keepdims=True), SMALLEST)
    return found
