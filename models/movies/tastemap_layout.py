"""Where everything of a taste map goes, in pixels: films, lines, labels and legend."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.movies.tastemap import KINDS, TasteMap
from models.movies.tastemap_text import NAMES, label
from models.pictures.labelling import fit_labels
from models.pictures.labels import Placement
from models.pictures.legend import LEGEND_ROW, LegendEntry, legend_entries, legend_rows
from models.pictures.spreading import evened, stack

WIDTH = 1200  # a phone shows it at a third of that: 30 pixels here are 10 there
MARGIN = 40
RADIUS = 15.0
RING = 22.0  # around a support vector
CLEARANCE = RING + 2  # around every film: no label comes nearer
SUPPORT_NAME = "support vector"
_HEADER = 132
_SIDES = 116  # room above the films for what the sides and lines are called
_FOOTER = 206
_ABOVE = 50  # between the frame and the films
_BESIDE = 60
_SIZES = (32, 30, 28, 26, 24)  # of labels: the first at which all find room is used
_LEAST_SIDE = 0.55  # of the wider side's width that the narrower one gets
_WIDEST_MARGIN = 1.5  # times the distance of the outermost film: wider ones run off the picture
_TALL = 56.0  # between films above each other
_COLUMN = 260.0  # films less than that apart sideways compete for room for their labels
_STEPS = tuple(base * 10.0**power for power in range(-7, 2) for base in (1, 2, 5))
_TICK_ROOM = 130


@dataclass(frozen=True, slots=True)
class Scale:
    """From signed distances to pixels: `zero` is where the hyperplane stands."""

    zero: float
    per_unit: float

    def x(self, distance: float) -> float:
        """Return where a film with this signed distance lies."""
        return self.zero + self.per_unit * distance


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """A taste map in pixels, the origin at the bottom left; arrays are in the order of the films."""

    height: int
    frame: tuple[float, float, float, float]
    scale: Scale
    reach: float  # the distance of the outermost film
    ticks: tuple[float, ...]  # distances told below the frame
    points: NDArray[np.float64]  # (n, 2)
    texts: tuple[str, ...]
    size: float
    labels: Placement
    legend: tuple[LegendEntry, ...]


def lay_out(taste_map: TasteMap) -> Layout:
    """Place the films, labels and legend of a map."""
    shown = [NAMES[kind] for kind in KINDS if taste_map.of_kind(kind)]
    rows = legend_rows([*shown, SUPPORT_NAME], MARGIN, WIDTH - MARGIN)
    map_height = int(np.clip(760 + 22 * (len(taste_map.films) - 10), 760, 1700))
    height = _HEADER + LEGEND_ROW * len(rows) + _SIDES + map_height + _FOOTER
    frame = (MARGIN / 2, float(_FOOTER), WIDTH - MARGIN / 2, float(_FOOTER + map_height))
    distances = np.array([film.distance for film in taste_map.films])
    scale = _scale(distances, taste_map.margin, frame)
    points = _points(taste_map, scale, frame)
    texts = tuple(label(film) for film in taste_map.films)
    hyperplane = (scale.zero, frame[1], scale.zero, frame[3])
    lines = np.array([hyperplane])
    size, labels = fit_labels(texts, points, frame, CLEARANCE, _SIZES, lines=lines)
    return Layout(
        height=height,
        frame=frame,
        scale=scale,
        reach=float(np.abs(distances).max()),
        ticks=_ticks(scale, frame),
        points=points,
        texts=texts,
        size=size,
        labels=labels,
        legend=legend_entries(rows, height - _HEADER),
    )


def _scale(distances: NDArray[np.float64], margin: float, frame: tuple[float, float, float, float]) -> Scale:
    """Fit films and margin into the frame, neither side of the hyperplane too narrow."""
    reach = max(float(np.abs(distances).max()), 1e-6)
    edge = min(margin, _WIDEST_MARGIN * reach)
    left, right = max(edge, -float(distances.min())), max(edge, float(distances.max()))
    left, right = max(left, _LEAST_SIDE * right), max(right, _LEAST_SIDE * left)
    per_unit = (frame[2] - frame[0] - 2 * _BESIDE) / (left + right)
    return Scale(frame[0] + _BESIDE + left * per_unit, per_unit)


def _points(
    taste_map: TasteMap, scale: Scale, frame: tuple[float, float, float, float]
) -> NDArray[np.float64]:
    """Return where the films lie, (n, 2): sideways to scale, upwards evened out, and none on another."""
    low, high = frame[1] + _ABOVE, frame[3] - _ABOVE
    shares = evened(np.array([[film.height] for film in taste_map.films]))[:, 0]
    across = np.array([scale.x(film.distance) for film in taste_map.films])
    crowd = int((np.abs(across[:, None] - across[None]) < _COLUMN).sum(axis=1).max())
    points = np.stack([across, low + shares * (high - low)], axis=1)
    return stack(points, (low, high), _COLUMN, min(_TALL, 0.9 * (high - low) / crowd))


def _ticks(scale: Scale, frame: tuple[float, float, float, float]) -> tuple[float, ...]:
    """Return round distances, each with room for its number."""
    step = next((step for step in _STEPS if step * scale.per_unit >= _TICK_ROOM), _STEPS[-1])
    first = int(np.ceil((frame[0] + _BESIDE / 2 - scale.zero) / scale.per_unit / step))
    last = int(np.floor((frame[2] - _BESIDE / 2 - scale.zero) / scale.per_unit / step))
    return tuple(round(step * number, 9) for number in range(first, last + 1))
