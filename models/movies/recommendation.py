"""A person's recommendations, all that is told of them, and what a taste is drawn from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from models.movies.errors import NoFilmsLeft, TooFewRatings
from models.movies.evaluate import SelfTest
from models.movies.filters import Filter
from models.movies.library import Film, Library
from models.movies.reasons import Reasons, reasons
from models.movies.taste import Pick, Standing, Taste
from models.movies.tastemap import TasteMap, plan

MOST_PAGES = 10
GENRES = 2
LINKS = 3
"""Of each, so many are named on either side of a hyperplane."""

KNOWN_LINK = 30
"""A link in fewer films would puzzle people."""

EVERY_KNOWN_FILM = Filter()
DRAWN = 5
"""Films that are foretold on either side of a map."""


@dataclass(frozen=True, slots=True)
class Recommended:
    """A film with its signed distance from the hyperplane, and what carries it there."""

    film: Film
    distance: float
    reasons: Reasons


@dataclass(frozen=True, slots=True)
class Direction:
    """Towards which genres and links a hyperplane's normal points, and away from which."""

    toward: tuple[str, ...]
    away: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What a hyperplane recommends.

    Attributes
    ----------
    standing : Standing
    best, worst : tuple of Recommended
    stepped_back : tuple of Film
        What would be among the best, had it not been shown and passed over on days before.
    more : bool
        Whether there is a next page.
    direction : Direction or None
        None for average taste, which nobody's ratings point anywhere.
    self_test : SelfTest or None
        None where there are too few ratings to test it on.
    """

    standing: Standing
    best: tuple[Recommended, ...]
    worst: tuple[Recommended, ...]
    stepped_back: tuple[Film, ...]
    more: bool
    direction: Direction | None
    self_test: SelfTest | None

    @property
    def shown(self) -> tuple[Film, ...]:
        """All films of it, the best first."""
        return tuple(each.film for each in (*self.best, *self.worst))


@dataclass(frozen=True, slots=True)
class Supposed:
    """A taste that films named at once make: its ends, where it points, and what its map shows."""

    best: tuple[Recommended, ...]
    worst: tuple[Recommended, ...]
    direction: Direction
    map: TasteMap


@dataclass(frozen=True, slots=True)
class Mapped:
    """A person's taste, to be drawn."""

    standing: Standing
    map: TasteMap


@dataclass(frozen=True, slots=True)
class Request:
    """What somebody asks for.

    Attributes
    ----------
    filter : Filter
    count : int
        How many films a side.
    page : int
        Which films of each side, from 0: the next `count` after those of the pages before.
    passed_over : mapping of int to int
        On how many days before today films were shown and not rated: these stand lower.
    """

    filter: Filter = EVERY_KNOWN_FILM
    count: int = 5
    page: int = 0
    passed_over: Mapping[int, int] = field(default_factory=dict)


def recommend(
    library: Library,
    likes: tuple[int, ...],
    dislikes: tuple[int, ...],
    seen: tuple[int, ...],
    request: Request,
) -> Recommendation:
    """Return what the hyperplane of some likes and dislikes recommends.

    Parameters
    ----------
    likes, dislikes, seen
        Rows of films, none of which is recommended.

    Raises
    ------
    NoFilmsLeft
        When nothing is left to recommend.
    """
    taste = library.taste(likes, dislikes)
    rated = likes + dislikes + seen
    pages = min(request.page + 2, MOST_PAGES)
    passed_over = request.passed_over
    asked = (taste, request.count, request.filter, rated)
    *_, (best, worst), following = [*library.pages(*asked, pages, passed_over), ([], [])][: request.page + 2]
    if not best:
        raise NoFilmsLeft
    stepped_back = []
    if passed_over and not request.page:
        usual, _ = library.recommend(*asked)
        shown = {pick.row for pick in best}
        stepped_back = [pick.row for pick in usual if pick.row in passed_over and pick.row not in shown]
    return Recommendation(
        standing=taste.standing,
        best=_told(library, taste, best),
        worst=_told(library, taste, worst),
        stepped_back=tuple(map(library.film, stepped_back)),
        more=bool(following[0]),
        direction=direction_of(library, taste) if rated else None,
        self_test=library.self_test(likes, dislikes),
    )


def suppose(library: Library, likes: tuple[int, ...], dislikes: tuple[int, ...]) -> Supposed:
    """Return the taste of whoever likes some films and dislikes others."""
    taste = library.taste(likes, dislikes)
    *ends, taste_map = _mapped(library, taste, likes, dislikes, ())
    best, worst = (_told(library, taste, picks) for picks in ends)
    return Supposed(best, worst, direction_of(library, taste), taste_map)


def map_taste(
    library: Library, likes: tuple[int, ...], dislikes: tuple[int, ...], seen: tuple[int, ...]
) -> Mapped:
    """Return what the picture of a person's taste is drawn from.

    Raises
    ------
    TooFewRatings
        When there is no like and no dislike.
    """
    if not likes and not dislikes:
        raise TooFewRatings(0, 1)
    taste = library.taste(likes, dislikes)
    *_, taste_map = _mapped(library, taste, likes, dislikes, seen)
    return Mapped(taste.standing, taste_map)


def direction_of(library: Library, taste: Taste) -> Direction:
    """Return where a hyperplane's normal points, in genres and in links that many films have."""
    genres = library.model.genre_leanings(taste, GENRES)
    links = library.model.leanings(taste, LINKS, least_count=KNOWN_LINK)
    toward, away = (
        (*names, *(link.name for link in leanings)) for names, leanings in zip(genres, links, strict=True)
    )
    return Direction(toward, away)


def _mapped(
    library: Library, taste: Taste, likes: Sequence[int], dislikes: Sequence[int], seen: Sequence[int]
) -> tuple[list[Pick], list[Pick], TasteMap]:
    best, worst = library.recommend(taste, DRAWN, EVERY_KNOWN_FILM, (*likes, *dislikes, *seen))
    return best, worst, plan(library.embeddings, taste, likes, dislikes, best=best, worst=worst)


def _told(library: Library, taste: Taste, picks: Sequence[Pick]) -> tuple[Recommended, ...]:
    return tuple(
        Recommended(library.film(pick.row), pick.distance, reasons(library, taste, pick.row))
        for pick in picks
    )
