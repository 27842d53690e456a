"""A taste map as a PNG: the hyperplane, its margin, and films coloured by their distance from it."""

from __future__ import annotations

from models.figures import figure
from models.movies.tastemap import KINDS, Kind, MappedFilm, TasteMap
from models.movies.tastemap_layout import MARGIN, RADIUS, RING, WIDTH, Layout, lay_out
from models.movies.tastemap_text import describe, stand_in, summary
from models.pictures.canvas import HEART, Canvas
from models.pictures.labelling import write_labels
from models.pictures.legend import LEGEND_MARK, LEGEND_SIZE
from models.pictures.palette import (
    LEAST_MARK_CONTRAST,
    LEAST_TEXT_CONTRAST,
    THEMES,
    Theme,
    ThemeName,
    diverging,
)
from models.pictures.picture import Picture

_TITLE_SIZE = 46
_SIDE_SIZE = 38
_SMALL_SIZE = 26
_TINT = 0.14  # opacity of the sides and the margin
_UNSURE = 0.25  # how much of a side's colour is in the margin's grey
_LEAST_APART = 165  # pixels from the hyperplane to the margin, from which on both are named
_SHAPES: dict[Kind, str] = {"liked": HEART, "disliked": "v", "best": "*", "worst": "X"}
# In radii, so that all seem equally large.
_WIDTHS: dict[Kind, float] = {"liked": 2.9, "disliked": 1.8, "best": 2.5, "worst": 1.9}


def draw(taste_map: TasteMap, theme: ThemeName = "dark") -> Picture:
    """Draw a taste map, 1200 pixels wide.

    Returns
    -------
    Picture
        The same bytes for the same arguments. Films whose labels found no room are only markers; the picture
        tells how many.
    """
    colours = THEMES[theme]
    layout = lay_out(taste_map)
    unlabelled = int((~layout.labels.placed).sum())
    canvas = Canvas(WIDTH, layout.height, colours)
    _draw_sides(canvas, layout, taste_map.margin, colours)
    _draw_lines(canvas, layout, taste_map.margin, colours)
    _draw_films(canvas, layout, taste_map.films, colours)
    _draw_legend(canvas, layout, taste_map, colours)
    _draw_header(canvas, layout, taste_map, colours)
    _draw_footer(canvas, taste_map, unlabelled, colours)
    return canvas.picture(describe(taste_map), unlabelled)


def _draw_sides(canvas: Canvas, layout: Layout, margin: float, colours: Theme) -> None:
    """Tint what is surely on one side, grey the margin between, and name both sides."""
    left, bottom, right, top = layout.frame
    low, high = max(layout.scale.x(-margin), left), min(layout.scale.x(margin), right)
    borders = (left, low, layout.scale.zero, high, right)
    for start, end, share in zip(borders, borders[1:], (-1.0, -_UNSURE, _UNSURE, 1.0), strict=False):
        tint = diverging(share, colours, 1.0)
        canvas.axes.fill_between([start, end], bottom, top, color=tint, alpha=_TINT, linewidth=0, zorder=0)
    love, rather_not = (diverging(share, colours, LEAST_TEXT_CONTRAST) for share in (1.0, -1.0))
    canvas.write((MARGIN, top + 84), "← you'd rather not", _SIDE_SIZE, rather_not, bold=True)
    canvas.write((WIDTH - MARGIN, top + 84), "you'd love →", _SIDE_SIZE, love, bold=True, align="right")


def _draw_lines(canvas: Canvas, layout: Layout, margin: float, colours: Theme) -> None:
    """Draw the hyperplane, the edges of the margin, and the numbers of the scale."""
    left, bottom, right, top = layout.frame
    zero = layout.scale.zero
    for edge in (layout.scale.x(-margin), layout.scale.x(margin)):
        if left < edge < right:
            canvas.axes.plot(
                [edge, edge], [bottom, top], color=colours.quiet, linewidth=2.5, dashes=(5, 4), zorder=0.5
            )
            if abs(edge - zero) > _LEAST_APART:
                canvas.write((edge, top + 26), "margin", _SMALL_SIZE, colours.quiet, align="center")
    canvas.axes.plot([zero, zero], [bottom, top], color=colours.text, linewidth=5, zorder=0.6)
    canvas.write((zero, top + 26), "hyperplane", LEGEND_SIZE, colours.text, bold=True, align="center")
    for tick in layout.ticks:
        text = figure(tick, "+.2g") if tick else "0"
        canvas.write((layout.scale.x(tick), bottom - 24), text, _SMALL_SIZE, colours.quiet, align="center")


def _draw_films(canvas: Canvas, layout: Layout, films: tuple[MappedFilm, ...], colours: Theme) -> None:
    shares = [film.distance / layout.reach if layout.reach else 0.0 for film in films]
    texts = [diverging(share, colours, LEAST_TEXT_CONTRAST + 1.0) for share in shares]
    write_labels(canvas, layout.texts, layout.size, layout.labels, texts, halo=3)
    for film, share, (x, y) in zip(films, shares, layout.points, strict=True):
        _mark(canvas, (x, y), film.kind, diverging(share, colours, LEAST_MARK_CONTRAST), colours)
        if film.supports:
            _ring(canvas, (x, y), RING, colours)


def _draw_legend(canvas: Canvas, layout: Layout, taste_map: TasteMap, colours: Theme) -> None:
    kinds = [kind for kind in KINDS if taste_map.of_kind(kind)]
    for number, entry in enumerate(layout.legend):
        at = (entry.left + 12, entry.middle)
        if number < len(kinds):
            _mark(canvas, at, kinds[number], colours.text, colours)
        else:
            _ring(canvas, at, 13, colours)
        canvas.write((entry.left + LEGEND_MARK, entry.middle), entry.text, LEGEND_SIZE, colours.text)


def _draw_header(canvas: Canvas, layout: Layout, taste_map: TasteMap, colours: Theme) -> None:
    canvas.write((MARGIN, layout.height - 50), "Your taste in films", _TITLE_SIZE, colours.text, bold=True)
    what = stand_in(taste_map) or "One line parts what you like from what you don't."
    canvas.write((MARGIN, layout.height - 102), what, _SMALL_SIZE + 2, colours.quiet)


def _draw_footer(canvas: Canvas, taste_map: TasteMap, unlabelled: int, colours: Theme) -> None:
    lines = (
        f"Left to right: signed distance from the hyperplane; margin ±{taste_map.margin:.2f}.",
        "Up and down: what else sets these films apart.",
        summary(taste_map) + (f" · {unlabelled} without a label" if unlabelled else ""),
    )
    for number, line in enumerate(lines):
        canvas.write((MARGIN, 122 - 40 * number), line, _SMALL_SIZE, colours.quiet)


def _mark(canvas: Canvas, at: tuple[float, float], kind: Kind, colour: str, colours: Theme) -> None:
    width = _WIDTHS[kind] * RADIUS
    canvas.mark([at[0]], [at[1]], _SHAPES[kind], width, mark=colour, edge=colours.background)


def _ring(canvas: Canvas, at: tuple[float, float], radius: float, colours: Theme) -> None:
    canvas.mark([at[0]], [at[1]], "o", 2 * radius, mark="none", edge=colours.text, edge_width=2.0)
