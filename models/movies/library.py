"""All that is known of films, opened together: the catalogue, its titles, who is near whom, and tastes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.movies.appeal import Appeal
from models.movies.diversity import few_of_a_star, one_of_a_series, sunk
from models.movies.embeddings import SHIPPED, Embeddings, load_embeddings
from models.movies.evaluate import SelfTest, self_test
from models.movies.film_keys import film_key
from models.movies.filters import Filter
from models.movies.first_round import FirstRound
from models.movies.neighbours import Neighbours
from models.movies.ranking import ranking
from models.movies.taste import Pick, Taste, TasteModel
from models.movies.titles.search import TitleIndex

KEPT_TASTES = 128
DEEPEST = 400  # how far down the order a list may reach: ten pages of ten, series and stars left out
NOTHING: Mapping[int, int] = {}


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
            embeddings.pages,
            embeddings.titles,
            embeddings.years,
            embeddings.prominence.tolist(),
            keys=embeddings.title_keys,
            other_pages=embeddings.redirects,
        )
        self.neighbours = Neighbours(embeddings)
        self.model = TasteModel(embeddings)
        self._appeal = Appeal(embeddings)
        self.first_round = FirstRound(embeddings.vectors, embeddings.prominence)
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
        row = self.embeddings.film_keys.row(key)
        if row is None:
            row = self.titles.row(self._other_pages.get(key, ""))
        return None if row is None else self.film(row)

    @cached_property
    def _other_pages(self) -> dict[str, str]:
        """The other names of pages, by their keys; seldom asked for, as buttons name what is shown."""
        return {film_key(name): name for name in self.embeddings.redirects}

    def near(self, row: int, count: int, excluded: Sequence[int]) -> list[Film]:
        """Return the films most like that of a row, without the excluded ones."""
        found = self.neighbours.films(row, count + len(excluded))
        known = set(excluded)
        return [self.film(each.index) for each in found if each.index not in known][:count]

    def recommend(
        self, taste: Taste, count: int, wanted: Filter, excluded: Sequence[int]
    ) -> tuple[list[Pick], list[Pick]]:
        """Return the first page of recommendations: the best, and the worst."""
        (page,) = self.pages(taste, count, wanted, excluded, 1)
        return page

    def pages(  # noqa: PLR0917  the first four as in `recommend`
        self,
        taste: Taste,
        count: int,
        wanted: Filter,
        excluded: Sequence[int],
        pages: int,
        passed_over: Mapping[int, int] = NOTHING,
    ) -> list[tuple[list[Pick], list[Pick]]]:
        """Return the wanted films of the greatest appeal on either side, unlike each other, page by page.

        The best are ordered by their appeal, the worst by that on the other side (see `appeal`). Whoever
        wants obscure films gets them by their distance alone.

        Parameters
        ----------
        taste
            A person's hyperplane.
        count
            How many films a side and page.
        wanted
            Which films may be shown.
        excluded
            Rows that may not, whatever the filter says.
        pages
            How many pages; those after the last film are empty.
        passed_over
            On how many days before today films were shown and not rated: these stand lower.
        """
        allowed = wanted.mask(self.embeddings)
        allowed[list(excluded)] = False
        allowed[taste.rated] = False
        orders = []
        for side in (1, -1):
            distances = side * taste.distances
            scores = distances if wanted.obscure else self._appeal.of_films(taste, side)
            orders.append(self._foremost(distances, scores, allowed, passed_over))
        return [
            (self._picks(taste, best), self._picks(taste, worst))
            for best, worst in self._paged(orders, count, pages)
        ]

    def distinct(
        self, rows: Sequence[int], count: int, passed_over: Mapping[int, int] = NOTHING
    ) -> list[int]:
        """Leave out films of a series that is there already, and further films of the same people.

        A list of one saga, or of one star, helps nobody.
        """
        (page,) = self.distinct_pages(rows, count, 1, passed_over)
        return page

    def distinct_pages(
        self, rows: Sequence[int], count: int, pages: int, passed_over: Mapping[int, int] = NOTHING
    ) -> list[list[int]]:
        """Return so many such pages; a star who has had their share of one may be on the next."""
        order = sunk(one_of_a_series(self.neighbours, rows[:DEEPEST]), passed_over)
        return [page for (page,) in self._paged([order], count, pages)]

    def _paged(self, orders: Sequence[Sequence[int]], count: int, pages: int) -> list[list[list[int]]]:
        """Return pages with a side for each order, a star having a share of each; no film is there twice."""
        taken: set[int] = set()
        found = []
        for _ in range(pages):
            sides = []
            for order in orders:
                rows = few_of_a_star(self.neighbours, [row for row in order if row not in taken], count)
                taken.update(rows)
                sides.append(rows)
            found.append(sides)
        return found

    def _foremost(
        self,
        distances: NDArray[np.float32],
        scores: NDArray[np.float32],
        allowed: NDArray[np.bool_],
        passed_over: Mapping[int, int],
    ) -> list[int]:
        """Return allowed rows of the highest scores, one of a series, those on the wanted side first."""
        sides = [np.flatnonzero(allowed & (distances > 0)), np.flatnonzero(allowed & (distances <= 0))]
        wanted, other = (rows[ranking(scores[rows])[:DEEPEST]].tolist() for rows in sides)
        order = one_of_a_series(self.neighbours, [*wanted, *other][:DEEPEST])
        near = set(wanted)
        return [
            *sunk([row for row in order if row in near], passed_over),
            *sunk([row for row in order if row not in near], passed_over),
        ]

    def _picks(self, taste: Taste, rows: Sequence[int]) -> list[Pick]:
        return [Pick(row, float(taste.distances[row])) for row in rows]

    def _taste(self, likes: tuple[int, ...], dislikes: tuple[int, ...]) -> Taste:
        return self.model.fit(likes, dislikes)

    def _self_test(self, likes: tuple[int, ...], dislikes: tuple[int, ...]) -> SelfTest | None:
        return self_test(self.model, self.embeddings, likes, dislikes)


@cache
def open_library(folder: Path = SHIPPED) -> Library:
    """Return the films in `folder`, opened once for all bots of this process.

    Raises
    ------
    ArtifactMissing, ArtifactDamaged
        When the artifact is not there or not whole.
    """
    return Library(load_embeddings(folder))
