"""The parallelogram of an analogy as a PNG: an arrow, the same arrow moved, and the words near its tip."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from models.figures import figure
from models.pictures.canvas import Canvas
from models.pictures.labelling import fit_labels, write_labels
from models.pictures.lettering import Numbered, fitting_size
from models.pictures.palette import THEMES, Theme, ThemeName, style_of
from models.pictures.picture import Picture, alt_text
from models.words.analogy.plan import Corner, Parallelogram, Role

WIDTH = 1000  # a phone shows it at two fifths of that: 30 pixels here are 12 there
MARGIN = 36
_HEADER = 168
_FOOTER = 76
_HEIGHTS = (400, 640)  # of the room for the parallelogram
_ABOVE, _BESIDE = 60, 150  # around the points: room for labels
_TITLE_SIZE = 46
_SMALL_SIZE = 28
_SIZES = (36, 32, 28, 24)
_RADIUS = 15.0
_NAME_LENGTH = 20
_TIP_LENGTH = 60
_TITLE_LENGTH = 48
_LOOKS: dict[Role, tuple[str, float]] = {  # shape and width of the marker
    "a": ("o", 26.0),
    "b": ("o", 26.0),
    "c": ("o", 26.0),
    "tip": ("X", 28.0),
    "answer": ("*", 44.0),
    "runner-up": ("o", 16.0),
}
_BLUE, _ORANGE = 1, 0  # of the palette


def draw(shape: Parallelogram, theme: ThemeName = "dark") -> Picture:
    """Draw a parallelogram, 1000 pixels wide: same arguments, same bytes."""
    colours = THEMES[theme]
    points, height = _points(shape.corners)
    canvas = Canvas(WIDTH, height, colours)
    _draw_sides(canvas, points, colours)
    numbered = _numbered(shape)
    unlabelled = _draw_corners(canvas, (shape.corners, numbered), points, height, colours)
    _draw_words(canvas, (shape, numbered), height, colours)
    return canvas.picture(describe(shape), unlabelled, numbered.sentences)


def describe(shape: Parallelogram) -> str:
    """Return the alternative text."""
    a, b, c, _, answer, *others = [corner.name for corner in shape.corners]
    sentences = [
        *_numbered(shape).sentences,
        f"{shape.title}.",
        f"A parallelogram: an arrow from {a} to {b}, and the same arrow moved to {c}.",
        f"The word nearest to the moved arrow's tip is {answer} (cosine {figure(shape.similarity, '.2f')}).",
    ]
    if others:
        sentences.append(f"Runners-up: {', '.join(others)}.")
    return alt_text(sentences)


def _numbered(shape: Parallelogram) -> Numbered:
    return Numbered.of(corner.name for corner in shape.corners if corner.role != "tip")


def _points(corners: tuple[Corner, ...]) -> tuple[NDArray[np.float64], int]:
    """Return where the corners lie (n, 2), in pixels and to one scale both ways, and the picture's height."""
    places = np.array([(corner.x, corner.y) for corner in corners])
    low, extent = places.min(axis=0), np.ptp(places, axis=0)
    wide = WIDTH - 2 * _BESIDE
    room = float(np.clip(extent[1] * wide / extent[0] + 2 * _ABOVE, *_HEIGHTS))
    scale = min(wide / extent[0], (room - 2 * _ABOVE) / extent[1])
    middle = np.array([WIDTH / 2, _FOOTER + room / 2])
    return middle + (places - low - extent / 2) * scale, round(room) + _HEADER + _FOOTER


def _draw_sides(canvas: Canvas, points: NDArray[np.float64], colours: Theme) -> None:
    a, b, c, tip = points[:4]
    blue = style_of(_BLUE, colours).mark
    canvas.axes.fill(*np.stack([a, b, tip, c]).T, color=blue, alpha=0.12, linewidth=0, zorder=0)
    for start, end in ((a, c), (b, tip)):
        canvas.axes.plot(
            *zip(start, end, strict=True), color=colours.quiet, linewidth=2.5, dashes=(4, 4), zorder=1
        )
    for start, end in ((a, b), (c, tip)):
        style = {"arrowstyle": "-|>,head_width=0.5,head_length=0.9", "color": blue, "linewidth": 5}
        style |= {"shrinkA": 12, "shrinkB": 14, "mutation_scale": 28}
        canvas.axes.annotate("", xy=tuple(end), xytext=tuple(start), arrowprops=style, zorder=1)


def _draw_corners(
    canvas: Canvas,
    named: tuple[tuple[Corner, ...], Numbered],
    points: NDArray[np.float64],
    height: int,
    colours: Theme,
) -> int:
    """Draw markers and labels; return how many labels found no room."""
    corners, numbered = named
    texts = [
        numbered.within(corner.name, 3 * _NAME_LENGTH if corner.role == "tip" else _NAME_LENGTH)
        for corner in corners
    ]
    for corner, (x, y) in reversed(list(zip(corners, points, strict=True))):  # the answer above runners-up
        mark, _ = _colours(corner.role, colours)
        look, width = _LOOKS[corner.role]
        canvas.mark([x], [y], look, width, mark=mark, edge=colours.background, edge_width=2.0)
    a, b, c, tip = points[:4]
    sides = np.array([[*start, *end] for start, end in ((a, b), (c, tip), (a, c), (b, tip))])
    frame = (MARGIN / 2, float(_FOOTER), WIDTH - MARGIN / 2, float(height - _HEADER))
    bold = [corner.role == "answer" for corner in corners]
    size, labels = fit_labels(texts, points, frame, _RADIUS, _SIZES, bold=bold, lines=sides)
    colour = [_colours(corner.role, colours)[1] for corner in corners]
    return write_labels(canvas, texts, size, labels, colour, bold=bold, halo=4)


def _draw_words(canvas: Canvas, named: tuple[Parallelogram, Numbered], height: int, colours: Theme) -> None:
    shape, numbered = named
    title = numbered.within(shape.title, _TITLE_LENGTH)
    a, b, c, _, answer = (numbered.within(corner.name, _NAME_LENGTH) for corner in shape.corners[:5])
    arrow = f"The arrow from {a} to {b}, moved to {c}:"
    nearest = f"★ the word nearest to its tip is {answer} (cosine {figure(shape.similarity, '.2f')})."
    seen = f"Seen in the plane of the three; the answers lie off it, in {shape.dimensions} dimensions."
    size = fitting_size(title, _TITLE_SIZE, WIDTH - 2 * MARGIN, bold=True)
    canvas.write((MARGIN, height - 46), title, size, colours.text, bold=True)
    for text, at in ((arrow, height - 98), (nearest, height - 138), (seen, 36)):
        canvas.write((MARGIN, at), text, fitting_size(text, _SMALL_SIZE, WIDTH - 2 * MARGIN), colours.quiet)


def _colours(role: Role, colours: Theme) -> tuple[str, str]:
    """Return the colour of a marker and that of its label."""
    if role == "answer":
        return style_of(_ORANGE, colours).mark, style_of(_ORANGE, colours).text
    if role in ("tip", "runner-up"):
        return colours.quiet, colours.quiet
    return style_of(_BLUE, colours).mark, colours.text
