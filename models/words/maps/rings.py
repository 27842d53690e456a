"""The ring around each marker of a map: how much of it is closed tells how many neighbours were kept."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from models.pictures.canvas import Canvas
from models.pictures.palette import Theme, blended

_MARKER = 0.64  # radius of a marker, in radii of its ring's outer rim
_CORNERED = 0.8  # of that, for shapes whose corners would touch the ring
_STAR = 1.15  # of that, for one whose tips are thin
_STROKE = 0.2
_FAINT = 0.22  # how much of the colour is in the open part of a ring
_SMALL = 12.0  # radius below which the open part is left out: it would only be noise


def marker_width(shape: str, radius: float) -> float:
    """Return how wide a marker of this shape is, so that it stays inside a ring of this outer radius."""
    return 2 * radius * _MARKER * (_STAR if shape == "*" else _CORNERED if shape in "sD^v<>" else 1.0)


def draw_rings(
    canvas: Canvas,
    middles: npt.NDArray[np.float64],
    shares: npt.NDArray[np.float64],
    radius: float,
    *,
    colour: str,
    theme: Theme,
) -> None:
    """Draw rings of one colour about middles (n, 2), closed as far as the shares (n,) say, the rest faint."""
    reach, width = radius * (1 - _STROKE / 2), radius * _STROKE
    if radius >= _SMALL:
        faint = blended(theme.background, colour, _FAINT)
        canvas.arc(middles, np.ones(len(middles)), reach, colour=faint, line_width=width)
    canvas.arc(middles, shares, reach, colour=colour, line_width=width)
