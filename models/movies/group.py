"""Films for several people at once: each member's own hyperplane scores the catalogue, then a rule agrees.

Distances of different members do not compare: a normal that points where the films lie far apart gives
larger ones, and a person of many dislikes has hardly a film on the liked side. So each side of a member's
hyperplane is stretched to its farthest film: 1 is that member's favourite of all films, a half lies on the
hyperplane, 0 is the worst. Of nine ways tried (margins, distances, standardised, percentiles, ...) it was the
best by a hair on groups drawn to choose by, and it is the one that people can read: see docs/models.md.

What is told of a member is these likings alone. The reasons of a pick come from the mean of all normals and
from the film's own links, never from a film that somebody rated.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.movies.embeddings import COMMON_LINK, Embeddings, LinkFact
from models.movies.errors import NoFilmsLeft
from models.movies.filters import WIDELY_KNOWN_SHARE, Filter
from models.movies.library import DEEPEST, NOTHING, Library
from models.movies.ranking import ranking
from models.movies.recommendation import MOST_PAGES
from models.movies.rules import DEFAULT_RULE, RULES, Likings, Rule
from models.movies.taste import Taste

BEST_SHARE = 0.1
"""A film is a member's pick when it is in this share of the films that may be shown, their best."""

REASONS = 2
LEAST_COUNT = 10  # a link in fewer films would say almost which film somebody likes
SMALLEST = 1e-9


@dataclass(frozen=True, slots=True)
class Member:
    """What one member has said: rows of films, sorted."""

    likes: tuple[int, ...]
    dislikes: tuple[int, ...]
    seen: tuple[int, ...] = ()

    @property
    def rated(self) -> tuple[int, ...]:
        """All rows that this member need not be shown."""
        return self.likes + self.dislikes + self.seen


@dataclass(frozen=True, slots=True)
class GroupPick:
    """A film for a group.

    Attributes
    ----------
    row : int
    score : float
        What the rule gave it.
    likings : tuple of float
        Each member's, from 0 (their worst film) over a half (on their hyperplane) to 1 (their favourite).
    pick_of : tuple of int
        The members among whose best tenth of all films that may be shown it is.
    reasons : tuple of LinkFact
        Its links towards which the mean of all normals points most.
    """

    row: int
    score: float
    likings: tuple[float, ...]
    pick_of: tuple[int, ...]
    reasons: tuple[LinkFact, ...]


@dataclass(frozen=True, slots=True)
class Together:
    """What a rule gives a group.

    Attributes
    ----------
    rule : Rule
    picks : tuple of GroupPick
    without_pick : tuple of int
        The members who have none among the picks.
    stepped_back : tuple of int
        Rows that would be among the picks, had they not been shown and passed over on days before.
    more : bool
        Whether there is a next page.
    """

    rule: Rule
    picks: tuple[GroupPick, ...]
    without_pick: tuple[int, ...]
    stepped_back: tuple[int, ...]
    more: bool


def recommend_together(  # noqa: PLR0917  the last three narrow what the first four ask for
    library: Library,
    members: Sequence[Member],
    rule: Rule = DEFAULT_RULE,
    count: int = 5,
    wanted: Filter | None = None,
    passed_over: Mapping[int, int] = NOTHING,
    page: int = 0,
) -> Together:
    """Return the best films by a rule that no member has rated or seen, one of each series.

    `passed_over` is on how many days before today films were shown to all of them and not rated; `page`, from
    0, has the next `count` films after those of the pages before.

    Raises
    ------
    NoFilmsLeft
        When nothing is left to recommend.
    """
    allowed = (wanted or Filter(known_share=WIDELY_KNOWN_SHARE)).mask(library.embeddings)
    allowed[[row for member in members for row in member.rated]] = False
    rows = np.flatnonzero(allowed)
    if not len(rows):
        raise NoFilmsLeft
    tastes = [library.taste(member.likes, member.dislikes) for member in members]
    likings = likings_of(tastes, rows)
    scores = RULES[rule](likings)
    order = rows[ranking(scores)[:DEEPEST]].tolist()
    pages = library.distinct_pages(order, count, min(page + 2, MOST_PAGES), passed_over)
    shown, following = [*pages, []][page : page + 2]
    if not shown:
        raise NoFilmsLeft
    usual = library.distinct(order, count) if passed_over and not page else shown
    places = np.searchsorted(rows, shown)
    needed = np.quantile(likings, 1 - BEST_SHARE, axis=1)
    direction = mean_normal(tastes)
    picks = tuple(
        GroupPick(
            row=int(rows[at]),
            score=float(scores[at]),
            likings=tuple(likings[:, at].tolist()),
            pick_of=tuple(np.flatnonzero(likings[:, at] >= needed).tolist()),
            reasons=reasons(library.embeddings, direction, int(rows[at])),
        )
        for at in places
    )
    served = {member for pick in picks for member in pick.pick_of}
    without = tuple(at for at in range(len(members)) if at not in served)
    stepped_back = tuple(row for row in usual if row in passed_over and row not in shown)
    return Together(rule, picks, without, stepped_back, bool(following))


def score_films(
    library: Library, members: Sequence[Member], rows: Sequence[int], rule: Rule = DEFAULT_RULE
) -> list[float]:
    """Return what the rule gives to films, each weighed against the whole catalogue: it breaks a tie."""
    tastes = [library.taste(member.likes, member.dislikes) for member in members]
    scores = RULES[rule](likings_of(tastes, np.arange(len(library))))
    return [float(scores[row]) for row in rows]


def likings_of(tastes: Sequence[Taste], rows: NDArray[np.int64]) -> Likings:
    """Return each member's liking of each of `rows`, on the scale that these span: (members, rows)."""
    return np.stack([liking(taste.distances[rows]) for taste in tastes])


def liking(distances: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return signed distances as likings in [0, 1]: each side is stretched to its farthest film."""
    above, below = max(float(distances.max()), SMALLEST), max(float(-distances.min()), SMALLEST)
    stretched: NDArray[np.float32] = np.where(distances > 0, distances / above, distances / below)
    return 0.5 + 0.5 * stretched


def mean_normal(tastes: Sequence[Taste]) -> NDArray[np.float32]:
    """Return where the members' normals point together: (dimensions,)."""
    mean: NDArray[np.float32] = np.stack([taste.normal for taste in tastes]).mean(axis=0)
    return mean


def reasons(
    space: Embeddings, direction: NDArray[np.float32], row: int, count: int = REASONS
) -> tuple[LinkFact, ...]:
    """Return the film's links that a direction points to most, of those that many films have."""
    known = [link for link in space.links_of(row) if LEAST_COUNT <= link.count <= COMMON_LINK]
    leanings = space.link_vectors[[link.column for link in known]] @ direction[: space.trained_dimensions]
    order = np.argsort(-leanings, kind="stable")[:count]
    return tuple(known[at] for at in order if leanings[at] > 0)
