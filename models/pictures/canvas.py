"""A blank picture to draw and write on, measured in pixels from the bottom left (matplotlib, no pyplot).

matplotlib is imported where something is drawn, not above: the bot's process knows every picture, to have it
drawn by another one, and never loads the library.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from models.pictures.fonts import MONOSPACED, families
from models.pictures.palette import Theme
from models.pictures.picture import Picture

if TYPE_CHECKING:
    from matplotlib.path import Path

HEART = "heart"  # the shape of a marker that matplotlib has not

_ARC_PARTS = 48
_HIGHEST = 1e6  # pixels: higher than any picture
_DPI = 72  # so that a point is a pixel, and every number here is in pixels


class Canvas:
    """A picture in the making; `axes` are matplotlib's, a unit of which is a pixel.

    Parameters
    ----------
    width, height
        In pixels.
    theme
        Its background fills the picture.
    scale
        How many pixels of the PNG a pixel here becomes.
    """

    def __init__(self, width: int, height: int, theme: Theme, scale: float = 1.0) -> None:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

        self._theme = theme
        self._figure = Figure(
            figsize=(width / _DPI, height / _DPI), dpi=_DPI * scale, facecolor=theme.background
        )
        self._canvas = FigureCanvasAgg(self._figure)
        self.axes = self._figure.add_axes((0.0, 0.0, 1.0, 1.0), xlim=(0, width), ylim=(0, height))
        self.axes.set_axis_off()

    def mark(
        self,
        x: npt.ArrayLike,
        y: npt.ArrayLike,
        shape: str,
        width: float,
        *,
        mark: str,
        edge: str,
        edge_width: float = 1.0,
    ) -> None:
        """Draw markers of one look at x (n,) and y (n,); the shape is HEART or one of matplotlib's."""
        self.axes.plot(
            x,
            y,
            linestyle="none",
            marker=_heart() if shape == HEART else shape,
            markersize=width,
            markerfacecolor=mark,
            markeredgecolor=edge,
            markeredgewidth=edge_width,
            zorder=2,
        )

    def arc(
        self,
        middles: npt.NDArray[np.float64],
        shares: npt.NDArray[np.float64],
        radius: float,
        *,
        colour: str,
        line_width: float,
    ) -> None:
        """Draw an arc about each of the middles (n, 2): from the top clockwise, a share (n,) of the round."""
        turns = np.linspace(0.0, 1.0, _ARC_PARTS + 1)[None, :] * shares[:, None] * 2 * np.pi  # (n, parts + 1)
        arcs = middles[:, None] + radius * np.stack([np.sin(turns), np.cos(turns)], axis=2)
        self._strokes(arcs, colors=colour, linewidths=line_width, capstyle="butt", zorder=1.5)

    def lead(self, leaders: npt.NDArray[np.float64]) -> None:
        """Draw the lines (m, 4) that lead from markers to their labels."""
        segments = leaders.reshape(-1, 2, 2)
        self._strokes(segments, colors=self._theme.quiet, linewidths=1.5, alpha=0.7, zorder=1)

    def link(
        self, ends: npt.NDArray[np.float64], colours: Sequence[str], line_widths: Sequence[float]
    ) -> None:
        """Draw lines (n, 4) from a point to another one, a colour and a width each, the last on top."""
        self._strokes(ends.reshape(-1, 2, 2), colors=list(colours), linewidths=list(line_widths), zorder=1)

    def frame(self, boxes: npt.NDArray[np.float64], colour: str, line_width: float) -> None:
        """Draw a frame about boxes (n, 4) of left, bottom, right, top."""
        corners = boxes[:, [0, 1, 2, 1, 2, 3, 0, 3, 0, 1]].reshape(-1, 5, 2)
        self._strokes(corners, colors=colour, linewidths=line_width, joinstyle="miter", zorder=2)

    def tile(self, boxes: npt.NDArray[np.float64], colours: Sequence[str]) -> None:
        """Fill boxes (n, 4) of left, bottom, right, top with a colour each."""
        from matplotlib.collections import PolyCollection

        corners = boxes[:, [0, 1, 2, 1, 2, 3, 0, 3]].reshape(-1, 4, 2)
        self.axes.add_collection(
            PolyCollection(list(corners), facecolors=list(colours), linewidths=0, zorder=1), autolim=False
        )

    def fill(
        self,
        outlines: Sequence[npt.NDArray[np.float64]],
        colour: str,
        *,
        edge: str,
        edge_width: float = 1.0,
        hatched: bool = False,
    ) -> None:
        """Fill outlines, each (n, 2), with one colour; `hatched` lays strokes in the edge's over it."""
        from matplotlib.collections import PolyCollection

        shapes = PolyCollection(
            list(outlines),
            facecolors=colour,
            edgecolors=edge,
            linewidths=edge_width,
            hatch="////" if hatched else None,
            zorder=1,
        )
        self.axes.add_collection(shapes, autolim=False)

    def write(
        self,
        at: tuple[float, float],
        text: str,
        size: float,
        colour: str,
        *,
        bold: bool = False,
        monospaced: bool = False,
        align: str = "left",
        halo: float = 0.0,
        within: tuple[float, float] | None = None,
    ) -> None:
        """Write one line of text, its middle at the height of `at`.

        `monospaced` is for letters that the font of fixed width has. `halo` is the width of a rim in the
        background's colour, which keeps the text legible on lines. Only what lies `within` is seen, from left
        to right.
        """
        from matplotlib.patheffects import Normal, withStroke
        from matplotlib.transforms import Bbox, TransformedBbox

        effects = [withStroke(linewidth=2 * halo, foreground=self._theme.background), Normal()]
        written = self.axes.text(
            *at,
            text,
            fontsize=size,
            fontfamily=MONOSPACED if monospaced else families(text, bold=bold),
            fontweight="bold" if bold else "normal",
            color=colour,
            horizontalalignment=align,
            verticalalignment="center_baseline",
            parse_math=False,
            zorder=3,
            path_effects=effects if halo else None,
        )
        if within is not None:
            left, right = within
            written.set_clip_on(True)
            written.set_clip_box(
                TransformedBbox(Bbox.from_extents(left, 0, right, _HIGHEST), self.axes.transData)
            )

    def wipe(self) -> None:
        """Take everything off again: a canvas costs more than what is drawn on it."""
        for artist in [*self.axes.lines, *self.axes.collections, *self.axes.texts]:
            artist.remove()

    def pixels(self) -> npt.NDArray[np.uint8]:
        """Return what was drawn as red, green and blue, (height, width, 3)."""
        self._canvas.draw()  # type: ignore[no-untyped-call]
        return np.array(self._canvas.buffer_rgba())[..., :3]  # type: ignore[no-untyped-call]

    def picture(self, alt: str, unlabelled: int = 0, notes: tuple[str, ...] = ()) -> Picture:
        """Return what was drawn: the same bytes for the same drawing."""
        png = BytesIO()
        self._figure.savefig(png, format="png", dpi="figure", metadata={"Software": None})
        width, height = self._canvas.get_width_height()
        return Picture(png.getvalue(), alt, width, height, unlabelled, notes)

    def _strokes(self, lines: npt.NDArray[np.float64], **look: Any) -> None:
        """Draw lines (n, points, 2), of a look as matplotlib's LineCollection takes it."""
        from matplotlib.collections import LineCollection

        self.axes.add_collection(LineCollection(list(lines), **look), autolim=False)


@lru_cache(maxsize=1)
def _heart() -> Path:
    from matplotlib.path import Path

    corners = [(0.0, -0.95), (-1.75, 0.15), (-0.95, 1.45), (0.0, 0.5), (0.95, 1.45), (1.75, 0.15)]
    return Path([*corners, corners[0]], [Path.MOVETO, *[Path.CURVE4] * 6])
