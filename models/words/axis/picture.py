"""Words on one axis, a row each, or on two, as PNGs."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from models.figures import figure
from models.pictures.canvas import Canvas
from models.pictures.labelling import fit_labels, write_labels
from models.pictures.lettering import Numbered, displayable, fitting_size
from models.pictures.palette import (
    LEAST_MARK_CONTRAST,
    LEAST_TEXT_CONTRAST,
    THEMES,
    Theme,
    ThemeName,
    diverging,
    style_of,
)
from models.pictures.picture import Picture, alt_text
from models.words.axis.plan import AxisPlan

WIDTH = 1000  # a phone shows it at two fifths of that: 30 pixels here are 12 there
MARGIN = 36
_HEADER = 130  # the ends of the axis
_FOOTER = 84
_ROW = 56
_LABEL_SIZE = 34
_END_SIZE = 42
_SMALL_SIZE = 26
_RADIUS = 12.0
_GAP = 16  # between marker and label
_NAME_LENGTH = 20
_END_LENGTH = 22
_LEAST_REACH = 0.1  # half of the scale at the least, so that small differences look small
_PLANE = 860  # height of the two-axis map
_MORE = 26  # for each word beyond a dozen
_BAND = 70  # above and below it, for the ends of the upright axis
_SIZES = (34, 32, 30, 28, 26, 24)


def draw(plan: AxisPlan, theme: ThemeName = "dark") -> Picture:
    """Draw words on one axis or two: same arguments, same bytes."""
    return (_draw_line if len(plan.axes) == 1 else _draw_plane)(plan, theme)


def _draw_line(plan: AxisPlan, theme: ThemeName) -> Picture:
    """Draw words on one axis, a row each, from the highest place to the lowest."""
    colours = THEMES[theme]
    words = sorted(plan.words, key=lambda word: -word.places[0])
    height = _HEADER + _ROW * len(words) + _FOOTER
    canvas = Canvas(WIDTH, height, colours)
    reach = _reach(word.places[0] for word in words)
    low, high = _ends(plan, 0)
    middle, half = WIDTH / 2, WIDTH / 2 - MARGIN - 20
    top = height - _HEADER
    canvas.axes.plot([middle, middle], [_FOOTER, top], color=colours.quiet, linewidth=3, zorder=0.5)
    _write_end(canvas, (MARGIN, height - 48), f"← {low}", -1.0, colours)
    _write_end(canvas, (WIDTH - MARGIN, height - 48), f"{high} →", 1.0, colours)
    canvas.write((middle, top + 22), "as near to both", _SMALL_SIZE, colours.quiet, align="center")
    numbered = _numbered(plan)
    for number, word in enumerate(words):
        text = numbered.label(word.name, _NAME_LENGTH)
        y = top - _ROW * (number + 0.5)
        _draw_row(canvas, (text, word.places[0]), y, (middle, half / reach, reach), colours)
    foot = "Further out: more like the one end than the other."
    canvas.write((MARGIN, 36), f"{foot} {displayable(plan.source, 24)}", _SMALL_SIZE, colours.quiet)
    return canvas.picture(_describe(plan), notes=_numbered(plan).sentences)


def _draw_plane(plan: AxisPlan, theme: ThemeName) -> Picture:
    """Draw words on two axes: the first runs from left to right, the second upwards."""
    colours, numbered = THEMES[theme], _numbered(plan)
    plane = _PLANE + _MORE * max(len(plan.words) - 12, 0)
    height = _HEADER + plane + _FOOTER
    canvas = Canvas(WIDTH, height, colours)
    frame = (MARGIN / 2, float(_FOOTER + _BAND), WIDTH - MARGIN / 2, float(_FOOTER + plane - _BAND))
    middle = np.array([WIDTH / 2, (frame[1] + frame[3]) / 2])
    half = np.array([WIDTH / 2 - 110, (frame[3] - frame[1]) / 2 - 50])
    places = np.array([word.places for word in plan.words])
    reaches = np.array([_reach(places[:, number].tolist()) for number in (0, 1)])
    points = middle + places / reaches * half
    cross = np.array([[frame[0], middle[1], frame[2], middle[1]], [middle[0], frame[1], middle[0], frame[3]]])
    for x_from, y_from, x_to, y_to in cross.tolist():
        canvas.axes.plot(
            [x_from, x_to], [y_from, y_to], color=colours.quiet, linewidth=2, alpha=0.7, zorder=0.5
        )
    texts = [numbered.label(word.name, _NAME_LENGTH) for word in plan.words]
    unlabelled = _draw_points(canvas, texts, points, (frame, cross), colours)
    (left, right), (down, up) = _ends(plan, 0), _ends(plan, 1)
    _write_end(canvas, (MARGIN, height - 48), f"← {left}", -1.0, colours)
    _write_end(canvas, (WIDTH - MARGIN, height - 48), f"{right} →", 1.0, colours)
    for at, text in ((frame[3] + 36, f"↑ {up}"), (frame[1] - 36, f"↓ {down}")):
        canvas.write((middle[0], at), text, _END_SIZE, colours.text, bold=True, align="center")
    foot = "The lines: as near to both ends."
    canvas.write((MARGIN, 36), f"{foot} {displayable(plan.source, 24)}", _SMALL_SIZE, colours.quiet)
    return canvas.picture(_describe(plan), unlabelled, _numbered(plan).sentences)


def _draw_row(
    canvas: Canvas, word: tuple[str, float], y: float, scale: tuple[float, float, float], colours: Theme
) -> None:
    """Draw one word at its place: a bar from the middle, a marker at its end, and the label."""
    middle, per_unit, reach = scale
    text, place = word
    x = middle + place * per_unit
    colour = diverging(np.sign(place) * max(abs(place) / reach, 0.4), colours, LEAST_MARK_CONTRAST)
    canvas.axes.plot(
        [middle, x], [y, y], color=colour, linewidth=8, solid_capstyle="butt", alpha=0.6, zorder=1
    )
    canvas.mark([x], [y], "o", 2 * _RADIUS, mark=colour, edge=colours.background)
    side = -1.0 if place >= 0 else 1.0  # across the middle from its bar, where there is always room
    at = (middle + side * (_RADIUS + _GAP), y)
    canvas.write(at, text, _LABEL_SIZE, colours.text, align="left" if side > 0 else "right")


def _draw_points(
    canvas: Canvas,
    texts: list[str],
    points: NDArray[np.float64],
    room: tuple[tuple[float, float, float, float], NDArray[np.float64]],
    colours: Theme,
) -> int:
    """Draw markers and labels in a frame with lines; return how many labels found no room."""
    frame, lines = room
    size, labels = fit_labels(texts, points, frame, _RADIUS, _SIZES, lines=lines)
    style = style_of(1, colours)
    canvas.mark(points[:, 0], points[:, 1], "o", 2 * _RADIUS - 2, mark=style.mark, edge=colours.background)
    return write_labels(canvas, texts, size, labels, [colours.text] * len(texts), halo=3)


def _write_end(canvas: Canvas, at: tuple[float, float], text: str, share: float, colours: Theme) -> None:
    colour = diverging(share, colours, LEAST_TEXT_CONTRAST)
    size = fitting_size(text, _END_SIZE, WIDTH / 2 - MARGIN - 16, bold=True)
    canvas.write(at, text, size, colour, bold=True, align="left" if share < 0 else "right")


def _reach(places: Iterable[float]) -> float:
    """Return the distance of the outermost word from the middle."""
    return max(_LEAST_REACH, *(abs(place) for place in places))


def _numbered(plan: AxisPlan) -> Numbered:
    ends = [name for axis in plan.axes for name in (axis.low, axis.high)]
    return Numbered.of([*ends, *(word.name for word in plan.words)])


def _ends(plan: AxisPlan, number: int) -> tuple[str, str]:
    axis, numbered = plan.axes[number], _numbered(plan)
    return numbered.label(axis.low, _END_LENGTH), numbered.label(axis.high, _END_LENGTH)


def _describe(plan: AxisPlan) -> str:
    """Return the alternative text: the words in their order on each axis, with their places."""
    sentences = [*_numbered(plan).sentences]
    for number, axis in enumerate(plan.axes):
        ordered = sorted(plan.words, key=lambda word: word.places[number])
        named = ", ".join(f"{word.name} {figure(word.places[number], '+.2f')}" for word in ordered)
        sentences.append(f"{len(ordered)} words from {axis.low} (−1) to {axis.high} (+1): {named}.")
    return alt_text(sentences)
