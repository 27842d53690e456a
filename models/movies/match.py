"""How alike two tastes are: the cosine of their normals, and the films that show it (numpy).

A cosine says little by itself, because all tastes lean the same way a little: that of two strangers is 0.41
in the middle. So it is placed among the cosines of strangers: pairs drawn from the taste data's users, fitted
to 5, 10 and 20 likes and as many dislikes. The middle of one person's two halves, no film in both, is 0.48.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models.movies.errors import NoFilmsLeft
from models.movies.filters import WIDELY_KNOWN_SHARE, Filter
from models.movies.group import GroupPick, Member, likings_of, recommend_together
from models.movies.library import Library
from models.movies.ranking import ranking
from models.movies.rules import Rule

LEAST_RATINGS = 5
STRANGERS = 0.41
ONESELF = 0.48
DECILES = (0.08, 0.20, 0.28, 0.34, 0.39, 0.44, 0.48, 0.53, 0.59, 0.68)
"""Cosines of strangers, of which 5%, 15%, ... 95% lie lower; measured on one half, the same on the other."""


@dataclass(frozen=True, slots=True)
class Argument:
    """A film that one would love and the other would not; `likings` are theirs, from 0 to 1."""

    row: int
    likings: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Match:
    """How two tastes compare.

    Attributes
    ----------
    cosine : float
        Of the two normals, from -1 for opposite over 0 for nothing in common to 1 for the same.
    less_alike : float
        The share of pairs of strangers whose cosine is lower.
    both : tuple of GroupPick
        Films for both, by least misery.
    arguments : tuple of Argument
        Films on which they differ most, those that the first would love before the others.
    """

    cosine: float
    less_alike: float
    both: tuple[GroupPick, ...]
    arguments: tuple[Argument, ...]


def match_tastes(library: Library, one: Member, other: Member, count: int = 3) -> Match:
    """Compare two people by known films that neither has rated; `count` films a list.

    Raises
    ------
    NoFilmsLeft
    """
    tastes = [library.taste(each.likes, each.dislikes) for each in (one, other)]
    cosine = float(tastes[0].normal @ tastes[1].normal)
    allowed = Filter(known_share=WIDELY_KNOWN_SHARE).mask(library.embeddings)
    allowed[[*one.rated, *other.rated]] = False
    rows = np.flatnonzero(allowed)
    if not len(rows):
        raise NoFilmsLeft
    likings = likings_of(tastes, rows)
    apart = likings[0] - likings[1]
    most = [rows[ranking(side)].tolist() for side in (apart, -apart)]
    shares = (count + 1) // 2, count // 2
    places = [np.searchsorted(rows, library.distinct(*each)) for each in zip(most, shares, strict=True)]
    arguments = tuple(
        Argument(int(rows[at]), (float(likings[0, at]), float(likings[1, at])))
        for at in np.concatenate(places)
    )
    both = recommend_together(library, (one, other), Rule.LEAST_MISERY, count).picks
    return Match(cosine, share_less_alike(cosine), both, arguments)


def share_less_alike(cosine: float) -> float:
    """Return which share of pairs of strangers is less alike, from 0 to 1."""
    known = (-1.0, *DECILES, 1.0)
    shares = (0.0, *(0.05 + 0.1 * step for step in range(len(DECILES))), 1.0)
    return float(np.interp(cosine, known, shares))
