"""A lesson in which the films of the catalogue find their places by their links."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from models.live.lesson import Subject

DIMENSIONS = 128
"""As many as what ships has: with fewer, what lies near a film says less of it."""

FEWEST_DIMENSIONS, MOST_DIMENSIONS = 2, 128
COOKBOOK_DIMENSIONS = 50

MOST_SWEEPS = 12

POPULARITY = "popularity"
COOKBOOK = "cookbook's recipe"


@dataclass(frozen=True, slots=True)
class FilmsLesson:
    """The films to place; what is learned is looked at and not kept.

    Attributes
    ----------
    catalogue : Path
        The folder of the films and their links.
    watched : tuple of str
        The pages of films whose nearest are told at each look; if there are none, some that everybody knows.
    pace_s : float
        How long at least from one look to the next, so that each is seen.
    """

    catalogue: Path
    watched: tuple[str, ...] = ()
    seconds: float = 150.0
    dimensions: int = DIMENSIONS
    seed: int = 0
    pace_s: float = 0.0

    @property
    def subject(self) -> Subject:
        """What is learned."""
        return Subject.FILMS
