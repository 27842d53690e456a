"""A map of words as a PNG: markers and labels by category, a legend, and how the map was made."""

from __future__ import annotations

from io import BytesIO

import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure

from models.pictures.lettering import displayable, families
from models.pictures.palette import THEMES, Style, Theme, ThemeName, style_of
from models.words.maps.alt_text import describe
from models.words.maps.categories import WordMap
from models.words.maps.draw import Picture
from models.words.maps.layout import LEGEND_MARK, LEGEND_SIZE, MARGIN, WIDTH, Layout, lay_out
from models.words.maps.projection import Projection

_DPI = 72  # so that a point is a pixel, and every number here is in pixels
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
    figure = Figure(
        figsize=(WIDTH / _DPI, layout.height / _DPI), dpi=_DPI * scale, facecolor=colours.background
    )
    canvas = FigureCanvasAgg(figure)
    axes = figure.add_axes((0.0, 0.0, 1.0, 1.0), xlim=(0, WIDTH), ylim=(0, layout.height))
    axes.set_axis_off()
    styles = [style_of(number, colours) for number in range(len(word_map.categories))]
    _draw_points(axes, layout, word_map.labels, styles, colours)
    _draw_labels(axes, layout, word_map.labels, styles)
    _draw_legend(axes, layout, styles, colours)
    unlabelled = int((~layout.labels.placed).sum())
    _draw_header(axes, layout, unlabelled, colours)
    _draw_footer(axes, projection, source, colours)
    png = BytesIO()
    figure.savefig(png, format="png", dpi="figure", metadata={"Software": None})
    width, height = canvas.get_width_height()
    return Picture(png.getvalue(), describe(word_map, projection, source), width, height, unlabelled)


def _draw_points(
    axes: Axes, layout: Layout, labels: npt.NDArray[np.intp], styles: list[Style], colours: Theme
) -> None:
    segments = list(layout.labels.leaders.reshape(-1, 2, 2))
    axes.add_collection(
        LineCollection(segments, colors=colours.quiet, linewidths=1.5, alpha=0.7, zorder=1), autolim=False
    )
    for number, style in enumerate(styles):
        own = layout.points[labels == number]
        _mark(axes, own[:, 0], own[:, 1], style, 2 * layout.radius)


def _draw_labels(axes: Axes, layout: Layout, labels: npt.NDArray[np.intp], styles: list[Style]) -> None:
    for text, box, number, placed in zip(
        layout.texts, layout.labels.boxes, labels, layout.labels.placed, strict=True
    ):
        if placed:
            middle = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
            _write(axes, middle, text, layout.size, styles[number].text, align="center")


def _draw_legend(axes: Axes, layout: Layout, styles: list[Style], colours: Theme) -> None:
    for entry, style in zip(layout.legend, styles, strict=True):
        _mark(axes, [entry.left + 12], [entry.middle], style, 24)
        _write(axes, (entry.left + LEGEND_MARK, entry.middle), entry.text, LEGEND_SIZE, colours.text)


def _draw_header(axes: Axes, layout: Layout, unlabelled: int, colours: Theme) -> None:
    title = f"Map of {len(layout.texts)} words"
    _write(axes, (MARGIN, layout.height - 50), title, _TITLE_SIZE, colours.text, bold=True)
    what = "Words used alike lie close together."
    if unlabelled:
        what += f" {unlabelled} had no room for a label."
    _write(axes, (MARGIN, layout.height - 102), what, _SMALL_SIZE + 2, colours.quiet)


def _draw_footer(axes: Axes, projection: Projection, source: str, colours: Theme) -> None:
    caution = "Gaps between far groups mean little, and are narrowed here."
    _write(axes, (MARGIN, 84), caution, _SMALL_SIZE, colours.quiet)
    settings = f"seed {projection.seed} · perplexity {projection.perplexity:.3g}"
    made = f"t-SNE · {settings} · {len(projection.points)} words · {displayable(source, _SOURCE_LENGTH)}"
    _write(axes, (MARGIN, 42), made, _SMALL_SIZE, colours.quiet)


def _mark(axes: Axes, x: npt.ArrayLike, y: npt.ArrayLike, style: Style, width: float) -> None:
    axes.plot(
        x,
        y,
        linestyle="none",
        marker=style.shape,
        markersize=width,
        markerfacecolor=style.mark,
        markeredgecolor=style.edge,
        markeredgewidth=3.0 if style.hollow else 1.0,
        zorder=2,
    )


def _write(
    axes: Axes,
    at: tuple[float, float],
    text: str,
    size: float,
    colour: str,
    *,
    bold: bool = False,
    align: str = "left",
) -> None:
    axes.text(
        *at,
        text,
        fontsize=size,
        fontfamily=families(),
        fontweight="bold" if bold else "normal",
        color=colour,
        horizontalalignment=align,
        verticalalignment="center_baseline",
        parse_math=False,
        zorder=3,
    )
