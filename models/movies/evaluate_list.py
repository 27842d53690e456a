"""Measuring the list that people see, by a fixed protocol.

A user gives n likes and n dislikes, drawn as in `evaluate`; asked for are the ten films that `recommend`
would show. Reported is which share of them the user ever rated, which share they rated and liked, and how
many of those they judged they liked, beside lists made in simpler ways from the same films.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.movies.evaluate import SEEDS, SIZES, SPARE, Judge, Stars, draw, judges_of
from models.movies.filters import Filter
from models.movies.library import Library
from models.movies.neighbours import top

SHOWN = 10
Lister = Callable[[tuple[int, ...], tuple[int, ...]], Sequence[int]]


@dataclass(frozen=True, slots=True)
class ListScore:
    """What a method's lists are worth after n likes and n dislikes: shares, mean over users and seeds.

    `liked_of_judged` counts over all lists, as many a list holds nothing that its user judged.
    """

    method: str
    n: int
    users: int
    rated: float
    liked: float
    liked_of_judged: float


def measure_lists(library: Library, stars: Stars, sizes: Sequence[int] = SIZES) -> list[ListScore]:
    """Measure the list as it is shown, and simpler ones, on users with enough likes and dislikes."""
    judges = judges_of(stars)
    return [
        score
        for n in sizes
        if (able := [each for each in judges if min(len(each.likes), len(each.dislikes)) >= n + SPARE])
        for score in _measure_size(library, able, stars, n)
    ]


def listers(library: Library) -> dict[str, Lister]:
    """Return the ways to make a list, by name."""
    space = library.embeddings
    everything = np.arange(len(library))

    def shown(likes: tuple[int, ...], dislikes: tuple[int, ...]) -> Sequence[int]:
        best, _ = library.recommend(library.taste(likes, dislikes), SHOWN, Filter(), likes + dislikes)
        return [pick.row for pick in best]

    def by_distance(likes: tuple[int, ...], dislikes: tuple[int, ...]) -> Sequence[int]:
        return _best(library.taste(likes, dislikes).distances, likes + dislikes)

    def by_prominence(likes: tuple[int, ...], dislikes: tuple[int, ...]) -> Sequence[int]:
        return _best(space.prominence, likes + dislikes)

    def at_random(likes: tuple[int, ...], dislikes: tuple[int, ...]) -> Sequence[int]:
        unrated = np.setdiff1d(everything, likes + dislikes)
        return [int(row) for row in np.random.default_rng(likes).choice(unrated, SHOWN, replace=False)]

    return {
        "as shown": shown,
        "taste alone": by_distance,
        "prominence alone": by_prominence,
        "chance": at_random,
    }


def _best(scores: NDArray[np.float32], rated: Sequence[int]) -> list[int]:
    open_scores = scores.copy()
    open_scores[list(rated)] = -np.inf
    return top(open_scores, SHOWN)


def _measure_size(library: Library, judges: Sequence[Judge], stars: Stars, n: int) -> list[ListScore]:
    scores = []
    for method, lister in listers(library).items():
        counts = np.array([_count(judge, stars, lister, n) for judge in judges])  # (users, 3)
        rated, liked, disliked = counts.mean(axis=0) / SHOWN
        judged = liked + disliked
        scores.append(ListScore(method, n, len(judges), rated, liked, liked / judged if judged else np.nan))
    return scores


def _count(judge: Judge, stars: Stars, lister: Lister, n: int) -> NDArray[np.float64]:
    """Return how many films of a list the user rated, likes and dislikes, mean over the seeds: (3,)."""
    known = (
        {row for row, _ in stars[judge.user]},
        {int(row) for row in judge.likes},
        {int(row) for row in judge.dislikes},
    )
    found = []
    for seed in range(SEEDS):
        likes, dislikes, *_ = draw(judge, n, seed)
        shown = set(lister(tuple(likes.tolist()), tuple(dislikes.tolist())))
        found.append([len(shown & rows) for rows in known])
    mean: NDArray[np.float64] = np.mean(found, axis=0)
    return mean
