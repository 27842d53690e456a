"""What the picture of a concept is drawn from: words in the plane of the border's normal and one more way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:  # a process that only draws should not load scikit-learn
    from models.words.concept.fit import Concept
    from models.words.space.vectors import Term, WordVectors

Kind = Literal["example", "other", "drawn", "shown", "tested"]
_FLAT = 1e-9


@dataclass(frozen=True, slots=True)
class Dot:
    """A word on the picture.

    Attributes
    ----------
    x : float
        Its signed distance from the border, in halves of the margin's width.
    y : float
        Where it lies along the border, in the same unit.
    kind : Kind
        Given as an example or as none, drawn by lot as none, only shown, or tested.
    support : bool
        Whether it carries the border.
    label : str
        What is written beside it; empty for most.
    """

    x: float
    y: float
    kind: Kind
    support: bool = False
    label: str = ""


@dataclass(frozen=True, slots=True)
class ConceptPlan:
    """A concept's picture in words and numbers; small enough to pickle."""

    name: str
    dots: tuple[Dot, ...]
    source: str


def plan(
    vectors: WordVectors, concept: Concept, name: str, shown: Sequence[str], tested: Sequence[Term] = ()
) -> ConceptPlan:
    """Lay a concept out in two dimensions.

    The first is the border's normal. The second is, of all directions along the border, the one in which the
    examples vary most: their first principal component once the normal is taken out, its sign so that the
    first example does not lie below the middle.

    Parameters
    ----------
    vectors, concept
        What was fitted, and to what.
    name
        What people call it.
    shown
        Words of the vocabulary to show beside those that were given.
    tested
        Words that are to stand out.
    """
    along = _along(concept)
    points = concept.points
    kinds: list[Kind] = ["drawn"] * len(points.units)
    kinds[: points.given] = ["other"] * points.given
    kinds[: points.examples] = ["example"] * points.examples
    labels = [""] * len(points.units)
    for row in _told(points.units @ along, points.examples):
        labels[row] = concept.given[row].label
    support = set(concept.border.support)
    dots = list(_dots(concept, along, points.units, zip(kinds, labels, strict=True), support))
    extra: list[tuple[Kind, Term]] = [("shown", term) for term in vectors.terms(shown)]
    extra += [("tested", term) for term in tested]
    if extra:
        units = np.stack([vectors.vector(term) for _, term in extra]).astype(np.float64)
        looks = [(kind, term.label) for kind, term in extra]
        dots += _dots(concept, along, units, looks, set())
    return ConceptPlan(name, tuple(dots), vectors.name)


def _along(concept: Concept) -> NDArray[np.float64]:
    """Return the direction (d,) along the border in which the examples vary most, as long as the normal."""
    normal = concept.border.normal
    length = float(np.linalg.norm(normal))
    across = normal / length
    examples = concept.points.units[: concept.points.examples]
    centred = examples - examples.mean(axis=0)
    flat = centred - np.outer(centred @ across, across)  # (n, d), within the border
    direction = np.linalg.svd(flat, full_matrices=False)[2][0]
    direction -= (direction @ across) * across
    size = float(np.linalg.norm(direction))
    if size < _FLAT:
        return np.zeros_like(direction)
    sign = -1.0 if centred[0] @ direction < 0 else 1.0
    return np.asarray(direction * (sign * length / size))


def _told(heights: NDArray[np.float64], examples: int) -> set[int]:
    """Return the examples that tell what lies up and what down: the highest and the lowest."""
    own = heights[:examples]
    return {int(own.argmax()), int(own.argmin())}


def _dots(
    concept: Concept,
    along: NDArray[np.float64],
    units: NDArray[np.float64],
    looks: Iterable[tuple[Kind, str]],
    support: set[int],
) -> Iterable[Dot]:
    middle = float((concept.points.units[: concept.points.examples] @ along).mean())
    places = zip(concept.border.distances(units).tolist(), (units @ along - middle).tolist(), strict=True)
    for row, ((x, y), (kind, label)) in enumerate(zip(places, looks, strict=True)):
        yield Dot(round(x, 5), round(y, 5), kind, row in support, label)  # nothing hangs on the last digit
