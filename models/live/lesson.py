"""What is told of a training while it goes on: a beginning, looks, and an end, each small and frozen.

A lesson runs in a process of its own. It tells what it finds through a `Watcher`, which also says when to
stop; nothing else passes between the two.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol


class Subject(StrEnum):
    """What is learned."""

    TEXT = "text"
    WORDS = "words"
    FILMS = "films"


class Ending(StrEnum):
    """Why a training ended."""

    TIME = "time"
    STOPPED = "stopped"
    PATIENCE = "patience"
    """What it was held up to had not got better for long."""

    DONE = "done"
    """It had made all the rounds that it was to make."""


@dataclass(frozen=True, slots=True)
class Measure:
    """What the curves show: of what unit, whether less of it is better, and what they go on by."""

    unit: str
    falls: bool
    step: str = "update"

    def better(self, one: float, other: float) -> bool:
        """Tell whether the first of two figures is the better one."""
        return one < other if self.falls else one > other

    def past_since(self, points: Sequence[Point], value: float) -> Point | None:
        """Return the point from which on what is held out has been better; None where it is not by now."""
        since = None
        for point in points:
            if not self.better(point.held_out, value):
                since = None
            elif since is None:
                since = point
        return since


MEASURES = {
    Subject.TEXT: Measure("bits a character", falls=True),
    Subject.WORDS: Measure("bits a word", falls=True),
    Subject.FILMS: Measure("held-out links found", falls=False, step="sweep"),
}


@dataclass(frozen=True, slots=True)
class Baseline:
    """What something else scores, to be drawn as a line; the note says what it took."""

    name: str
    value: float
    note: str = ""

    @property
    def title(self) -> str:
        """Its name, and the note."""
        return f"{self.name}, {self.note}" if self.note else self.name


@dataclass(frozen=True, slots=True)
class Begun:
    """How much there is to learn from, to choose by and to judge by, and what stands beside the curves."""

    learned_from: int
    chosen_by: int
    judged_by: int
    baselines: tuple[Baseline, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """Where the curves stand: after so many updates and seconds, what was learned and what was held out."""

    updates: int
    seconds: float
    training: float
    held_out: float


@dataclass(frozen=True, slots=True)
class Look:
    """A look at a training: its newest point, what it can do by now, and whether it is the best so far."""

    point: Point
    sample: str
    best: bool


@dataclass(frozen=True, slots=True)
class Report:
    """What became of a training.

    Attributes
    ----------
    ending : Ending or None
        Why it ended; None for one that broke off.
    points : tuple of Point
        The curves.
    best : Point
        The point whose model was kept, chosen by what is held out.
    judged : float or None
        What that model scores on what neither taught nor chose it; None where nobody has looked.
    judged_baselines : tuple of Baseline
        What others score on the same.
    example : str
        What it may be asked: of words one that it knows, of a text what it often begins with, or nothing.
    """

    subject: Subject
    ending: Ending | None
    begun: Begun
    points: tuple[Point, ...]
    best: Point
    judged: float | None = None
    judged_baselines: tuple[Baseline, ...] = ()
    example: str = ""

    def document(self) -> dict[str, Any]:
        """Return the report as JSON can hold it."""
        return asdict(self)

    @classmethod
    def from_document(cls, document: dict[str, Any]) -> Report:
        """Read what `document` wrote; raises KeyError, TypeError or ValueError where it cannot."""
        begun = document["begun"]
        return cls(
            subject=Subject(document["subject"]),
            ending=None if document["ending"] is None else Ending(document["ending"]),
            begun=Begun(**{**begun, "baselines": _baselines(begun["baselines"])}),
            points=tuple(Point(**each) for each in document["points"]),
            best=Point(**document["best"]),
            judged=document["judged"],
            judged_baselines=_baselines(document["judged_baselines"]),
            example=document["example"],
        )


Told = Begun | Look


class Watcher(Protocol):
    """Whoever looks on while a lesson goes on."""

    def tell(self, told: Told) -> None:
        """Take note of a beginning or a look."""

    def stopped(self) -> bool:
        """Tell whether the lesson should come to its end; asked often."""


class Lesson(Protocol):
    """What can be learned in a process of its own; it travels there by pickle."""

    @property
    def subject(self) -> Subject:
        """What is learned."""

    @property
    def seconds(self) -> float:
        """How long to learn at most."""


@dataclass(frozen=True, slots=True)
class LessonFromText:
    """What every lesson has in which something is learned from a text, and kept.

    Attributes
    ----------
    source : str
        The text itself, or the name of one that ships.
    shipped : bool
        Which of the two `source` is.
    folder : Path
        Where the best so far is kept.
    seconds : float
        How long to learn at most.
    """

    source: str
    shipped: bool
    folder: Path
    seconds: float


MOST_POINTS = 300


def thinned(points: Sequence[Point]) -> tuple[Point, ...]:
    """Return at most `MOST_POINTS` of the points, evenly spaced, the first and the last among them."""
    if len(points) <= MOST_POINTS:
        return tuple(points)
    step = (len(points) - 1) / (MOST_POINTS - 1)
    return tuple(points[round(place * step)] for place in range(MOST_POINTS))


def _baselines(documents: Sequence[dict[str, Any]]) -> tuple[Baseline, ...]:
    return tuple(Baseline(**each) for each in documents)
