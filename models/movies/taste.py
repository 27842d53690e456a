"""A person's taste as a hyperplane: a linear SVM over unit film vectors, in milliseconds (numpy, libsvm).

The SVM sees, beside the ratings, two imaginary ones: a point a little way along the coordinate of acclaim
liked, its mirror image disliked, both heavy. A point so near the origin cannot reach the margin, so it always
pulls with its full weight: the normal starts from the prior, and each rating moves it. It is still an
ordinary linear SVM: scikit-learn's SVC on the same points gives the same order of films. Only the small Gram
matrix of the rated films is given to libsvm; one matrix-vector product then ranks the whole catalogue.

A soft margin leaves some of what it is fitted to on the wrong side, the prior against them. With few
ratings nobody would forgive that: the hyperplane is then turned as little as will do (`own_sides`), and lies
between them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from models.movies.embeddings import COMMON_LINK, Embeddings, LinkFact
from models.movies.own_sides import smallest_turn
from models.movies.ranking import ranking
from models.svm import fit_svc

KNOWN_FILMS = 5_000  # the most prominent: people rate these, and the middle of all films is nothing they know
FEW_RATINGS = 10  # up to so many, no rated film is left on the wrong side
ONE_SIDED_WEIGHT = 2.0  # of all likes together when there is no dislike, and the reverse
Missing = Literal["nothing", "likes", "dislikes", "both"]


@dataclass(frozen=True, slots=True)
class TasteConfig:
    """The constants of the fit, chosen on a part of the taste data's users.

    Attributes
    ----------
    c : float
        The SVM's C.
    prior : float
        How strongly the prior pulls, as a share of a normal's coordinates; 0 turns it off.
    prior_length : float
        How far from the origin the imaginary ratings lie.
    """

    c: float = 1.0
    prior: float = 2.0
    prior_length: float = 0.05


@dataclass(frozen=True, slots=True)
class Standing:
    """How many ratings a taste rests on, which kind is `missing`, and what is to be expected of it.

    `expected_auc` and `next_auc` are what the shared protocol measured with so many likes and dislikes and
    with the next step, `next_ratings` of each, up; None where the artifact has no such figures.
    """

    likes: int
    dislikes: int
    missing: Missing
    expected_auc: float | None = None
    next_ratings: int | None = None
    next_auc: float | None = None


@dataclass(frozen=True, slots=True)
class Support:
    """A rated film that carries a pick: its part of the film's distance and the links the two share."""

    row: int
    liked: bool
    contribution: float
    shared: tuple[LinkFact, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a film lies where it does.

    Attributes
    ----------
    distance : float
        The film's; the sum of `middle`, `prior`, the contributions of `supports` and `against`, and
        `others`.
    middle : float
        Where the middle of the catalogue lies; all else says what sets this film apart from it.
    prior : float
        What the prior contributes.
    supports : tuple of Support
        The rated films that carry it most towards the side it is on.
    against : tuple of Support
        Those that pull it most to the other side.
    others : float
        What all rated films that are in neither contribute together.
    """

    row: int
    distance: float
    middle: float
    prior: float
    supports: tuple[Support, ...]
    against: tuple[Support, ...]
    others: float


@dataclass(frozen=True, slots=True)
class Pick:
    """A film by row, with its signed distance from the hyperplane."""

    row: int
    distance: float


@dataclass(frozen=True, slots=True)
class Leaning:
    """A link with the cosine between its vector and the hyperplane's normal."""

    column: int
    name: str
    cosine: float


@dataclass(frozen=True, slots=True, eq=False)
class Taste:
    """A fitted hyperplane.

    Attributes
    ----------
    normal : ndarray of float32, (dimensions,)
        Unit length, pointing towards what is liked.
    offset : float
        The signed distance of the origin.
    distances : ndarray of float32, (films,)
        Signed distance of every film (or of those wanted) from the hyperplane, liked side positive.
    rated, weights : ndarrays, (ratings,)
        Rows of the likes then the dislikes, and alpha * label of each, divided by the normal's former length.
    margin : float
        The distance from the hyperplane to either edge of the margin, 1 / ‖w‖; 0 where nothing was fitted.
    """

    normal: NDArray[np.float32]
    offset: float
    distances: NDArray[np.float32]
    rated: NDArray[np.int64]
    weights: NDArray[np.float64]
    standing: Standing
    margin: float


class TasteModel:
    """Fits and explains tastes over one catalogue."""

    def __init__(self, embeddings: Embeddings, config: TasteConfig | None = None) -> None:
        self._embeddings = embeddings
        self._vectors = embeddings.vectors
        self._config = config or TasteConfig()
        self._middle = embeddings.vectors.mean(axis=0).astype(np.float64)
        known = np.argsort(-embeddings.prominence, kind="stable")[:KNOWN_FILMS]
        self._crowd = embeddings.vectors[known].mean(axis=0).astype(np.float64)

    def fit(
        self, likes: Sequence[int], dislikes: Sequence[int], wanted: Sequence[int] | None = None
    ) -> Taste:
        """Fit the hyperplane of a person to rows of films; a film in both counts as disliked.

        `wanted` limits `distances` to those rows, in that order, where the whole catalogue is not needed.

        With no ratings it is the prior alone. With ratings of one kind only, the middle of the best known
        films stands in for the other kind, and all of them together weigh little: they say what the person
        watches rather than what they prefer.
        """
        disliked = list(dict.fromkeys(int(row) for row in dislikes))
        liked = [row for row in dict.fromkeys(int(row) for row in likes) if row not in set(disliked)]
        rated = np.array(liked + disliked, dtype=np.int64)
        points, labels, weights = self.points(liked, disliked)
        if (labels > 0).any() and (labels < 0).any():
            coefficients, offset = self._solve(points, labels, weights, len(rated))
        else:
            coefficients, offset = np.zeros(len(labels)), 0.0
        normal = coefficients @ points
        length = float(np.linalg.norm(normal)) or 1.0
        normal, offset = normal / length, offset / length
        measured = self._vectors if wanted is None else self._vectors[list(wanted)]
        distances = measured @ normal.astype(np.float32) + np.float32(offset)
        return Taste(
            normal=normal.astype(np.float32),
            offset=float(offset),
            distances=distances,
            rated=rated,
            weights=coefficients[: len(rated)] / length,
            standing=self.standing(len(liked), len(disliked)),
            margin=1 / length if normal.any() else 0.0,
        )

    def rank(
        self, taste: Taste, count: int = 5, allowed: NDArray[np.bool_] | None = None
    ) -> tuple[list[Pick], list[Pick]]:
        """Return the unrated films furthest out on the liked side, and those furthest out on the other.

        `allowed` is a mask of films, (films,), to filter by genre, years or fame; the lists share no film.
        """
        open_rows = np.ones(len(self._vectors), bool) if allowed is None else allowed.copy()
        open_rows[taste.rated] = False
        rows = np.flatnonzero(open_rows)
        order = rows[ranking(taste.distances[rows])]
        best, worst = order[:count], order[count:][::-1][:count]
        return self._picks(taste, best), self._picks(taste, worst)

    def _picks(self, taste: Taste, rows: NDArray[np.int64]) -> list[Pick]:
        return [Pick(int(row), float(taste.distances[row])) for row in rows]

    def points(
        self, liked: Sequence[int], disliked: Sequence[int]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
        """Return what the SVM is fitted to: points (n, dimensions), labels +1 / -1 and weights (n,)."""
        rated = [*liked, *disliked]
        points = [self._vectors[rated].astype(np.float64)]
        labels = [1.0] * len(liked) + [-1.0] * len(disliked)
        weights = [1.0] * len(rated)
        if rated and not (liked and disliked):
            points.append(self._crowd[None])
            labels.append(-1.0 if liked else 1.0)
            weights = [ONE_SIDED_WEIGHT / len(rated)] * len(rated) + [ONE_SIDED_WEIGHT]
        if self._config.prior > 0:
            step = self._config.prior_length * self._embeddings.acclaim_direction.astype(np.float64)
            points.append(np.stack([step, -step]))
            labels += [1.0, -1.0]
            weights += [self._config.prior / (2 * self._config.c * self._config.prior_length)] * 2
        return np.concatenate(points), np.array(labels), np.array(weights)

    def _solve(
        self,
        points: NDArray[np.float64],
        labels: NDArray[np.float64],
        weights: NDArray[np.float64],
        ratings: int,
    ) -> tuple[NDArray[np.float64], float]:
        """Solve the SVM, and turn the hyperplane of few ratings until each lies on its own side."""
        coefficients, offset = _solve(points, labels, weights, self._config.c)
        if not 0 < ratings <= FEW_RATINGS:
            return coefficients, offset
        given = ratings + (len(set(labels[:ratings])) == 1)  # and the crowd
        rated, sides = points[:given], labels[:given]
        for _ in range(2):
            along = rated @ (coefficients @ points)
            liked, disliked = float(along[sides > 0].min()), float(along[sides < 0].max())
            if liked > -offset > disliked:
                break
            if liked > disliked:
                return coefficients, -(liked + disliked) / 2
            coefficients[:given] += smallest_turn(rated @ rated.T, along, sides)
        return coefficients, offset

    def standing(self, likes: int, dislikes: int) -> Standing:
        """Say what a taste of so many ratings rests on and lacks."""
        missing: Missing = "nothing" if likes and dislikes else "likes" if dislikes else "dislikes"
        if not likes and not dislikes:
            missing = "both"
        measured = {int(n): auc for n, auc in self._embeddings.manifest.metrics.get("taste", {}).items()}
        reached = [n for n in sorted(measured) if n <= min(likes, dislikes)]
        ahead = [n for n in sorted(measured) if n > min(likes, dislikes)]
        return Standing(
            likes=likes,
            dislikes=dislikes,
            missing=missing,
            expected_auc=measured[reached[-1]] if reached else None,
            next_ratings=ahead[0] if ahead else None,
            next_auc=measured[ahead[0]] if ahead else None,
        )

    def explain(self, taste: Taste, row: int, count: int = 3) -> Explanation:
        """Return what carries the film at `row` to its side and what speaks against, up to `count` each.

        The parts are measured from the middle of the catalogue, and add up to the film's distance.
        """
        apart = self._vectors[row].astype(np.float64) - self._middle
        similarities = self._vectors[taste.rated].astype(np.float64) @ apart
        parts = taste.weights * similarities
        side = 1.0 if taste.distances[row] >= 0 else -1.0
        order = np.argsort(-side * parts, kind="stable")
        carried = [int(at) for at in order[:count] if side * parts[at] > 0]
        opposed = [int(at) for at in order[::-1][:count] if side * parts[at] < 0]
        rest = np.ones(len(parts), bool)
        rest[carried + opposed] = False
        middle = float(self._middle @ taste.normal) + taste.offset
        return Explanation(
            row=row,
            distance=float(taste.distances[row]),
            middle=middle,
            prior=float(apart @ taste.normal) - float(parts.sum()),
            supports=tuple(self._support(taste, row, at, float(parts[at])) for at in carried),
            against=tuple(self._support(taste, row, at, float(parts[at])) for at in opposed),
            others=float(parts[rest].sum()),
        )

    def _support(self, taste: Taste, row: int, at: int, part: float) -> Support:
        """Return what the rating at `at` contributes to the film at `row`."""
        rated = int(taste.rated[at])
        return Support(
            row=rated,
            liked=at < taste.standing.likes,
            contribution=part,
            shared=tuple(self._embeddings.shared_links(row, rated)),
        )

    def leanings(
        self, taste: Taste, count: int = 5, least_count: int = 10
    ) -> tuple[list[Leaning], list[Leaning]]:
        """Return the links towards which the normal points, and those away from which, strongest first."""
        space = self._embeddings
        part = taste.normal[: space.trained_dimensions]
        known = np.flatnonzero((space.counts >= least_count) & (space.counts <= COMMON_LINK))
        cosines = space.link_vectors[known] @ (part / max(float(np.linalg.norm(part)), 1e-9))
        order = np.argsort(-cosines, kind="stable")

        def named(places: NDArray[np.int64]) -> list[Leaning]:
            return [Leaning(int(known[at]), space.links[known[at]], float(cosines[at])) for at in places]

        return named(order[:count]), named(order[::-1][:count])

    def genre_leanings(self, taste: Taste, count: int = 3) -> tuple[list[str], list[str]]:
        """Return the genres towards which the normal points, and those away from which, strongest first."""
        space = self._embeddings
        names = space.genre_names
        part = taste.normal[space.trained_dimensions :][: len(names)]
        order = np.argsort(-part, kind="stable")
        toward = [names[at] for at in order[:count] if part[at] > 0]
        away = [names[at] for at in order[::-1][:count] if part[at] < 0]
        return toward, away


def _solve(
    points: NDArray[np.float64], labels: NDArray[np.float64], weights: NDArray[np.float64], c: float
) -> tuple[NDArray[np.float64], float]:
    """Solve the SVM's dual on the Gram matrix of the points; return alpha * label of each, and the offset."""
    machine = fit_svc(points @ points.T, labels, weights, kernel="precomputed", C=c, tol=1e-6)
    coefficients = np.zeros(len(labels))
    coefficients[machine.support_] = machine.dual_coef_[0]
    return coefficients, float(machine.intercept_[0])
