"""A taste in two dimensions: sideways the distance from the hyperplane, upwards what else parts the films."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from models.movies.errors import TooFewRatings

if TYPE_CHECKING:  # the process that draws needs no catalogue and no SVM
    from models.movies.embeddings import Embeddings
    from models.movies.taste import Pick, Taste

MAX_FILMS = 50  # more points than that, and their labels find no room
MAX_PICKS = 10  # of the best, and of the worst
MAX_RATINGS = 1_000_000  # of no meaning but for the message: any number of ratings will do
Kind = Literal["liked", "disliked", "best", "worst"]
KINDS: tuple[Kind, ...] = ("liked", "disliked", "best", "worst")


@dataclass(frozen=True, slots=True)
class MappedFilm:
    """A film on the map.

    Attributes
    ----------
    kind : Kind
        Rated by the person (liked, disliked), or foretold by the hyperplane (best, worst).
    distance : float
        Signed distance from the hyperplane, the liked side positive.
    height : float
        The coordinate along the first principal direction of the films on the map, within the hyperplane.
    supports : bool
        Whether it is a support vector: the hyperplane would lie elsewhere without it.
    """

    title: str
    year: int | None
    kind: Kind
    distance: float
    height: float
    supports: bool


@dataclass(frozen=True, slots=True)
class TasteMap:
    """All that a picture of a taste needs; small, for it goes to another process.

    Attributes
    ----------
    films : tuple of MappedFilm
        The liked, the disliked, the best and the worst, in this order.
    margin : float
        The distance from the hyperplane to either edge of the margin.
    likes, dislikes, left_out : int
        How many ratings there are, and how many of them are not on the map.
    """

    films: tuple[MappedFilm, ...]
    margin: float
    likes: int
    dislikes: int
    left_out: int

    @property
    def ratings(self) -> int:
        """How many ratings the taste rests on."""
        return self.likes + self.dislikes

    def of_kind(self, kind: Kind) -> list[MappedFilm]:
        """Return the films of one kind."""
        return [film for film in self.films if film.kind == kind]


def plan(
    embeddings: Embeddings,
    taste: Taste,
    likes: Sequence[int],
    dislikes: Sequence[int],
    *,
    best: Sequence[Pick],
    worst: Sequence[Pick],
) -> TasteMap:
    """Choose what the map of a taste shows, and where.

    Parameters
    ----------
    embeddings, taste
        The catalogue, and the hyperplane fitted to `likes` and `dislikes`.
    likes, dislikes
        Rows of the rated films; as in `TasteModel.fit`, a film in both counts as disliked. Of too many, those
        stay that hold the hyperplane in place and those furthest out on either side.
    best, worst
        What `TasteModel.rank` found, the outermost first; at most 10 of each are shown.

    Raises
    ------
    TooFewRatings
        If there is no rating.
    """
    disliked = list(dict.fromkeys(dislikes))
    liked = [row for row in dict.fromkeys(likes) if row not in set(disliked)]
    rated = {*liked, *disliked}
    if not rated:
        raise TooFewRatings(0, 1)
    tops = [row for row in (pick.row for pick in best) if row not in rated][:MAX_PICKS]
    flops = [row for row in (pick.row for pick in worst) if row not in {*rated, *tops}][:MAX_PICKS]
    distances = _distances(embeddings, taste, [*liked, *disliked, *tops, *flops])
    weights = dict(zip(taste.rated.tolist(), np.abs(taste.weights).tolist(), strict=True))
    kept = _kept(liked, disliked, distances, weights, MAX_FILMS - len(tops) - len(flops))
    rows = [*kept, *tops, *flops]
    heights = _heights(embeddings.vectors[rows].astype(np.float64), taste.normal.astype(np.float64))
    kinds: dict[int, Kind] = {**dict.fromkeys(tops, "best"), **dict.fromkeys(flops, "worst")}
    kinds |= {**dict.fromkeys(liked, "liked"), **dict.fromkeys(disliked, "disliked")}
    films = tuple(
        MappedFilm(
            title=embeddings.titles[row],
            year=embeddings.years[row],
            kind=kinds[row],
            distance=round(distances[row], 6),  # the picture's bytes hang on no last digit
            height=round(float(height), 6),
            supports=weights.get(row, 0.0) > 0,
        )
        for row, height in zip(rows, heights, strict=True)
    )
    return TasteMap(
        films=films,
        margin=taste.margin,
        likes=len(liked),
        dislikes=len(disliked),
        left_out=len(rated) - len(kept),
    )


def _distances(embeddings: Embeddings, taste: Taste, rows: list[int]) -> dict[int, float]:
    """Return the signed distance of each row: `taste.distances` may be of other films."""
    vectors = embeddings.vectors[rows].astype(np.float64)
    distances = vectors @ taste.normal.astype(np.float64) + taste.offset
    return dict(zip(rows, distances.tolist(), strict=True))


def _heights(vectors: NDArray[np.float64], normal: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the places (n,) of films (n, dimensions) along their main direction within the hyperplane."""
    within = vectors - np.outer(vectors @ normal, normal)
    within -= within.mean(axis=0)
    direction = np.linalg.svd(within, full_matrices=False)[2][0]
    direction *= np.sign(direction[np.abs(direction).argmax()])  # an SVD leaves the sign open
    return np.asarray(within @ direction)


def _kept(
    liked: list[int],
    disliked: list[int],
    distances: dict[int, float],
    weights: dict[int, float],
    room: int,
) -> list[int]:
    """Return the rated films for which there is room, half of it for either side if both need it."""
    for_likes = min(len(liked), max(room // 2, room - len(disliked)))
    kept: list[int] = []
    for rows, places, side in ((liked, for_likes, 1.0), (disliked, room - for_likes, -1.0)):
        out = {row: side * distances[row] for row in rows}
        outermost = sorted(out, key=out.__getitem__, reverse=True)
        holding = sorted(outermost, key=lambda row: weights.get(row, 0.0), reverse=True)
        chosen = set(_first(places, outermost, holding))
        kept += [row for row in rows if row in chosen]
    return kept


def _first(count: int, *rankings: list[int]) -> Iterator[int]:
    """Yield the first rows of some rankings of the same rows, in turn."""
    seen: set[int] = set()
    for row in (row for ranks in zip(*rankings, strict=True) for row in ranks):
        if len(seen) == count:
            return
        if row not in seen:
            seen.add(row)
            yield row
