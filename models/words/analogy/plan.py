"""The parallelogram of an analogy: its three words, where b − a + c ends, and the answers, in one plane."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from models.words.analogy.expression import Expression, Kind
from models.words.analogy.solve import Analogy
from models.words.space.vectors import Term, WordVectors

Role = Literal["a", "b", "c", "tip", "answer", "runner-up"]

_FLAT = 1e-3  # how far b must lie from the line through a and c, for the three to span a plane


@dataclass(frozen=True, slots=True)
class Corner:
    """A word, or the tip of the moved arrow, and where it falls in the plane."""

    name: str
    role: Role
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Parallelogram:
    """What the picture of an analogy is drawn from; small enough to pickle.

    Attributes
    ----------
    corners : tuple of Corner
        a, b, c and the tip b − a + c in this order, then the answer and the runners-up. The origin is a, the
        first axis runs from a to c, and b lies above it.
    similarity : float
        The cosine of the answer to the tip, in all dimensions.
    """

    title: str
    corners: tuple[Corner, ...]
    similarity: float
    dimensions: int
    source: str


def plan(vectors: WordVectors, answer: Analogy) -> Parallelogram | None:
    """Project the words of an analogy onto the plane through a, b and c.

    The tip lies in that plane; the answers lie off it, and fall on it at right angles.

    Returns
    -------
    Parallelogram or None
        None for a sum that is not of the form b − a + c, and where two of the three words are the same: there
        is no plane.
    """
    order = _corners(answer.expression)
    if order is None or not answer.found:
        return None
    given = [answer.terms[number] for number in order]
    a, b, c = (vectors.vector(term).astype(np.float64) for term in given)
    plane = _plane(b - a, c - a)
    if plane is None:
        return None
    found = [Term(each.word, (each.word,)) for each in answer.found]
    others = [vectors.vector(term).astype(np.float64) for term in found]
    places = ((np.stack([a, b, c, b - a + c, *others]) - a) @ plane.T).tolist()
    roles: list[Role] = ["a", "b", "c", "tip", "answer"]
    roles += ["runner-up"] * (len(found) - 1)
    names = [term.label for term in given]
    tip = f"{names[1]} − {names[0]} + {names[2]}"
    corners = [
        Corner(name, role, x, y)
        for name, role, (x, y) in zip(
            [*names, tip, *(term.label for term in found)], roles, places, strict=True
        )
    ]
    return Parallelogram(
        _title(answer.expression, names, found[0].label),
        tuple(corners),
        answer.found[0].similarity,
        vectors.dimensions,
        vectors.name,
    )


def _corners(expression: Expression) -> tuple[int, int, int] | None:
    """Return which words of the expression are a, b and c, if it has the form b − a + c."""
    if sorted(expression.signs) != [-1, 1, 1]:
        return None
    a = expression.signs.index(-1)
    b, c = (number for number in range(3) if number != a)
    return a, b, c


def _plane(up: NDArray[np.float64], along: NDArray[np.float64]) -> NDArray[np.float64] | None:
    """Return two unit vectors (2, d) at right angles: that of `along`, and what is left of `up` (d,)."""
    length = np.linalg.norm(along)
    if length < _FLAT:
        return None
    first = along / length
    rest = up - (up @ first) * first
    if np.linalg.norm(rest) < _FLAT:
        return None
    return np.stack([first, rest / np.linalg.norm(rest)])


def _title(expression: Expression, names: list[str], answer: str) -> str:
    if expression.kind is Kind.ANALOGY:
        return f"{names[0]} is to {names[1]} as {names[2]} is to {answer}"
    return f"{names[1]} − {names[0]} + {names[2]} ≈ {answer}"
