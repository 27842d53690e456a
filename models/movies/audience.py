"""The users of a ratings file: those to learn by, those to report on, and what their ratings add up to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from models.movies.evaluate import Stars, judges_of

REPORTED_SHARE = 3  # one user in so many is reported on

Numbers = NDArray[np.float64]


class Part(StrEnum):
    """Which users: those to learn and choose by, those who chose nothing, or all."""

    CHOOSE = "choose"
    REPORT = "report"
    ALL = "all"


@dataclass(frozen=True, slots=True, eq=False)
class Audience:
    """How many people rated each film, and how many of them like and dislike it: (films,) each."""

    rated: Numbers
    likes: Numbers
    dislikes: Numbers


def part_of(stars: Stars, part: Part) -> Stars:
    """Return the ratings of one part of the users, told apart by their number."""
    if part is Part.ALL:
        return stars
    reported = part is Part.REPORT
    return {
        user: rated
        for user, rated in stars.items()
        if (user % REPORTED_SHARE == REPORTED_SHARE - 1) == reported
    }


def audience_of(stars: Stars, films: int) -> Audience:
    """Count what people say of each of `films` films."""
    judges = judges_of(stars)
    return Audience(
        rated=_count((row for rated in stars.values() for row, _ in rated), films),
        likes=_count((int(row) for judge in judges for row in judge.likes), films),
        dislikes=_count((int(row) for judge in judges for row in judge.dislikes), films),
    )


def _count(rows: Iterable[int], films: int) -> Numbers:
    return np.bincount(np.fromiter(rows, np.int64), minlength=films).astype(np.float64)
