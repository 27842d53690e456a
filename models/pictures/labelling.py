"""Labels in the largest letters at which all of them find room: the search for that size, and the writing."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from models.pictures.boxes import Floats
from models.pictures.canvas import Canvas
from models.pictures.labels import Placement, place_labels
from models.pictures.lettering import text_width

LINE = 1.18  # height of a label in font sizes: room for accents and descenders

_BESIDE = 4.0  # pixels of room that a label has beside it
_FULL = 0.35  # share of the frame that labels cannot cover without collisions
_REPAIRABLE = 0.04  # share of labels without room, up to which pushing others aside may help


def label_sizes(texts: Sequence[str], size: float, bold: Sequence[bool] | None = None) -> Floats:
    """Return the widths and heights (n, 2) of labels in letters of `size` pixels."""
    weights = bold if bold is not None else [False] * len(texts)
    widths = [text_width(text, size, bold=weight) for text, weight in zip(texts, weights, strict=True)]
    return np.array([(width + _BESIDE, size * LINE) for width in widths])


def fit_labels(
    texts: Sequence[str],
    points: Floats,
    frame: tuple[float, float, float, float],
    radius: float,
    fonts: Sequence[float],
    *,
    bold: Sequence[bool] | None = None,
    lines: Floats | None = None,
) -> tuple[float, Placement]:
    """Return the largest font at which all labels find room, or the smallest, and where they go.

    Parameters
    ----------
    texts
        The n labels.
    points, frame, radius, lines
        As for `place_labels`.
    fonts
        Sizes in pixels, largest first.
    bold
        Which labels are written in bold, (n,); none of them by default.
    """
    room = (frame[2] - frame[0]) * (frame[3] - frame[1])
    for size in fonts:
        sizes = label_sizes(texts, size, bold)
        last = size == fonts[-1]
        if not last and sizes.prod(axis=1).sum() > _FULL * room:
            continue
        placement = place_labels(points, sizes, frame, radius, repair=False, lines=lines)
        missing = int((~placement.placed).sum())
        if missing and (last or missing <= 3 + _REPAIRABLE * len(texts)):
            placement = place_labels(points, sizes, frame, radius, lines=lines)
        if placement.placed.all():
            break
    return size, placement


def write_labels(
    canvas: Canvas,
    texts: Sequence[str],
    size: float,
    placement: Placement,
    colours: Sequence[str],
    *,
    bold: Sequence[bool] | npt.NDArray[np.bool_] | None = None,
    halo: float = 0.0,
) -> int:
    """Write those labels that found room, each in its colour, with their leaders; return how many did not."""
    canvas.lead(placement.leaders)
    weights = bold if bold is not None else [False] * len(texts)
    for number in np.flatnonzero(placement.placed).tolist():
        left, bottom, right, top = placement.boxes[number].tolist()
        canvas.write(
            ((left + right) / 2, (bottom + top) / 2),
            texts[number],
            size,
            colours[number],
            align="center",
            bold=bool(weights[number]),
            halo=halo,
        )
    return int((~placement.placed).sum())
