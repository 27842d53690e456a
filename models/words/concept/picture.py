"""A concept as a PNG: its border upright, the margin a band, the examples on the right, the rest left."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from models.figures import figure
from models.pictures.canvas import Canvas
from models.pictures.labelling import fit_labels, write_labels
from models.pictures.lettering import Numbered, displayable, fitting_size, text_width
from models.pictures.palette import THEMES, Theme, ThemeName, style_of
from models.pictures.picture import Picture, alt_text
from models.words.concept.plan import ConceptPlan, Dot, Kind

WIDTH, HEIGHT = 1000, 1000  # a phone shows it at two fifths of that: 30 pixels here are 12 there
MARGIN = 36
_HEADER = 196
_FOOTER = 112
_INSET, _BESIDE = 28, 110  # around the dots, and on their right: room for labels
_TITLE_SIZE = 46
_SIDE_SIZE = 34
_SMALL_SIZE = 28
_SIZES = (34, 32, 30, 28, 26)
_RADIUS = 12.0
_NAME_LENGTH = 20
_TITLE_LENGTH = 34
_LEAST_LEFT = -3.0  # how far out drawn words are worth showing
_BLUE, _ORANGE = 1, 0  # of the palette
_LOOKS: dict[Kind, tuple[str, float]] = {  # shape and width of the marker
    "drawn": ("v", 9.0),
    "other": ("v", 22.0),
    "example": ("o", 22.0),
    "shown": ("D", 13.0),
    "tested": ("*", 40.0),
}


def draw(plan: ConceptPlan, theme: ThemeName = "dark") -> Picture:
    """Draw a concept, 1000 pixels square: same arguments, same bytes."""
    colours = THEMES[theme]
    canvas = Canvas(WIDTH, HEIGHT, colours)
    dots = _visible(plan.dots)
    points, ticks = _points(dots)
    _draw_margin(canvas, ticks, colours)
    _draw_dots(canvas, dots, points, colours)
    unlabelled = _draw_labels(canvas, (dots, _numbered(plan)), points, ticks, colours)
    _draw_words(canvas, plan, ticks, colours)
    return canvas.picture(describe(plan), unlabelled, _numbered(plan).sentences)


def describe(plan: ConceptPlan) -> str:
    """Return the alternative text: how many words lie where, and the named ones in their order."""
    examples = [dot for dot in plan.dots if dot.kind == "example"]
    others = [dot for dot in plan.dots if dot.kind in ("other", "drawn")]
    inside, outside = sum(dot.x > 0 for dot in examples), sum(dot.x <= 0 for dot in others)
    right = f"{inside} of {len(examples)} examples lie on its right side"
    left = f"{outside} of {len(others)} words that are none on its left"
    support = f"{sum(dot.support for dot in plan.dots)} of all these are ringed: they carry the border"
    sentences = [
        *_numbered(plan).sentences,
        f"The concept {plan.name}: an upright line is its border, with a band for the margin.",
        f"{right}, {left}; {support}.",
    ]
    for kind, what in (("tested", "Tested"), ("shown", "Other words, from deepest inside to furthest out")):
        named = sorted((dot for dot in plan.dots if dot.kind == kind), key=lambda dot: -dot.x)
        if named:
            listed = ", ".join(f"{dot.label} {figure(dot.x, '+.2f')}" for dot in named)
            sentences.append(f"{what}: {listed}.")
    return alt_text(sentences)


def _numbered(plan: ConceptPlan) -> Numbered:
    return Numbered.of([plan.name, *(dot.label for dot in plan.dots)])


def _visible(dots: tuple[Dot, ...]) -> list[Dot]:
    """Return the dots without those drawn words that lie further out than is worth showing."""
    left = min([_LEAST_LEFT, *(dot.x for dot in dots if dot.kind != "drawn")])
    return [dot for dot in dots if dot.kind != "drawn" or dot.x >= left]


def _points(dots: list[Dot]) -> tuple[NDArray[np.float64], tuple[float, float, float]]:
    """Return where the dots lie (n, 2), and where the margin's edges and the border stand, in pixels."""
    places = np.array([(dot.x, dot.y) for dot in dots])
    low = np.minimum(places.min(axis=0), (-1.2, 0.0))
    high = np.maximum(places.max(axis=0), (1.2, 0.0))
    frame_low = np.array([MARGIN, _FOOTER + _INSET])
    frame_high = np.array([WIDTH - MARGIN - _BESIDE, HEIGHT - _HEADER - _INSET])
    scale = (frame_high - frame_low) / np.maximum(high - low, 1e-9)
    points = frame_low + (places - low) * scale
    left, border, right = (float(frame_low[0] + (x - low[0]) * scale[0]) for x in (-1.0, 0.0, 1.0))
    return points, (left, border, right)


def _draw_margin(canvas: Canvas, ticks: tuple[float, float, float], colours: Theme) -> None:
    left, border, right = ticks
    low, high = _FOOTER, HEIGHT - _HEADER
    corners = ([left, right, right, left], [low, low, high, high])
    canvas.axes.fill(*corners, color=colours.quiet, alpha=0.16, linewidth=0, zorder=0)
    for x in (left, right):
        canvas.axes.plot([x, x], [low, high], color=colours.quiet, linewidth=2, dashes=(4, 4), zorder=0.5)
    canvas.axes.plot([border, border], [low, high], color=colours.text, linewidth=5, zorder=0.5)


def _draw_dots(canvas: Canvas, dots: list[Dot], points: NDArray[np.float64], colours: Theme) -> None:
    for kind, (shape, width) in _LOOKS.items():
        chosen = np.array([dot.kind == kind for dot in dots])
        mark, _ = _colours(kind, colours)
        own = points[chosen]
        canvas.mark(own[:, 0], own[:, 1], shape, width, mark=mark, edge=colours.background)
    for dot, (x, y) in zip(dots, points, strict=True):
        if dot.support:
            width, line = _LOOKS[dot.kind][1] + 13, 1.0 if dot.kind == "drawn" else 2.5
            canvas.mark([x], [y], "o", width, mark="none", edge=colours.text, edge_width=line)


def _draw_labels(
    canvas: Canvas,
    named: tuple[list[Dot], Numbered],
    points: NDArray[np.float64],
    ticks: tuple[float, float, float],
    colours: Theme,
) -> int:
    """Write the labels; return how many found no room."""
    dots, numbered = named
    labelled = np.array([bool(dot.label) for dot in dots])
    marked = np.array([dot.kind != "drawn" for dot in dots]) & ~labelled
    chosen = [dot for dot in dots if dot.label]
    texts = [numbered.label(dot.label, _NAME_LENGTH) for dot in chosen]
    bold = [dot.kind == "tested" for dot in chosen]
    frame = (MARGIN / 2, float(_FOOTER), WIDTH - MARGIN / 2, float(HEIGHT - _HEADER))
    lines = _lines(points[marked], ticks)
    size, labels = fit_labels(texts, points[labelled], frame, _RADIUS, _SIZES, bold=bold, lines=lines)
    colour = [_colours(dot.kind, colours)[1] for dot in chosen]
    return write_labels(canvas, texts, size, labels, colour, bold=bold, halo=4)


def _lines(markers: NDArray[np.float64], ticks: tuple[float, float, float]) -> NDArray[np.float64]:
    """Return what labels rather do not cover (n, 4): the markers without a label, the border, the margin."""
    upright = [[x, _FOOTER, x, HEIGHT - _HEADER] for x in ticks]
    half = np.array([_RADIUS, 0.0])
    across = np.concatenate([markers - half, markers + half], axis=1)
    return np.concatenate([np.array(upright, dtype=np.float64), across])


def _draw_words(canvas: Canvas, plan: ConceptPlan, ticks: tuple[float, float, float], colours: Theme) -> None:
    _, border, _ = ticks
    (blue, orange) = (_colours(kind, colours)[1] for kind in ("example", "other"))
    title = f"concept: {_numbered(plan).label(plan.name, _TITLE_LENGTH)}"
    wide = WIDTH - 2 * MARGIN
    size = fitting_size(title, _TITLE_SIZE, wide, bold=True)
    canvas.write((MARGIN, HEIGHT - 44), title, size, colours.text, bold=True)
    at = float(MARGIN)
    for text, colour in (("● example", blue), ("▼ not one", orange), ("○ carries the border", colours.text)):
        canvas.write((at, HEIGHT - 104), text, _SMALL_SIZE, colour)
        at += text_width(text, _SMALL_SIZE) + 36
    top = HEIGHT - _HEADER + 32
    canvas.write((border - 24, top), "← outside", _SIDE_SIZE, orange, bold=True, align="right")
    canvas.write((border + 24, top), "inside →", _SIDE_SIZE, blue, bold=True)
    foot = "Thick: the border. Band: the margin, ±1. Up and down: along the border,"
    second = f"where the examples differ most. Small: words drawn by lot. {displayable(plan.source, 24)}"
    for text, y in ((foot, 66), (second, 30)):
        canvas.write((MARGIN, y), text, fitting_size(text, _SMALL_SIZE, wide), colours.quiet)


def _colours(kind: Kind, colours: Theme) -> tuple[str, str]:
    """Return the colour of a marker and that of its label."""
    if kind == "example":
        return style_of(_BLUE, colours).mark, style_of(_BLUE, colours).text
    if kind in ("other", "drawn"):
        return style_of(_ORANGE, colours).mark, style_of(_ORANGE, colours).text
    return colours.text, colours.text
