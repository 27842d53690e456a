"""A lesson so far: its curves, the best point of them, and when that is to be written down."""

from __future__ import annotations

import math

from models.live.lesson import MEASURES, Begun, Ending, Point, Report, Subject, thinned

KEPT_EVERY_S = 10.0
"""So often at most is the best so far written down, for whatever may end the process."""


class Record:
    """What is told of a lesson that has begun."""

    def __init__(self, subject: Subject, begun: Begun) -> None:
        self.begun = begun
        self.points: list[Point] = []
        self._subject = subject
        self._best: Point | None = None
        self._kept_at = -math.inf

    @property
    def best(self) -> Point:
        """The point of which what is held out thinks most; there is one from the first on."""
        assert self._best is not None  # noqa: S101
        return self._best

    def add(self, point: Point) -> bool:
        """Take note of a point; return whether it is the best so far."""
        self.points.append(point)
        measure = MEASURES[self._subject]
        if self._best is not None and not measure.better(point.held_out, self._best.held_out):
            return False
        self._best = point
        return True

    def is_due(self) -> bool:
        """Return whether the newest point, the best, is to be written down; then it counts as written."""
        now = self.points[-1].seconds
        if now - self._kept_at < KEPT_EVERY_S:
            return False
        self._kept_at = now
        return True

    def report(self, ending: Ending | None = None, example: str = "") -> Report:
        """Return what became of it so far."""
        points = thinned(self.points)
        return Report(self._subject, ending, self.begun, points, self.best, example=example)
