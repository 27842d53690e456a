"""Where everything of a map goes, in pixels: points, labels and legend."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from models.pictures.labelling import fit_labels, label_sizes
from models.pictures.labels import Placement, place_labels
from models.pictures.legend import LEGEND_ROW, LegendEntry, legend_entries, legend_rows
from models.pictures.lettering import Numbered
from models.pictures.spreading import Frame, best_turn, fit, fit_beside, nearest_free, separate
from models.words.maps.categories import WordMap
from models.words.maps.guests import Guest, seat
from models.words.maps.projection import Projection
from models.words.maps.quality import kept_shares, neighbours_of

WIDTH = 1200  # a phone shows it at a third of that: 30 pixels here are 10 there
MARGIN = 40
_LABEL_LENGTH = 24
_NAME_LENGTH = 22
HEADER = 132
_FOOTER = 160
_ABOVE = 44  # between the frame and the points
_SIZES = (34, 30, 26, 22, 20, 18, 16, 14)  # of labels: the first at which all find room is used

_SPREAD = 0.45  # of the distance that evenly strewn points would have: points are pushed at least so far
_CLEARANCE = 2.2  # radii between a guest and any other point

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Spread:
    """How places in the plane become places on the picture: turned, spread over a frame, pushed apart."""

    turn: float
    frame: Frame
    least: float

    def points(self, places: Floats) -> Floats:
        """Return the pixels of places (n, 2)."""
        return separate(fit(places, self.frame, self.turn), self.frame, self.least)

    def beside(self, places: Floats, others: Floats, radius: float) -> Floats:
        """Return the pixels of `others` (m, 2), which move neither `places` (n, 2) nor each other."""
        fitted, taken = fit(places, self.frame, self.turn), self.points(places)
        pushed = taken - fitted
        for target in fit_beside(places, others, self.frame, self.turn):
            weights = 1.0 / (1.0 + np.square(fitted - target).sum(axis=1))
            moved = target + weights @ pushed / weights.sum()  # along with those around
            taken = np.vstack([taken, nearest_free(moved, taken, self.frame, _CLEARANCE * radius)])
        return taken[len(places) :]


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """A map in pixels, the origin at the bottom left; arrays are in the order of the words, guests last.

    Attributes
    ----------
    points : (n, 2)
        The middles of the markers.
    radius
        Of a marker with the ring around it.
    kept : (n,)
        Which share of each word's nearest words is among the nearest on the picture, a guest's of the others.
    neighbours
        How many are the nearest.
    spread
        What made points of the places in the plane.
    numbered
        The names that are numbers on the picture.
    """

    height: int
    points: Floats
    radius: float
    texts: tuple[str, ...]
    size: float
    labels: Placement
    legend: tuple[LegendEntry, ...]
    kept: Floats
    neighbours: int
    spread: Spread
    numbered: Numbered


def lay_out(word_map: WordMap, projection: Projection, guests: Sequence[Guest] = ()) -> Layout:
    """Place the points, labels and legend of a map; guests come between them and move no point."""
    numbered = Numbered.of(
        [*word_map.words, *(c.name for c in word_map.categories), *(guest.name for guest in guests)]
    )
    texts = tuple(numbered.label(word, _LABEL_LENGTH) for word in word_map.words)
    n = len(texts)
    names = (f"{numbered.label(c.name, _NAME_LENGTH)} ({len(c.words)})" for c in word_map.categories)
    rows = legend_rows(names, MARGIN, WIDTH - MARGIN)
    map_height = int(np.clip(900 + 3.2 * (n - 36), 900, 1700))
    height = HEADER + LEGEND_ROW * len(rows) + map_height + _FOOTER
    legend = legend_entries(rows, height - HEADER)
    frame = (MARGIN / 2, float(_FOOTER), WIDTH - MARGIN / 2, float(_FOOTER + map_height))
    radius = float(np.clip(20 - n / 25, 9, 18))
    # Long words beside the outermost points must fit; the more words there are, the smaller they are written.
    beside = float(np.clip(200 - n, 80, 170))
    inner = (frame[0] + beside, frame[1] + _ABOVE, frame[2] - beside, frame[3] - _ABOVE)
    least = max(2.5 * radius, _SPREAD * float(np.sqrt((frame[2] - frame[0]) * map_height / n)))
    spread = Spread(best_turn(projection.points, inner), inner, least)
    points = spread.points(projection.points)
    size, labels = fit_labels(texts, points, frame, radius, _SIZES)
    k = neighbours_of(n)
    kept = kept_shares(word_map.vectors, points, k)
    layout = Layout(height, points, radius, texts, size, labels, legend, kept, k, spread, numbered)
    return _with_guests(layout, frame, guests, word_map, projection) if guests else layout


def _with_guests(
    layout: Layout, frame: Frame, guests: Sequence[Guest], word_map: WordMap, projection: Projection
) -> Layout:
    """Return the layout with guests between the others, which keep their points and, if they can, labels."""
    seats = np.stack([seat(guest.vector, word_map.vectors, projection) for guest in guests])
    theirs = layout.spread.beside(projection.points, seats, layout.radius)
    points = np.vstack([layout.points, theirs])
    texts = layout.texts + tuple(layout.numbered.label(guest.name, _LABEL_LENGTH) for guest in guests)
    bold = [number >= len(layout.texts) for number in range(len(texts))]
    sizes = label_sizes(texts, layout.size, bold)
    labels = place_labels(points, sizes, frame, layout.radius, kept=layout.labels.chosen)
    size = layout.size
    if (~labels.placed).sum() > (~layout.labels.placed).sum():
        size, labels = fit_labels(texts, points, frame, layout.radius, _SIZES, bold=bold)
    kept = [
        kept_shares(
            np.vstack([word_map.vectors, guest.vector]), np.vstack([layout.points, point]), layout.neighbours
        )[-1]
        for guest, point in zip(guests, theirs, strict=True)
    ]
    return replace(
        layout,
        points=points,
        texts=texts,
        size=size,
        labels=labels,
        kept=np.concatenate([layout.kept, kept]),
    )
