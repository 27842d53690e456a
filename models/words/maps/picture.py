"""A map of words as a PNG: markers and labels by category, a legend, and how the map was made."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from models.pictures.canvas import Canvas
from models.pictures.labelling import write_labels
from models.pictures.legend import LEGEND_MARK, LEGEND_SIZE
from models.pictures.lettering import displayable
from models.pictures.palette import Style, Theme, style_of
from models.pictures.picture import Picture
from models.words.maps.alt_text import describe
from models.words.maps.categories import WordMap
from models.words.maps.layout import MARGIN, WIDTH, Floats, Layout
from models.words.maps.methods import METHOD_NAMES
from models.words.maps.projection import Method, Projection
from models.words.maps.rings import draw_rings, marker_width
from models.words.maps.umap import most_alike

# Of labels, in pixels: where they are smaller, the whole picture gets larger, for zooming in.
_LEAST_SIZE = 22
_TITLE_SIZE = 46
_SMALL_SIZE = 26
_SOURCE_LENGTH = 30
_FAR: dict[Method, str] = {
    "tsne": "Gaps between far groups mean little",
    "pca": "Gaps are those along the main directions",
    "umap": "Gaps between far groups mean little",
}


@dataclass(frozen=True, slots=True, eq=False)
class Painting:
    """All that a map is painted from."""

    word_map: WordMap
    projection: Projection
    layout: Layout
    colours: Theme
    source: str

    @property
    def styles(self) -> list[Style]:
        """How each category looks."""
        return [style_of(number, self.colours) for number in range(len(self.word_map.categories))]

    @property
    def guests(self) -> int:
        """How many of the words are guests."""
        return len(self.layout.points) - len(self.projection.points)

    @property
    def kept(self) -> float:
        """The mean share of neighbours that the picture keeps, guests aside."""
        return float(self.layout.kept[: len(self.projection.points)].mean())

    @property
    def ring_note(self) -> str:
        """What the rings tell."""
        k = self.layout.neighbours
        nearest = f"a word's {k} nearest words are" if k > 1 else "a word's nearest word is"
        return f"Full ring: {nearest} nearest here too. On average {self.kept:.0%}."


def settings(projection: Projection) -> str:
    """Return the method of a map and what it was set to."""
    name = METHOD_NAMES[projection.method]
    if projection.method == "pca":
        return f"{name} · {projection.variance:.0%} of the variance"
    if projection.method == "umap":
        neighbours = most_alike(projection.perplexity, len(projection.points))
        return f"{name} · seed {projection.seed} · {neighbours} neighbours"
    return f"{name} · seed {projection.seed} · perplexity {projection.perplexity:.3g}"


def still(painting: Painting) -> Picture:
    """Return the picture of a map."""
    layout = painting.layout
    canvas = paint_ground(painting, max(1.0, _LEAST_SIZE / layout.size))
    paint_words(canvas, painting)
    unlabelled = int((~layout.labels.placed).sum())
    what = "Words used alike lie close together."
    if unlabelled:
        what += f" {unlabelled} had no room for a label."
    projection = painting.projection
    by = "" if projection.method == "tsne" else f" by {METHOD_NAMES[projection.method]}"
    title = f"Map of {len(projection.points)} words{by}"
    paint_header(canvas, layout.height, painting.colours, title, what)
    alt = describe(painting.word_map, projection, painting.source, layout)
    return canvas.picture(alt, unlabelled, layout.numbered.sentences)


def paint_ground(painting: Painting, scale: float, *, ringed: bool = True) -> Canvas:
    """Return a picture with all but its header and its words; `ringed` has the footer explain the rings."""
    canvas = Canvas(WIDTH, painting.layout.height, painting.colours, scale)
    _draw_legend(canvas, painting)
    _draw_footer(canvas, painting)
    if ringed:
        _explain_rings(canvas, painting)
    return canvas


def paint_header(canvas: Canvas, top: float, colours: Theme, title: str, what: str) -> None:
    """Write two lines below `top`."""
    canvas.write((MARGIN, top - 50), title, _TITLE_SIZE, colours.text, bold=True)
    canvas.write((MARGIN, top - 102), what, _SMALL_SIZE + 2, colours.quiet)


def paint_words(canvas: Canvas, painting: Painting) -> None:
    """Draw markers, rings and labels."""
    layout, labels = painting.layout, painting.word_map.labels
    for number, style in enumerate(painting.styles):
        own = np.flatnonzero(labels == number)
        _draw_points(canvas, painting, own, style)
    if painting.guests:
        _draw_points(canvas, painting, np.arange(len(labels), len(layout.points)), _star(painting.colours))
    colours = [painting.styles[label].text for label in labels] + [painting.colours.text] * painting.guests
    bold = np.arange(len(layout.points)) >= len(labels)
    write_labels(canvas, layout.texts, layout.size, layout.labels, colours, bold=bold)


def paint_marker(canvas: Canvas, points: Floats, style: Style, radius: float) -> None:
    """Draw markers of one look at points (n, 2), `radius` being that of their rings."""
    _mark(canvas, points[:, 0], points[:, 1], style, marker_width(style.shape, radius))


def _draw_points(canvas: Canvas, painting: Painting, own: npt.NDArray[np.intp], style: Style) -> None:
    layout = painting.layout
    points, colour = layout.points[own], style.edge if style.hollow else style.mark
    draw_rings(canvas, points, layout.kept[own], layout.radius, colour=colour, theme=painting.colours)
    paint_marker(canvas, points, style, layout.radius)


def _star(colours: Theme) -> Style:
    """Return the look of guests."""
    return Style(colours.text, colours.background, colours.text, "*", hollow=False)


def _draw_legend(canvas: Canvas, painting: Painting) -> None:
    for entry, style in zip(painting.layout.legend, painting.styles, strict=True):
        _mark(canvas, [entry.left + 12], [entry.middle], style, 24)
        at = (entry.left + LEGEND_MARK, entry.middle)
        canvas.write(at, entry.text, LEGEND_SIZE, painting.colours.text)


def _draw_footer(canvas: Canvas, painting: Painting) -> None:
    projection, colours = painting.projection, painting.colours
    far = _FAR[projection.method]
    caution = (
        f"{far}. ★ dropped in later, moving no other."
        if painting.guests
        else f"{far}, and are narrowed here."
    )
    canvas.write((MARGIN, 84), caution, _SMALL_SIZE, colours.quiet)
    source = displayable(painting.source, _SOURCE_LENGTH)
    made = f"{settings(projection)} · {len(projection.points)} words · {source}"
    canvas.write((MARGIN, 42), made, _SMALL_SIZE, colours.quiet)


def _explain_rings(canvas: Canvas, painting: Painting) -> None:
    ring, colours = np.array([[MARGIN + 12.0, 126.0]]), painting.colours
    draw_rings(canvas, ring, np.array([painting.kept]), 14, colour=colours.text, theme=colours)
    canvas.write((MARGIN + LEGEND_MARK + 4, 126), painting.ring_note, _SMALL_SIZE, colours.text)


def _mark(canvas: Canvas, x: npt.ArrayLike, y: npt.ArrayLike, style: Style, width: float) -> None:
    rim = 3.0 if style.hollow else 1.0
    canvas.mark(x, y, style.shape, width, mark=style.mark, edge=style.edge, edge_width=rim)
