"""Measuring taste and neighbours by fixed protocols, so that figures compare.

Taste: a film is liked at 4 stars or more and at least the user's mean, disliked at 3 or fewer and at most the
mean less a half. For n = 5, 10, 20 and five seeds, n of each are drawn, a taste is fitted, and the ROC AUC is
taken on the user's other liked and disliked films; users with fewer than n + 5 of either kind are left
out. Reported is the mean over users and seeds.
"""

from __future__ import annotations

import csv
import gzip
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.movies.embeddings import Embeddings
from models.movies.errors import CatalogueUnreadable
from models.movies.neighbours import top
from models.movies.taste import TasteModel
from models.svm import fit_svc

SIZES = (5, 10, 20)
SEEDS = 5
SPARE = 5  # liked and disliked films that must be left to measure on
Scorer = Callable[[Sequence[int], Sequence[int]], NDArray[np.floating]]
Stars = Mapping[int, Sequence[tuple[int, float]]]


@dataclass(frozen=True, slots=True, eq=False)
class Judge:
    """A user of a ratings file: rows of the films liked and of those disliked."""

    user: int
    likes: NDArray[np.int64]
    dislikes: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class TasteScore:
    """Mean AUC after `n` likes and `n` dislikes, over `users`."""

    n: int
    users: int
    auc: float


def read_judges(path: Path, pages: Sequence[str], redirects: Mapping[str, str] | None = None) -> list[Judge]:
    """Read `userId,page,rating` (csv, gzipped or not) of films that the catalogue has.

    Raises
    ------
    CatalogueUnreadable
        When the file cannot be read or lacks these columns.
    """
    return judges_of(read_stars(path, pages, redirects))


def judges_of(stars: Stars) -> list[Judge]:
    """Return what users like and dislike, by user."""
    return [_judge(user, ratings) for user, ratings in sorted(stars.items())]


def read_stars(path: Path, pages: Sequence[str], redirects: Mapping[str, str] | None = None) -> Stars:
    """Read the same file as rows of films with their stars, by user; `redirects` are other names of pages.

    Raises
    ------
    CatalogueUnreadable
        When the file cannot be read or lacks these columns.
    """
    row_of = {page: row for row, page in enumerate(pages)}
    row_of |= {name: row_of[page] for name, page in (redirects or {}).items() if page in row_of}
    stars: dict[int, list[tuple[int, float]]] = defaultdict(list)
    opener = gzip.open if path.suffix == ".gz" else open
    try:
        with opener(path, "rt", encoding="utf-8", newline="") as file:
            for entry in csv.DictReader(file):
                if (row := row_of.get(entry["page"])) is not None:
                    stars[int(entry["userId"])].append((row, float(entry["rating"])))
    except (OSError, EOFError, KeyError, ValueError, TypeError) as error:
        raise CatalogueUnreadable(path, f"not a list of userId,page,rating: {error}") from error
    return stars


def measure_taste(judges: Sequence[Judge], score: Scorer, sizes: Sequence[int] = SIZES) -> list[TasteScore]:
    """Measure `score`, which takes rows of likes and dislikes and returns a score of every film."""
    return [_measure_size(judges, score, n) for n in sizes]


def taste_scorer(model: TasteModel) -> Scorer:
    """Score films by their distance from the fitted hyperplane."""
    return lambda likes, dislikes: model.fit(likes, dislikes).distances


def svm_scorer(vectors: NDArray[np.float32]) -> Scorer:
    """Score films by the plain `SVC(kernel="linear")` of the baselines, without a prior, over unit rows."""

    def score(likes: Sequence[int], dislikes: Sequence[int]) -> NDArray[np.floating]:
        sides = [1] * len(likes) + [-1] * len(dislikes)
        machine = fit_svc(vectors[[*likes, *dislikes]], sides, kernel="linear")
        return np.asarray(vectors @ machine.coef_[0].astype(np.float32))

    return score


def auc(liked: NDArray[np.floating], disliked: NDArray[np.floating]) -> float:
    """Return how often a liked film scores above a disliked one, ties counting half (ROC AUC)."""
    difference = liked[:, None] - disliked[None, :]
    return float((difference > 0).mean() + (difference == 0).mean() / 2)


def rank_correlation(one: NDArray[np.generic], other: NDArray[np.generic]) -> float:
    """Return Spearman's rank correlation, equal values sharing their mean rank."""
    return float(np.corrcoef(_ranks(one), _ranks(other))[0, 1])


def _ranks(values: NDArray[np.generic]) -> NDArray[np.float64]:
    _, place, sizes = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(sizes)
    mean: NDArray[np.float64] = (last - (sizes - 1) / 2)[place]
    return mean


def franchise_recall(
    pages: Sequence[str],
    nearest: Callable[[int, int], Sequence[int]],
    series: Mapping[str, Sequence[str]],
    count: int = 10,
) -> float:
    """Return the mean share of a film's series among the `count` films that `nearest(row, count)` gives."""
    row_of = {page: row for row, page in enumerate(pages)}
    recalls = []
    for members in series.values():
        rows = [row_of[page] for page in members if page in row_of]
        for row in rows if len(rows) > 1 else []:
            found = set(nearest(row, count)) & set(rows)
            recalls.append(len(found) / min(count, len(rows) - 1))
    return float(np.mean(recalls)) if recalls else 0.0


def nearest_by_cosine(vectors: NDArray[np.float32]) -> Callable[[int, int], list[int]]:
    """Return the search for the nearest of unit rows, the row itself left out."""

    def nearest(row: int, count: int) -> list[int]:
        scores = vectors @ vectors[row]
        scores[row] = -np.inf
        return top(scores, count)

    return nearest


@dataclass(frozen=True, slots=True)
class SelfTest:
    """How well a person's own ratings predict each other, beside fame alone: AUC over left-out pairs."""

    pairs: int
    taste_auc: float
    fame_auc: float


def self_test(
    model: TasteModel, embeddings: Embeddings, likes: Sequence[int], dislikes: Sequence[int], most: int = 60
) -> SelfTest | None:
    """Leave out one like and one dislike, fit on the rest, and see which of the two lies further out.

    All pairs are tried, or `most` of them drawn with a fixed seed. Leaving out pairs rather than single films
    keeps the estimate unbiased (Airola et al. 2009). None when there are fewer than two of either kind.
    """
    if min(len(likes), len(dislikes)) < 2:
        return None
    pairs = [(like, dislike) for like in likes for dislike in dislikes]
    order = np.random.default_rng(0).permutation(len(pairs))[:most]
    won = famous = 0.0
    for at in order:
        like, dislike = pairs[int(at)]
        taste = model.fit(
            [x for x in likes if x != like], [x for x in dislikes if x != dislike], (like, dislike)
        )
        won += _wins(taste.distances)
        famous += _wins(embeddings.prominence[[like, dislike]])
    return SelfTest(len(order), won / len(order), famous / len(order))


def _wins(scores: NDArray[np.generic]) -> float:
    """Return 1 if the first of two scores is higher, a half if they are level."""
    first, second = float(scores[0]), float(scores[1])
    return 0.5 if first == second else float(first > second)


def _judge(user: int, ratings: Sequence[tuple[int, float]]) -> Judge:
    mean = float(np.mean([stars for _, stars in ratings]))
    likes = [row for row, stars in ratings if stars >= 4 and stars >= mean]
    dislikes = [row for row, stars in ratings if stars <= 3 and stars <= mean - 0.5]
    return Judge(user, np.array(likes, np.int64), np.array(dislikes, np.int64))


def _measure_size(judges: Sequence[Judge], score: Scorer, n: int) -> TasteScore:
    able = [judge for judge in judges if min(len(judge.likes), len(judge.dislikes)) >= n + SPARE]
    found = [np.mean([_auc_of(drawn, score) for drawn in _draws(judge, n)]) for judge in able]
    return TasteScore(n, len(able), float(np.mean(found)) if found else float("nan"))


def _draws(judge: Judge, n: int) -> Iterator[tuple[NDArray[np.int64], ...]]:
    return (draw(judge, n, seed) for seed in range(SEEDS))


def draw(judge: Judge, n: int, seed: int) -> tuple[NDArray[np.int64], ...]:
    """Return n likes and n dislikes to learn from, and the other likes and dislikes to judge on."""
    rng = np.random.default_rng([seed, n, judge.user])
    likes, dislikes = rng.permutation(judge.likes), rng.permutation(judge.dislikes)
    return likes[:n], dislikes[:n], likes[n:], dislikes[n:]


def _auc_of(drawn: tuple[NDArray[np.int64], ...], score: Scorer) -> float:
    likes, dislikes, other_likes, other_dislikes = drawn
    scores = score(likes.tolist(), dislikes.tolist())
    return auc(scores[other_likes], scores[other_dislikes])
