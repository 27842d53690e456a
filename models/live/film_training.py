"""How films find their places by their links, sweep by sweep, while somebody looks on (numpy)."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from models.live.film_recipe import RecipeRecord, hash_links
from models.live.films import COOKBOOK, MOST_SWEEPS, POPULARITY, FilmsLesson
from models.live.lesson import Baseline, Begun, Ending, Look, Point, Report, Watcher
from models.live.record import Record
from models.movies.blocks import unit_rows
from models.movies.catalogue import Catalogue
from models.movies.embeddings import Embeddings, load_embeddings
from models.movies.film_record import FilmRecord
from models.movies.link_metrics import measure_links, measure_popularity
from models.movies.neighbours import top
from models.movies.network import BothSides, Vectors, first_vectors, scale_links
from models.movies.sampling import Split, hold_out

HELD_OUT = 0.25
"""Of so many films one link is held out; half of these links choose, and half judge."""

PATIENCE = 3
WATCHED = 3
TOLD_NEIGHBOURS = 5
WELL_KNOWN = 5_000
"""So many films, the most widely known, are told as neighbours: who looks on should know them."""

AS_KNOWN = 2
"""What is near a film that fewer know is told among more: so many times as many as are better known."""

ASKED_EVERY_S = 0.1
"""How often a training that waits to be seen asks whether it is to stop."""


def teach(lesson: FilmsLesson, watcher: Watcher, clock: Callable[[], float]) -> Report:
    """Train as the lesson says; see `models.live.learning.learn`."""
    return _Teaching(lesson, load_embeddings(lesson.catalogue), watcher).teach(clock)


class _Teaching:
    """One training on its way."""

    def __init__(self, lesson: FilmsLesson, space: Embeddings, watcher: Watcher) -> None:
        self.lesson, self.space, self.watcher = lesson, space, watcher
        self.familiar, self.chosen_by, self.judged_by = divided(catalogue_of(space), lesson.seed)
        self.training = self.chosen_by.training
        self.by_fame = np.argsort(-space.prominence, kind="stable")
        self.watched = self._rows(lesson.watched) or self._everybodys()
        links = hash_links(self.chosen_by, self.judged_by)
        self.recipe = RecipeRecord.of(space.manifest.metrics, links)
        begun = Begun(
            len(self.training.columns),
            len(self.chosen_by.films),
            len(self.judged_by.films),
            self._baselines(self.chosen_by),
        )
        self.record = Record(lesson.subject, begun)
        self.best_vectors: tuple[Vectors, Vectors] | None = None
        self.looked_s = -math.inf

    def teach(self, clock: Callable[[], float]) -> Report:
        self.watcher.tell(self.record.begun)
        ending = self._sweep(clock)
        assert self.best_vectors is not None  # noqa: S101  the first look is the best until then
        return replace(
            self.record.report(ending),
            judged=measure_links(*self.best_vectors, self.judged_by).recall_at_10,
            judged_baselines=self._baselines(self.judged_by),
        )

    def _baselines(self, part: Split) -> tuple[Baseline, ...]:
        """Return what others find of the links that choose, or of those that judge."""
        popularity = Baseline(POPULARITY, measure_popularity(part).recall_at_10)
        if self.recipe is None:
            return (popularity,)
        found = self.recipe.chosen_by if part is self.chosen_by else self.recipe.judged_by
        return popularity, Baseline(COOKBOOK, found[-1], self.recipe.length)

    def _sweep(self, clock: Callable[[], float]) -> Ending:
        sides = BothSides.of(self.training)
        links = first_vectors(len(self.training.links), self.lesson.dimensions, self.lesson.seed)
        began = clock()
        for sweep in range(1, MOST_SWEEPS + 1):
            films, links = sides.sweep(links)
            seconds = self._paced(clock() - began)
            self._look(sweep, seconds, films, scale_links(links, self.training.counts))
            if self.watcher.stopped():
                return Ending.STOPPED
            if sweep - self.record.best.updates >= PATIENCE:
                return Ending.PATIENCE
            if seconds >= self.lesson.seconds:
                return Ending.TIME
        return Ending.DONE

    def _paced(self, seconds: float) -> float:
        """Leave the look before time to be seen, unless it is to stop; return the seconds by then."""
        until = self.looked_s + self.lesson.pace_s
        while seconds < until and not self.watcher.stopped():
            step = min(ASKED_EVERY_S, until - seconds)
            time.sleep(step)
            seconds += step
        self.looked_s = seconds
        return seconds

    def _look(self, sweep: int, seconds: float, films: Vectors, links: Vectors) -> None:
        familiar, held_out = (
            measure_links(films, links, part).recall_at_10 for part in (self.familiar, self.chosen_by)
        )
        point = Point(sweep, seconds, familiar, held_out)
        if best := self.record.add(point):
            self.best_vectors = films, links
        self.watcher.tell(Look(point, self._sample(films), best))

    def _sample(self, films: Vectors) -> str:
        """Return a line for each watched film: its name and those nearest to it, parted by tabs."""
        units = unit_rows(films)
        lines = []
        for row in self.watched:
            known = self._known_beside(row)
            near = [int(known[at]) for at in top(units[known] @ units[row], TOLD_NEIGHBOURS + 1)]
            names = [self._name(each) for each in near if each != row][:TOLD_NEIGHBOURS]
            lines.append("\t".join((self._name(row), *names)))
        return "\n".join(lines)

    def _known_beside(self, row: int) -> NDArray[np.int64]:
        """Return the films that are told as neighbours of one."""
        better_known = int(np.flatnonzero(self.by_fame == row)[0])
        return self.by_fame[: max(WELL_KNOWN, AS_KNOWN * better_known)]

    def _name(self, row: int) -> str:
        year = self.space.years[row]
        return self.space.titles[row] if year is None else f"{self.space.titles[row]} ({year})"

    def _rows(self, pages: tuple[str, ...]) -> list[int]:
        number = {page: row for row, page in enumerate(self.space.pages)}
        return [number[page] for page in pages if page in number]

    def _everybodys(self) -> list[int]:
        """Return the most widely known films of which no two have a genre in common."""
        rows: list[int] = []
        met: set[str] = set()
        for row in self.by_fame[:WELL_KNOWN].tolist():
            genres = self.space.genres[row]
            if genres and met.isdisjoint(genres):
                rows.append(row)
                met.update(genres)
            if len(rows) == WATCHED:
                break
        return rows


def catalogue_of(space: Embeddings) -> Catalogue:
    """Return the films that ship and the links that they have; a link without a name does not ship."""
    films = zip(space.pages, space.titles, space.years, space.genres, strict=True)
    columns = space.columns.astype(np.int64)
    return Catalogue(
        tuple(FilmRecord(page, title, year, genres, ()) for page, title, year, genres in films),
        space.links,
        space.pointers,
        columns,
        np.bincount(columns, minlength=len(space.links)).astype(np.int64),
    )


def divided(catalogue: Catalogue, seed: int) -> tuple[Split, Split, Split]:
    """Return links that are learned from, that choose and that judge, each with all that is learned from."""
    held_out = hold_out(catalogue, HELD_OUT, seed)
    training = held_out.training
    drawn = np.random.default_rng(seed)
    order = drawn.permutation(len(held_out.films))
    middle = len(order) // 2
    places = np.sort(drawn.choice(len(training.columns), middle, replace=False))
    familiar = Split(training, training.rows[places], training.columns[places])
    return familiar, _part(held_out, order[:middle]), _part(held_out, order[middle:])


def _part(split: Split, places: NDArray[np.int64]) -> Split:
    places = np.sort(places)
    return replace(split, films=split.films[places], links=split.links[places])
