"""A text whose pieces have a value each, ready to be drawn."""

from __future__ import annotations

from dataclasses import dataclass

from models.pictures.palette import Scale, ThemeName
from models.pictures.picture import Picture


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
    """

    pieces: tuple[str, ...]
    shares: tuple[float, ...]
    title: str
    note: str
    low: str
    high: str
    scale: Scale
    alt: str


def render(colouring: Colouring, theme: ThemeName) -> Picture:
    """Draw the coloured text: same arguments, same bytes."""
    # Here, not above: a process that only sends and unpickles should not load matplotlib.
    from models.text.picture import draw_text  # noqa: PLC0415

    return draw_text(colouring, theme)
