"""A text whose pieces have a value each, ready to be drawn."""

from __future__ import annotations

from dataclasses import dataclass

from models.pictures.palette import Scale


@dataclass(frozen=True, slots=True)
class Colouring:
    """All that the picture of a text needs; small, for it goes to another process.

    Attributes
    ----------
    pieces : tuple of str
        The text, cut into tokens.
    shares : tuple of float
        How strongly each is coloured, 0 to 1.
    title, note : str
        What stands above the text, and smaller below that.
    low, high : str
        The names of the scale's ends.
    scale : Scale
        Its colour.
    alt : str
        What is seen, for those who cannot see it.
    focus : int or None
        A token that is framed; those after it are not coloured, for it has not seen them.
    """

    pieces: tuple[str, ...]
    shares: tuple[float, ...]
    title: str
    note: str
    low: str
    high: str
    scale: Scale
    alt: str
    focus: int | None = None
