"""The countries of the world in the colours of their closeness to a word, as a PNG."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models.figures import figure
from models.pictures.canvas import Canvas
from models.pictures.labelling import fit_labels, write_labels
from models.pictures.lettering import Numbered, displayable, fitting_size
from models.pictures.palette import (
    LEAST_TEXT_CONTRAST,
    THEMES,
    Theme,
    ThemeName,
    diverging,
    diverging_surface,
    text_on,
)
from models.pictures.picture import Picture, alt_text
from models.words.worldmap.outline import Floats, Shape, projected, shapes
from models.words.worldmap.plan import Standing, WorldPlan

WIDTH = 1200  # a phone shows it at a third of that: 30 pixels here are 10 there
MARGIN = 40
_HEADER = 150
_MAP = 530
RADIUS = 218.0  # of the globe
NORTH = 1.42  # radii of the globe that the map reaches above the equator
_SCALE = 104  # of the colours
_ROW = 50
_TABLE = 64 + 5 * _ROW
_FOOTER = 104
HEIGHT = _HEADER + _MAP + _SCALE + _TABLE + _FOOTER

_TITLE_SIZE = 46
_TEXT_SIZE = 32
_SMALL_SIZE = 27
_LABEL_SIZES = (28, 26, 24, 22)
_DOT = 9.0
_MOST = 2.5  # standard deviations at which a colour is full
_TITLE_LENGTH = 40
_NAME_LENGTH = 24
_SWATCHES = 50


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What all parts of the picture are drawn on and from."""

    canvas: Canvas
    plan: WorldPlan
    colours: Theme

    def surface(self, score: float) -> str:
        """Return the colour of a country."""
        return diverging_surface(score / _MOST, self.colours)

    def lettering(self, sign: float) -> str:
        """Return the colour to write the names of those that are near or far in."""
        return diverging(sign, self.colours, LEAST_TEXT_CONTRAST)


def draw(plan: WorldPlan, theme: ThemeName = "dark") -> Picture:
    """Draw the world: same arguments, same bytes."""
    colours = THEMES[theme]
    sheet = _Sheet(Canvas(WIDTH, HEIGHT, colours), plan, colours)
    numbered = Numbered.of([plan.title])
    title = f"The world by {numbered.within(plan.title, _TITLE_LENGTH)}"
    size = fitting_size(title, _TITLE_SIZE, WIDTH - 2 * MARGIN, bold=True)
    sheet.canvas.write((MARGIN, HEIGHT - 50), title, size, colours.text, bold=True)
    what = "How close a country's word is to that, beside the average country's."
    sheet.canvas.write((MARGIN, HEIGHT - 104), what, _SMALL_SIZE + 2, colours.quiet)
    unlabelled = _draw_countries(sheet)
    _draw_scale(sheet)
    _draw_table(sheet)
    _draw_footer(sheet)
    return sheet.canvas.picture(_describe(plan, numbered), unlabelled, numbered.sentences)


def _draw_countries(sheet: _Sheet) -> int:
    """Draw the countries and name those at both ends; return how many names found no room."""
    scores = {each.country: each.score for each in sheet.plan.ranked}
    background, quiet = sheet.colours.background, sheet.colours.quiet
    for shape in shapes():
        score = scores.get(shape.name)
        colour = background if score is None else sheet.surface(score)
        outlines = [_placed(ring) for ring in shape.rings]
        if outlines:
            edge = quiet if score is None else background
            sheet.canvas.fill(outlines, colour, edge=edge, hatched=score is None)
        if shape.dot is not None:
            x, y = _middle(shape).tolist()
            sheet.canvas.mark([x], [y], "o", _DOT, mark=colour, edge=quiet)
    return _name(sheet)


def _name(sheet: _Sheet) -> int:
    """Write the names of the nearest and the furthest where they lie; return how many found no room."""
    by_name = {shape.name: shape for shape in shapes()}
    named = [*sheet.plan.nearest, *sheet.plan.furthest]
    points = np.stack([_middle(by_name[each.country]) for each in named])
    texts = [displayable(each.country, _NAME_LENGTH) for each in named]
    bottom = float(HEIGHT - _HEADER - _MAP)
    frame = (6.0, bottom, WIDTH - 6.0, bottom + _MAP + 10)
    bold = [True] * len(named)
    size, labels = fit_labels(texts, points, frame, _DOT, _LABEL_SIZES, bold=bold)
    sheet.canvas.mark(
        points[:, 0], points[:, 1], "o", _DOT, mark=sheet.colours.text, edge=sheet.colours.background
    )
    colours = [sheet.colours.text] * len(named)
    return write_labels(sheet.canvas, texts, size, labels, colours, bold=bold, halo=4)


def _draw_scale(sheet: _Sheet) -> None:
    """Draw what the colours mean."""
    canvas, colours = sheet.canvas, sheet.colours
    top = HEIGHT - _HEADER - _MAP - 10
    left, right = MARGIN + 150.0, MARGIN + 700.0
    edges = np.linspace(left, right, _SWATCHES + 1)
    boxes = np.stack(
        [edges[:-1], np.full(_SWATCHES, top - 34.0), edges[1:], np.full(_SWATCHES, float(top))], axis=1
    )
    shares = np.linspace(-_MOST, _MOST, _SWATCHES)
    canvas.tile(boxes, [sheet.surface(share) for share in shares.tolist()])
    canvas.write((left - 16, top - 17), "further", _SMALL_SIZE, colours.text, align="right")
    canvas.write((right + 16, top - 17), "nearer", _SMALL_SIZE, colours.text)
    for share in (-2, -1, 0, 1, 2):
        at = (left + right) / 2 + share / _MOST * (right - left) / 2
        colour = text_on(sheet.surface(share))
        canvas.write((at, top - 18), figure(share, "+d") if share else "0", 24, colour, align="center")
    if sheet.plan.unknown:
        box = np.array([[870.0, top - 34], [916, top - 34], [916, top], [870, top]])
        canvas.fill([box], colours.background, edge=colours.quiet, hatched=True)
        canvas.write((932, top - 17), "no word for it", _SMALL_SIZE, colours.text)
    unit = "Standard deviations from the average country; 0: as close as that one."
    canvas.write((MARGIN, top - 66), unit, _SMALL_SIZE, colours.quiet)


def _draw_table(sheet: _Sheet) -> None:
    """List the nearest and the furthest with their scores."""
    top = HEIGHT - _HEADER - _MAP - _SCALE
    half = WIDTH / 2
    for left, head, sign, standings in (
        (MARGIN, "Nearest", 1.0, sheet.plan.nearest),
        (half + MARGIN / 2, "Furthest", -1.0, sheet.plan.furthest[::-1]),
    ):
        sheet.canvas.write((left, top - 34), head, _TEXT_SIZE, sheet.lettering(sign), bold=True)
        for row, each in enumerate(standings):
            _draw_row(sheet, each, (left, top - 64 - _ROW * (row + 0.5)), half - 2 * MARGIN)


def _draw_row(sheet: _Sheet, standing: Standing, at: tuple[float, float], width: float) -> None:
    left, middle = at
    score = figure(standing.score, "+.1f")
    colour = sheet.surface(standing.score)
    sheet.canvas.tile(np.array([[left, middle - 20, left + 84, middle + 20]]), [colour])
    sheet.canvas.write((left + 42, middle), score, _SMALL_SIZE, text_on(colour), align="center")
    name = displayable(standing.country, _NAME_LENGTH)
    size = fitting_size(name, _TEXT_SIZE, width - 104)
    sheet.canvas.write((left + 104, middle), name, size, sheet.colours.text)


def _draw_footer(sheet: _Sheet) -> None:
    quiet = sheet.colours.quiet
    known = len(sheet.plan.ranked)
    made = f"cos(country − mean of all {known}, words) · {displayable(sheet.plan.source, 30)}"
    sheet.canvas.write((MARGIN, 76), made, _SMALL_SIZE, quiet)
    outlines = "How words are used, not how things are. Outlines: Natural Earth."
    sheet.canvas.write((MARGIN, 34), outlines, _SMALL_SIZE, quiet)


def _placed(degrees: Floats) -> Floats:
    """Return the pixels of points (n, 2) of degrees east and north."""
    return np.asarray(projected(degrees) * RADIUS + [WIDTH / 2, HEIGHT - _HEADER - NORTH * RADIUS])


def _middle(shape: Shape) -> Floats:
    """Return the pixel (2,) in the middle of a country's largest part."""
    if shape.dot is not None:
        return np.asarray(_placed(shape.dot[None])[0])
    found: list[tuple[Floats, float]] = [_centroid(_placed(ring)) for ring in shape.rings]
    return max(found, key=lambda each: each[1])[0]


def _centroid(ring: Floats) -> tuple[Floats, float]:
    """Return the centroid (2,) of the area in a ring (n, 2), and the area."""
    ahead = np.roll(ring, -1, axis=0)
    crossed = ring[:, 0] * ahead[:, 1] - ahead[:, 0] * ring[:, 1]
    area = float(crossed.sum()) / 2
    return np.asarray(((ring + ahead) * crossed[:, None]).sum(axis=0) / (6 * area)), abs(area)


def _describe(plan: WorldPlan, numbered: Numbered) -> str:
    """Return the alternative text: the countries at both ends with their scores."""
    sentences = [
        *numbered.sentences,
        f"A map of the world: {len(plan.ranked)} countries, coloured by how close they are to {plan.title}.",
        "In standard deviations from the average country:",
        f"nearest, in blue, {_listed(plan.nearest)};",
        f"furthest, in orange, {_listed(plan.furthest[::-1])}.",
    ]
    if plan.unknown:
        sentences.append(f"Hatched, for want of a word: {', '.join(plan.unknown)}.")
    return alt_text(sentences)


def _listed(standings: tuple[Standing, ...]) -> str:
    return ", ".join(f"{each.country} {figure(each.score, '+.1f')}" for each in standings)
