"""Measuring the rules by which a group agrees, by a fixed protocol.

The users are those to choose by or those to report on, as everywhere (see `audience`). From those who rated
enough, groups of 2 to 5 are drawn, at random or around one user from the eight whose hyperplanes point most
alike. Each member gives n likes and n dislikes, as in `evaluate`; the rule ranks the catalogue; and each
member judges on the films that they rated and nobody in the group gave away, as in Baltrunas, Makcinskas
and Ricci, *Group Recommendations with Rank Aggregation and Collaborative Filtering* (2010): ROC AUC, and
NDCG@5 with a gain of 1 for a liked film. Reported are the mean member and the worst-off one, over groups.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from models.movies.audience import Part, part_of
from models.movies.embeddings import Embeddings
from models.movies.evaluate import SPARE, Judge, Stars, auc, draw, judges_of
from models.movies.group import liking
from models.movies.rules import RULES, Likings
from models.movies.taste import Taste, TasteModel

SIZES = (2, 3, 4, 5)
LIKES = 10  # and as many dislikes, of each member
GROUPS = 60  # of a size, a kind and a seed
SEEDS = 3
ALIKE = 8
DEPTH = 5
CAUTION = 5  # ratings of 3.5 stars that each film has for a start, in the mean of its stars
MIDDLE = 3.5

Floats = NDArray[np.floating]


class Kind(StrEnum):
    """How the members of a group came together."""

    RANDOM = "random"
    SIMILAR = "similar"


@dataclass(frozen=True, slots=True)
class GroupScore:
    """What a method reaches on groups of one kind, for the mean member and for the worst-off one."""

    kind: Kind
    method: str
    groups: int
    auc: float
    worst_auc: float
    ndcg: float
    worst_ndcg: float


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """A member of a group: their hyperplane, what they gave away, and what they judge on."""

    user: int
    taste: Taste
    given: frozenset[int]
    likes: NDArray[np.int64]
    dislikes: NDArray[np.int64]

    def without(self, given: set[int]) -> Drawn:
        """Return the member judging only on films that nobody gave away."""
        likes, dislikes = (
            np.array([row for row in rows if row not in given], np.int64)
            for rows in (self.likes.tolist(), self.dislikes.tolist())
        )
        return Drawn(self.user, self.taste, self.given, likes, dislikes)


class GroupJudge:
    """Draws groups from one part of the users of a ratings file, and scores every method on them."""

    def __init__(self, space: Embeddings, stars: Stars, part: Part, n: int = LIKES) -> None:
        judges = judges_of(part_of(stars, part))
        self.judges = [each for each in judges if min(len(each.likes), len(each.dislikes)) >= n + SPARE]
        self._space, self._stars, self._n = space, stars, n
        self._model = TasteModel(space)
        self._drawn = lru_cache(None)(self._draw)
        self._liking = lru_cache(None)(self._liked)
        self._counts = np.zeros(len(space.pages))
        self._sums = np.zeros(len(space.pages))
        for user in stars:
            self._count(user, +1, self._counts, self._sums)

    def measure(self, groups: int = GROUPS, seeds: int = SEEDS) -> list[GroupScore]:
        """Return each method's figures on each kind of group, in the order of `methods`."""
        found: dict[tuple[Kind, str], list[tuple[float, ...]]] = defaultdict(list)
        for kind in Kind:
            for size in SIZES:
                for seed in range(seeds):
                    for members in self._groups(kind, size, seed, groups):
                        self._judge(kind, members, seed, found)
        return [
            GroupScore(kind, method, len(rows), *np.mean(rows, axis=0).tolist())
            for (kind, method), rows in found.items()
        ]

    def _judge(
        self,
        kind: Kind,
        members: Sequence[Drawn],
        seed: int,
        found: dict[tuple[Kind, str], list[tuple[float, ...]]],
    ) -> None:
        given = set().union(*(member.given for member in members))
        judging = [member.without(given) for member in members]
        if any(not len(member.likes) or not len(member.dislikes) for member in judging):
            return
        likings = np.stack([self._liking(member.user, seed) for member in members])
        for method, scores in self._methods(members, likings).items():
            aucs = [auc(s[m.likes], s[m.dislikes]) for m, s in zip(judging, scores, strict=True)]
            gains = [ndcg(s[m.likes], s[m.dislikes]) for m, s in zip(judging, scores, strict=True)]
            row = (float(np.mean(aucs)), min(aucs), float(np.mean(gains)), min(gains))
            found[kind, method].append(row)

    def _methods(self, members: Sequence[Drawn], likings: Likings) -> dict[str, Sequence[Floats]]:
        """Return by name, for each member, the scores of all films: but for the last, all see the same."""
        space = self._space
        counts, sums = self._counts.copy(), self._sums.copy()
        for member in members:
            self._count(member.user, -1, counts, sums)
        lists: dict[str, Floats] = {str(rule): score(likings) for rule, score in RULES.items()}
        lists["popularity: links"] = space.link_numbers.astype(float)
        lists["average taste alone"] = space.vectors @ space.acclaim_direction
        lists["popularity: others' ratings"] = counts
        lists["others' mean stars"] = (sums + CAUTION * MIDDLE) / (counts + CAUTION)
        shared: dict[str, Sequence[Floats]] = {
            name: [scores] * len(members) for name, scores in lists.items()
        }
        return {**shared, "each member alone": list(likings)}

    def _groups(self, kind: Kind, size: int, seed: int, count: int) -> Iterator[list[Drawn]]:
        rng = np.random.default_rng([seed, size, kind is Kind.SIMILAR])
        everybody = [self._drawn(at, seed) for at in range(len(self.judges))]
        if len(everybody) < size:
            return
        normals = np.stack([each.taste.normal for each in everybody])
        alike = np.argsort(-(normals @ normals.T), axis=1, kind="stable")
        for _ in range(count):
            if kind is Kind.RANDOM:
                chosen = rng.choice(len(everybody), size, replace=False).tolist()
            else:
                first = int(rng.integers(len(everybody)))
                near = [at for at in alike[first].tolist() if at != first][: max(ALIKE, size - 1)]
                chosen = [first, *rng.choice(near, size - 1, replace=False).tolist()]
            yield [everybody[at] for at in chosen]

    def _draw(self, at: int, seed: int) -> Drawn:
        judge: Judge = self.judges[at]
        likes, dislikes, other_likes, other_dislikes = draw(judge, self._n, seed)
        taste = self._model.fit(likes.tolist(), dislikes.tolist())
        given = frozenset([*likes.tolist(), *dislikes.tolist()])
        return Drawn(judge.user, taste, given, other_likes, other_dislikes)

    def _liked(self, user: int, seed: int) -> NDArray[np.float32]:
        at = next(at for at, judge in enumerate(self.judges) if judge.user == user)
        return liking(self._drawn(at, seed).taste.distances)

    def _count(self, user: int, sign: int, counts: Floats, sums: Floats) -> None:
        for row, stars in self._stars[user]:
            counts[row] += sign
            sums[row] += sign * stars


def ndcg(liked: Floats, disliked: Floats, depth: int = DEPTH) -> float:
    """Return the NDCG of the first `depth` films, liked ones gaining 1 (Järvelin and Kekäläinen 2002)."""
    gains = np.concatenate([np.ones(len(liked)), np.zeros(len(disliked))])
    order = np.argsort(-np.concatenate([liked, disliked]), kind="stable")[:depth]
    discounts = 1 / np.log2(np.arange(2, 2 + depth))
    best = min(len(liked), depth)
    return float(gains[order] @ discounts[: len(order)] / discounts[:best].sum())
