"""Which of a person's ratings carry a film to its side of the hyperplane, as one can say it in a line."""

from __future__ import annotations

from dataclasses import dataclass

from models.movies.library import Film, Library
from models.movies.taste import Explanation, Support, Taste

PRIOR_SHARE = 0.5
"""The part of a film's distance from which on it is told that average taste carries it."""

IN_SHORT = 2
"""Ratings that are named in a line."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A rating, what it adds to a film's distance, and what the two films share.

    Attributes
    ----------
    film : Film
        The rated one.
    liked : bool
    contribution : float
    resembles : bool
        Whether it puts the film where it is, or would, by being like it: a like that draws it up, a dislike
        that draws it down. Otherwise the film is unlike it.
    shared : tuple of str
        The links that both have, the rarest first.
    """

    film: Film
    liked: bool
    contribution: float
    resembles: bool
    shared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reasons:
    """What carries a film to its side: ratings, the strongest first, and whether average taste does."""

    evidence: tuple[Evidence, ...]
    average_taste: bool


@dataclass(frozen=True, slots=True)
class Why:
    """Why a film lies where it does; see `models.movies.taste.Explanation` for what adds up.

    Attributes
    ----------
    place, among : int
        Of how many films, by distance, from 1.
    supports, against : tuple of Evidence
        The ratings that carry it most, and those that speak most against its side.
    others : int
        How many ratings are in neither, which contribute `others_part` together.
    in_short : Reasons
    """

    film: Film
    distance: float
    place: int
    among: int
    supports: tuple[Evidence, ...]
    against: tuple[Evidence, ...]
    others: int
    others_part: float
    average_taste: float
    middle: float
    in_short: Reasons


def why(library: Library, taste: Taste, row: int, count: int) -> Why:
    """Return why a film lies where it does, by up to `count` ratings for its side and as many against."""
    explanation = library.model.explain(taste, row, count)
    supports, against = (
        tuple(_evidence(library, each, explanation.distance) for each in side)
        for side in (explanation.supports, explanation.against)
    )
    return Why(
        film=library.film(row),
        distance=explanation.distance,
        place=int((taste.distances > taste.distances[row]).sum()) + 1,
        among=len(library),
        supports=supports,
        against=against,
        others=len(taste.rated) - len(supports) - len(against),
        others_part=explanation.others,
        average_taste=explanation.prior,
        middle=explanation.middle,
        in_short=Reasons(supports, _carried_by_average_taste(explanation)),
    )


def reasons(library: Library, taste: Taste, row: int) -> Reasons:
    """Return what carries a film to its side, for a line."""
    explanation = library.model.explain(taste, row, IN_SHORT)
    carried = (_evidence(library, each, explanation.distance) for each in explanation.supports)
    return Reasons(tuple(carried), _carried_by_average_taste(explanation))


def _carried_by_average_taste(explanation: Explanation) -> bool:
    side = 1 if explanation.distance >= 0 else -1
    return side * explanation.prior > PRIOR_SHARE * abs(explanation.distance)


def _evidence(library: Library, support: Support, distance: float) -> Evidence:
    return Evidence(
        film=library.film(support.row),
        liked=support.liked,
        contribution=support.contribution,
        resembles=support.liked == (distance >= 0),
        shared=tuple(link.name for link in support.shared),
    )
