"""Where everything of a map goes, in pixels: points, labels and legend."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from models.pictures.labels import Placement, place_labels
from models.pictures.legend import LEGEND_ROW, LegendEntry, legend_entries, legend_rows
from models.pictures.lettering import displayable, text_width
from models.pictures.spreading import fit, separate
from models.words.maps.categories import WordMap
from models.words.maps.projection import Projection

WIDTH = 1200  # a phone shows it at a third of that: 30 pixels here are 10 there
MARGIN = 40
_LABEL_LENGTH = 24
_NAME_LENGTH = 22
_HEADER = 132
_FOOTER = 118
_ABOVE = 44  # between the frame and the points
_LINE = 1.18  # height of a label in font sizes: room for accents and descenders
_SIZES = (34, 30, 26, 22, 20, 18, 16, 14)  # of labels: the first at which all find room is used

_SPREAD = 0.45  # of the distance that evenly strewn points would have: points are pushed at least so far
_FULL = 0.35  # share of the frame that labels cannot cover without collisions
_REPAIRABLE = 0.04  # share of labels without room, up to which pushing others aside may help


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """A map in pixels, the origin at the bottom left; arrays are in the order of the words."""

    height: int
    points: npt.NDArray[np.float64]  # (n, 2)
    radius: float
    texts: tuple[str, ...]
    size: float
    labels: Placement
    legend: tuple[LegendEntry, ...]


def lay_out(word_map: WordMap, projection: Projection) -> Layout:
    """Place the points, labels and legend of a map."""
    texts = tuple(displayable(word, _LABEL_LENGTH) for word in word_map.words)
    n = len(texts)
    names = (f"{displayable(c.name, _NAME_LENGTH)} ({len(c.words)})" for c in word_map.categories)
    rows = legend_rows(names, MARGIN, WIDTH - MARGIN)
    map_height = int(np.clip(900 + 3.2 * (n - 36), 900, 1700))
    height = _HEADER + LEGEND_ROW * len(rows) + map_height + _FOOTER
    legend = legend_entries(rows, height - _HEADER)
    frame = (MARGIN / 2, float(_FOOTER), WIDTH - MARGIN / 2, float(_FOOTER + map_height))
    radius = float(np.clip(15 - n / 40, 9, 14))
    # Long words beside the outermost points must fit; the more words there are, the smaller they are written.
    beside = float(np.clip(200 - n, 80, 170))
    inner = (frame[0] + beside, frame[1] + _ABOVE, frame[2] - beside, frame[3] - _ABOVE)
    least = max(2.5 * radius, _SPREAD * float(np.sqrt((frame[2] - frame[0]) * map_height / n)))
    points = separate(fit(projection.points, inner), inner, least)
    size, labels = _label(texts, points, frame, radius)
    return Layout(height, points, radius, texts, size, labels, legend)


def _label(
    texts: tuple[str, ...],
    points: npt.NDArray[np.float64],
    frame: tuple[float, float, float, float],
    radius: float,
) -> tuple[float, Placement]:
    """Return the largest font at which all labels find room, or the smallest, and where they go."""
    room = (frame[2] - frame[0]) * (frame[3] - frame[1])
    for size in _SIZES:
        sizes = np.array([(text_width(text, size) + 4, size * _LINE) for text in texts])
        last = size == _SIZES[-1]
        if not last and sizes.prod(axis=1).sum() > _FULL * room:
            continue
        labels = place_labels(points, sizes, frame, radius, repair=False)
        if not labels.placed.all() and (last or (~labels.placed).sum() <= 3 + _REPAIRABLE * len(texts)):
            labels = place_labels(points, sizes, frame, radius)
        if last or labels.placed.all():
            break
    return size, labels
