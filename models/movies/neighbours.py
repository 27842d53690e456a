"""Films like a film, films near a link, and links near a film (numpy).

How alike two films are is the cosine of their vectors and, weighing twice as much, the cosine of their links
themselves. The vectors are smooth: they find films of one kind although no name is shared, but they place a
film of its time and genre as near as a sequel. The links are exact: who shares the rare names is of the same
series. But a director's comedy and a director's thriller share a crew as well, so shared names count by how
far the genres agree. A film that shares names and a word of the title as well is a sequel, and comes first.
Taste needs only the vectors; a person asking for similar films wants all three, and of two equally near films
the known one: prominence has a say in which films are shown, likeness orders them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from models.movies.embeddings import Embeddings
from models.movies.title_words import TitleWords
from models.movies.titles.spelling import normalise

LINKS_WEIGHT = 2.0
TITLE_WEIGHT = 1.0
NAMESAKES = (
    0.05  # films of one word in the title that share names no more than so far share the word by chance
)
SEQUELS = 0.15  # those that share so many are of one series
PROMINENCE_WEIGHT = 0.0375
WELL_KNOWN = 4.0  # prominence beyond which fame counts no further
OTHER_KIND = 0.2  # what shared names still count between films that have no genre in common
RARITY = 0.25  # a link in c films weighs c ** -RARITY in the cosine of links
LEAST_COUNT = 3  # a link in fewer films has a vector that says little


@dataclass(frozen=True, slots=True)
class Near:
    """A film (by row) or a link (by column) near something; `similarity` is 1 for the thing itself."""

    index: int
    name: str
    similarity: float


class Neighbours:
    """What lies near what, in one catalogue."""

    def __init__(self, embeddings: Embeddings) -> None:
        self._space = embeddings
        self._rows = np.repeat(np.arange(len(embeddings.pages), dtype=np.int32), embeddings.link_numbers)
        weights = np.maximum(embeddings.counts, 1).astype(np.float64) ** -RARITY
        self._squares = weights**2
        norms = np.bincount(self._rows, self._squares[embeddings.columns], minlength=len(embeddings.pages))
        self._norms = np.sqrt(np.maximum(norms, 1e-12))
        start = embeddings.trained_dimensions
        self._title_words = TitleWords(embeddings.title_keys, len(embeddings.pages))
        self._genres = embeddings.vectors[:, start : start + len(embeddings.genre_names)]

    def __len__(self) -> int:
        return len(self._space.pages)

    def films(self, row: int, count: int = 10) -> list[Near]:
        """Return the films most like the one at `row`, itself left out, the most similar first."""
        cosines = self._space.vectors @ self._space.vectors[row]
        shared = self.shared(row)
        names = shared * (OTHER_KIND + (1 - OTHER_KIND) * self._genres_agree(row))
        sequels = np.clip((shared - NAMESAKES) / (SEQUELS - NAMESAKES), 0, 1)
        titles = sequels * self._title_words.cosines(row)
        likeness = cosines + LINKS_WEIGHT * names + TITLE_WEIGHT * titles
        return self._foremost(likeness / (1 + LINKS_WEIGHT + TITLE_WEIGHT), count, excluded=row)

    def films_near_link(self, column: int, count: int = 10) -> list[Near]:
        """Return the films nearest to a link, those that have it or might: "James Bond", "Film noir"."""
        trained = self._space.vectors[:, : self._space.trained_dimensions]
        lengths = np.maximum(np.linalg.norm(trained, axis=1), 1e-9)
        cosines = trained @ self._space.link_vectors[column] / lengths
        having = np.bincount(self._rows[self._space.columns == column], minlength=len(self)) > 0
        return self._foremost((cosines + LINKS_WEIGHT * having) / (1 + LINKS_WEIGHT), count)

    def links(self, row: int, count: int = 10) -> list[Near]:
        """Return the links whose vectors are nearest to the film's trained one, its own links among them."""
        part = self._space.vectors[row, : self._space.trained_dimensions]
        cosines = self._space.link_vectors.dot(part / max(float(np.linalg.norm(part)), 1e-9))
        scores = np.where(self._space.counts >= LEAST_COUNT, cosines, -np.inf)
        return [Near(at, self._space.links[at], float(cosines[at])) for at in top(scores, count)]

    def find_link(self, text: str) -> int | None:
        """Return the column of the link of that name, whatever its case and accents, or None."""
        return self._column_of.get(normalise(text))

    @cached_property
    def _column_of(self) -> dict[str, int]:
        """Which column a link's name is; made when it is first asked for, as few ever ask."""
        return {normalise(name): column for column, name in enumerate(self._space.links)}

    def shared(self, row: int) -> NDArray[np.float64]:
        """Return the cosine of this film's links with every film's; rare ones weigh more: (films,)."""
        space = self._space
        weights = np.zeros(len(space.links))
        own = self._columns(row)
        weights[own] = self._squares[own]
        dots = np.bincount(self._rows, weights[space.columns], minlength=len(space.pages))
        cosines: NDArray[np.float64] = dots / (self._norms * self._norms[row])
        return cosines

    def shared_among(self, rows: Sequence[int]) -> NDArray[np.float64]:
        """Return the same cosine of each of some films with each: (rows, rows)."""
        own = [self._columns(row) for row in rows]
        sizes = [len(columns) for columns in own]
        columns = np.concatenate([*own, np.zeros(0, np.int32)])
        pointers = np.cumsum([0, *sizes])
        shape = (len(rows), len(self._space.links))
        weights = np.sqrt(self._squares[columns]) / np.repeat(self._norms[list(rows)], sizes)
        links = csr_array((weights, columns, pointers), shape=shape)
        cosines: NDArray[np.float64] = (links @ links.T).toarray()
        return cosines

    def rare_links(self, row: int, most: int) -> list[int]:
        """Return the links of a film that stand in no more than so many films."""
        own = self._columns(row)
        rare: list[int] = own[self._space.counts[own] <= most].tolist()
        return rare

    def _foremost(
        self, similarities: NDArray[np.floating], count: int, excluded: int | None = None
    ) -> list[Near]:
        """Return the most similar films, the known ones before others; in the order of their similarity."""
        scores = similarities + PROMINENCE_WEIGHT * np.minimum(self._space.prominence, WELL_KNOWN)
        if excluded is not None:
            scores[excluded] = -np.inf
        chosen = sorted(top(scores, count), key=lambda at: (-similarities[at], at))
        return [Near(at, self._space.titles[at], float(similarities[at])) for at in chosen]

    def _genres_agree(self, row: int) -> NDArray[np.float32]:
        """Return the cosine of this film's genres with every film's; 1 where either has none: (films,)."""
        lengths = np.linalg.norm(self._genres, axis=1)
        dots = self._genres @ self._genres[row]
        known = lengths * lengths[row]
        agree: NDArray[np.float32] = np.where(known > 0, dots / np.where(known > 0, known, 1.0), 1.0)
        return agree

    def _columns(self, row: int) -> NDArray[np.int32]:
        return self._space.columns[self._space.pointers[row] : self._space.pointers[row + 1]]


def top(scores: NDArray[np.floating], count: int) -> list[int]:
    """Return the indices of the `count` highest scores, best first, without sorting the rest."""
    count = min(count, len(scores))
    if count <= 0:
        return []
    best = np.argpartition(-scores, count - 1)[:count]
    ordered = best[np.lexsort((best, -scores[best]))]
    return [int(i) for i in ordered if np.isfinite(scores[i])]
