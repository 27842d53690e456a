"""Films like a film, films near a link, and links near a film (numpy).

The score of two films is the cosine of their vectors, plus twice the cosine of their links themselves, plus a
little fame. The vectors are smooth: they find films of one kind although no name is shared, but they place
a film of its time and genre as near as a sequel. The links are exact: who shares the rare names is of the
same series. Taste needs only the first; a person asking for similar films wants both, and of two equally
near films the known one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.movies.embeddings import Embeddings
from models.movies.titles.spelling import normalise

LINKS_WEIGHT = 2.0
FAME_WEIGHT = 0.06
RARITY = 0.25  # a link in c films weighs c ** -RARITY in the cosine of links
LEAST_COUNT = 3  # a link in fewer films has a vector that says little


@dataclass(frozen=True, slots=True)
class Near:
    """A film (by row) or a link (by column) near something; `similarity` is the cosine of the vectors."""

    index: int
    name: str
    similarity: float


class Neighbours:
    """What lies near what, in one catalogue."""

    def __init__(self, embeddings: Embeddings) -> None:
        self._space = embeddings
        self._rows = np.repeat(np.arange(len(embeddings.pages)), embeddings.fame)
        weights = np.maximum(embeddings.counts, 1).astype(np.float64) ** -RARITY
        self._squares = weights**2
        norms = np.bincount(self._rows, self._squares[embeddings.columns], minlength=len(embeddings.pages))
        self._norms = np.sqrt(np.maximum(norms, 1e-12))
        fame = np.log(np.maximum(embeddings.fame, 1))
        self._fame = (fame - fame.mean()) / max(float(fame.std()), 1e-9)
        self._column_of = {normalise(name): column for column, name in enumerate(embeddings.links)}

    def films(self, row: int, count: int = 10) -> list[Near]:
        """Return the films most like the one at `row`, itself left out, best first."""
        cosines = self._space.vectors @ self._space.vectors[row]
        scores = cosines + LINKS_WEIGHT * self.shared(row) + FAME_WEIGHT * self._fame
        scores[row] = -np.inf
        return [Near(at, self._space.titles[at], float(cosines[at])) for at in top(scores, count)]

    def films_near_link(self, column: int, count: int = 10) -> list[Near]:
        """Return the films nearest to a link, those that have it or might: "James Bond", "Film noir"."""
        trained = self._space.vectors[:, : self._space.trained_dimensions]
        lengths = np.maximum(np.linalg.norm(trained, axis=1), 1e-9)
        cosines = trained @ self._space.link_vectors[column] / lengths
        having = self._rows[self._space.columns == column]
        scores = cosines + FAME_WEIGHT * self._fame
        scores[having] += LINKS_WEIGHT / 2
        return [Near(at, self._space.titles[at], float(cosines[at])) for at in top(scores, count)]

    def links(self, row: int, count: int = 10) -> list[Near]:
        """Return the links whose vectors are nearest to the film's trained one, its own links among them."""
        part = self._space.vectors[row, : self._space.trained_dimensions]
        cosines = self._space.link_vectors @ (part / max(float(np.linalg.norm(part)), 1e-9))
        scores = np.where(self._space.counts >= LEAST_COUNT, cosines, -np.inf)
        return [Near(at, self._space.links[at], float(cosines[at])) for at in top(scores, count)]

    def find_link(self, text: str) -> int | None:
        """Return the column of the link of that name, whatever its case and accents, or None."""
        return self._column_of.get(normalise(text))

    def shared(self, row: int) -> NDArray[np.float64]:
        """Return the cosine of this film's links with every film's, rare ones weighing more: (films,)."""
        space = self._space
        weights = np.zeros(len(space.links))
        own = space.columns[space.pointers[row] : space.pointers[row + 1]]
        weights[own] = self._squares[own]
        dots = np.bincount(self._rows, weights[space.columns], minlength=len(space.pages))
        cosines: NDArray[np.float64] = dots / (self._norms * self._norms[row])
        return cosines


def top(scores: NDArray[np.floating], count: int) -> list[int]:
    """Return the indices of the `count` highest scores, best first, without sorting the rest."""
    count = min(count, len(scores))
    if count <= 0:
        return []
    best = np.argpartition(-scores, count - 1)[:count]
    ordered = best[np.lexsort((best, -scores[best]))]
    return [int(i) for i in ordered if np.isfinite(scores[i])]
