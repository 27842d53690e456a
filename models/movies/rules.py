"""The rules by which a group agrees: from each member's liking of each film to one score a film (numpy).

Judith Masthoff, *Group Modeling: Selecting a Sequence of Television Items to Suit a Group of Viewers*
(2004) compares them with what people do; her chapter in the *Recommender Systems Handbook* (2nd edition,
2015) has their names. *Least misery* is from O'Connor et al., *PolyLens* (2001), the count of places from
Borda (1781). A rule is a function from likings, (members, films), to scores, (films,), the highest best.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from models.movies.ranking import ranking

MISERY = 0.5
"""The liking below which a film makes somebody miserable: half is a member's own hyperplane."""

Likings = NDArray[np.float32]
Scores = NDArray[np.float32]
Scoring = Callable[[Likings], Scores]


class Rule(StrEnum):
    """How a group agrees; the values stand in the ids of buttons and stay as they are."""

    AVERAGE = "average"
    NO_MISERY = "nomisery"
    LEAST_MISERY = "least"
    MOST_PLEASURE = "most"
    BORDA = "borda"
    FAIR_TURNS = "turns"


DEFAULT_RULE = Rule.AVERAGE
"""The best for the mean member and for the worst-off one on groups drawn to choose by (docs/models.md)."""


def average(likings: Likings) -> Scores:
    """Score by the mean liking."""
    return np.asarray(likings.mean(axis=0))


def average_without_misery(likings: Likings) -> Scores:
    """Score by the mean liking, with whatever makes somebody miserable behind all the rest."""
    return average(likings) - (likings < MISERY).any(axis=0)


def least_misery(likings: Likings) -> Scores:
    """Score by the lowest liking: a group is as happy as its unhappiest member."""
    return np.asarray(likings.min(axis=0))


def most_pleasure(likings: Likings) -> Scores:
    """Score by the highest liking: a group is as happy as its happiest member."""
    return np.asarray(likings.max(axis=0))


def borda(likings: Likings) -> Scores:
    """Score by how many films a film beats, on average over the members."""
    beaten = likings.shape[1] - 1 - places(likings)
    return np.asarray(beaten.mean(axis=0, dtype=np.float32))


def fair_turns(likings: Likings) -> Scores:
    """Score by minus the turn at which a film is named.

    In round r each member in turn names their r-th favourite; one that was named before is not named again.
    Every other round goes backwards, so that being the last is made good at once.
    """
    rounds, members = places(likings), len(likings)
    seats = np.arange(members)[:, None]
    turns = rounds * members + np.where(rounds % 2 == 0, seats, members - 1 - seats)
    return np.asarray(-turns.min(axis=0), np.float32)


def places(likings: Likings) -> NDArray[np.int64]:
    """Return each film's place with each member, 0 for the favourite: (members, films)."""
    found = np.empty(likings.shape, np.int64)
    for member, row in enumerate(likings):
        found[member, ranking(row)] = np.arange(likings.shape[1])
    return found


RULES: dict[Rule, Scoring] = {
    Rule.AVERAGE: average,
    Rule.NO_MISERY: average_without_misery,
    Rule.LEAST_MISERY: least_misery,
    Rule.MOST_PLEASURE: most_pleasure,
    Rule.BORDA: borda,
    Rule.FAIR_TURNS: fair_turns,
}
