"""All that is known of films, opened together: the catalogue, its titles, who is near whom, and tastes."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.movies.appeal import appeal
from models.movies.diversity import distinct
from models.movies.embeddings import SHIPPED, Embeddings, load_embeddings
from models.movies.evaluate import SelfTest, self_test
from models.movies.filters import Filter
from models.movies.first_round import FirstRound
from models.movies.neighbours import Neighbours
from models.movies.ranking import ranking
from models.movies.taste import Pick, Taste, TasteModel
from models.movies.titles.search import TitleIndex

KEPT_TASTES = 128
SPARE = 20
KEY_BYTES = 6  # 59,194 films, and a chance of one in 160,000 that any two share a key


@dataclass(frozen=True, slots=True)
class Film:
    """A film of the catalogue.

    Attributes
    ----------
    key : str
        Short, made of its page, and the same after retraining.
    name : str
        Its title and year, and what else tells it from another film: typed, it finds this one.
    """

    row: int
    key: str
    page: str
    title: str
    year: int | None
    genres: tuple[str, ...]
    name: str


class Library:
    """The films and what can be asked of them; nothing in it changes, so threads may share it."""

    def __init__(self, embeddings: Embeddings) -> None:
        self.embeddings = embeddings
        self.titles = TitleIndex(
            embeddings.pages, embeddings.titles, embeddings.years, embeddings.prominence.tolist()
        )
        self.neighbours = Neighbours(embeddings)
        self.model = TasteModel(embeddings)
        self.first_round = FirstRound(embeddings.vectors, embeddings.prominence)
        self._rows = {film_key(page): row for row, page in enumerate(embeddings.pages)}
        # Kept by what was rated, not by whom: a changed rating is another taste, and no name is kept.
        self.taste = lru_cache(KEPT_TASTES)(self._taste)
        self.self_test = lru_cache(KEPT_TASTES)(self._self_test)

    def __len__(self) -> int:
        return len(self.embeddings.pages)

    def film(self, row: int) -> Film:
        """Return the film of a row."""
        space = self.embeddings
        page = space.pages[row]
        title, year, genres = space.titles[row], space.years[row], space.genres[row]
        return Film(row, film_key(page), page, title, year, genres, self.titles.name(row))

    def by_key(self, key: str) -> Film | None:
        """Return the film with this key, or None when the catalogue has it no more."""
        row = self._rows.get(key)
        return None if row is None else self.film(row)

    def near(self, row: int, count: int, excluded: Sequence[int]) -> list[Film]:
        """Return the films most like that of a row, without the excluded ones."""
        found = self.neighbours.films(row, count + len(excluded))
        known = set(excluded)
        return [self.film(each.index) for each in found if each.index not in known][:count]

    def recommend(
        self, taste: Taste, count: int, wanted: Filter, excluded: Sequence[int]
    ) -> tuple[list[Pick], list[Pick]]:
        """Return the wanted films of the greatest appeal on either side, unlike each other.

        The best are ordered by distance and prominence, the worst by the distance on the other side and
        prominence. Whoever wants obscure films gets them by their distance alone.

        Parameters
        ----------
        taste
            A person's hyperplane.
        count
            How many films a side.
        wanted
            Which films may be shown.
        excluded
            Rows that may not, whatever the filter says.
        """
        allowed = wanted.mask(self.embeddings)
        allowed[list(excluded)] = False
        allowed[taste.rated] = False
        prominence = self.embeddings.prominence * (0 if wanted.obscure else 1)
        ratings = len(taste.rated)
        best = self._foremost(taste.distances, prominence, ratings, allowed, count)
        allowed[best] = False
        worst = self._foremost(-taste.distances, prominence, ratings, allowed, count)
        return self._picks(taste, best), self._picks(taste, worst)

    def distinct(self, rows: Sequence[int], count: int) -> list[int]:
        """Leave out films of a series that is there already, and further films of the same people.

        A list of one saga, or of one star, helps nobody.
        """
        return distinct(self.neighbours, rows, count)

    def _foremost(
        self,
        distances: NDArray[np.float32],
        prominence: NDArray[np.float32],
        ratings: int,
        allowed: NDArray[np.bool_],
        count: int,
    ) -> list[int]:
        """Return allowed rows of the greatest appeal, those on the wanted side first, without repetition."""
        scores = appeal(distances, prominence, ratings)
        sides = [np.flatnonzero(allowed & (distances > 0)), np.flatnonzero(allowed & (distances <= 0))]
        order = np.concatenate([rows[ranking(scores[rows])[: count * SPARE]] for rows in sides])
        return self.distinct(order.tolist(), count)

    def _picks(self, taste: Taste, rows: Sequence[int]) -> list[Pick]:
        return [Pick(row, float(taste.distances[row])) for row in rows]

    def _taste(self, likes: tuple[int, ...], dislikes: tuple[int, ...]) -> Taste:
        return self.model.fit(likes, dislikes)

    def _self_test(self, likes: tuple[int, ...], dislikes: tuple[int, ...]) -> SelfTest | None:
        return self_test(self.model, self.embeddings, likes, dislikes)


def film_key(page: str) -> str:
    """Return a film's key, short enough for the id of a button."""
    return hashlib.blake2s(page.encode(), digest_size=KEY_BYTES).hexdigest()


@cache
def open_library(folder: Path = SHIPPED) -> Library:
    """Return the films in `folder`, opened once for all bots of this process.

    Raises
    ------
    ArtifactMissing, ArtifactDamaged
        When the artifact is not there or not whole.
    """
    return Library(load_embeddings(folder))
