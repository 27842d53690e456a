"""A map of words as a PNG: markers and labels by category, a legend, and how the map was made."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from models.pictures.canvas import Canvas
from models.pictures.legend import LEGEND_MARK, LEGEND_SIZE
from models.pictures.lettering import displayable
from models.pictures.palette import THEMES, Style, Theme, ThemeName, style_of
from models.pictures.picture import Picture
from models.words.maps.alt_text import describe
from models.words.maps.categories import WordMap
from models.words.maps.layout import MARGIN, WIDTH, Layout, lay_out
from models.words.maps.projection import Projection

_LEAST_SIZE = (
    22  # of labels, in pixels: where they are smaller, the whole picture gets larger, for zooming in
)
_TITLE_SIZE = 46
_SMALL_SIZE = 26
_SOURCE_LENGTH = 30


def draw_map(
    word_map: WordMap, projection: Projection, *, theme: ThemeName = "dark", source: str = "word vectors"
) -> Picture:
    """Draw a map, 1200 pixels wide, or wider where hundreds of labels are small.

    Parameters
    ----------
    word_map
        The words and their categories.
    projection
        Where its words lie in the plane, in the same order.
    theme
        "dark" or "light".
    source
        What people call the vectors.

    Returns
    -------
    Picture
        The same bytes for the same arguments. Words whose labels found no room are only points; the picture
        tells how many.
    """
    colours = THEMES[theme]
    layout = lay_out(word_map, projection)
    scale = max(1.0, _LEAST_SIZE / layout.size)
    canvas = Canvas(WIDTH, layout.height, colours, scale)
    styles = [style_of(number, colours) for number in range(len(word_map.categories))]
    _draw_points(canvas, layout, word_map.labels, styles)
    _draw_labels(canvas, layout, word_map.labels, styles)
    _draw_legend(canvas, layout, styles, colours)
    unlabelled = int((~layout.labels.placed).sum())
    _draw_header(canvas, layout, unlabelled, colours)
    _draw_footer(canvas, projection, source, colours)
    return canvas.picture(describe(word_map, projection, source), unlabelled)


def _draw_points(canvas: Canvas, layout: Layout, labels: npt.NDArray[np.intp], styles: list[Style]) -> None:
    canvas.lead(layout.labels.leaders)
    for number, style in enumerate(styles):
        own = layout.points[labels == number]
        _mark(canvas, own[:, 0], own[:, 1], style, 2 * layout.radius)


def _draw_labels(canvas: Canvas, layout: Layout, labels: npt.NDArray[np.intp], styles: list[Style]) -> None:
    for text, box, number, placed in zip(
        layout.texts, layout.labels.boxes, labels, layout.labels.placed, strict=True
    ):
        if placed:
            middle = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
            canvas.write(middle, text, layout.size, styles[number].text, align="center")


def _draw_legend(canvas: Canvas, layout: Layout, styles: list[Style], colours: Theme) -> None:
    for entry, style in zip(layout.legend, styles, strict=True):
        _mark(canvas, [entry.left + 12], [entry.middle], style, 24)
        canvas.write((entry.left + LEGEND_MARK, entry.middle), entry.text, LEGEND_SIZE, colours.text)


def _draw_header(canvas: Canvas, layout: Layout, unlabelled: int, colours: Theme) -> None:
    title = f"Map of {len(layout.texts)} words"
    canvas.write((MARGIN, layout.height - 50), title, _TITLE_SIZE, colours.text, bold=True)
    what = "Words used alike lie close together."
    if unlabelled:
        what += f" {unlabelled} had no room for a label."
    canvas.write((MARGIN, layout.height - 102), what, _SMALL_SIZE + 2, colours.quiet)


def _draw_footer(canvas: Canvas, projection: Projection, source: str, colours: Theme) -> None:
    caution = "Gaps between far groups mean little, and are narrowed here."
    canvas.write((MARGIN, 84), caution, _SMALL_SIZE, colours.quiet)
    settings = f"seed {projection.seed} · perplexity {projection.perplexity:.3g}"
    made = f"t-SNE · {settings} · {len(projection.points)} words · {displayable(source, _SOURCE_LENGTH)}"
    canvas.write((MARGIN, 42), made, _SMALL_SIZE, colours.quiet)


def _mark(canvas: Canvas, x: npt.ArrayLike, y: npt.ArrayLike, style: Style, width: float) -> None:
    rim = 3.0 if style.hollow else 1.0
    canvas.mark(x, y, style.shape, width, mark=style.mark, edge=style.edge, edge_width=rim)
