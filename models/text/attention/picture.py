"""Where every token of a text looked, as a PNG: the tokens twice, side by side, and lines between them."""

from __future__ import annotations

import numpy as np

from models.pictures.canvas import Canvas
from models.pictures.fonts import MONOSPACED_ADVANCE, is_monospaced
from models.pictures.lettering import fitting_size, text_width, writable
from models.pictures.palette import THEMES, Theme, ThemeName, blended, sequential
from models.pictures.picture import Picture
from models.text.attention.plan import LEAST_LINE, Lines
from models.text.picture import MARGIN, NOTE_SIZE, WIDTH, write_head
from models.text.visible import visible

ROW = 66.0
LETTERS = 42.0
_HEAD = 270.0
_FOOT = 56.0
_LEFT, _RIGHT = 430.0, 770.0  # where the lines begin and end
_PAD = 14.0  # about the letters of a token
_WIDEST = 10.0  # line
_NOTHING = "nothing"


def draw_lines(lines: Lines, theme: ThemeName = "dark") -> Picture:
    """Draw where every token looked, 1200 pixels wide; the same bytes for the same arguments."""
    colours = THEMES[theme]
    rows = len(lines.pieces) + 1  # the first one is for nothing
    top = _FOOT + ROW * rows
    canvas = Canvas(WIDTH, round(top + _HEAD), colours)
    heights = top - ROW * (np.arange(rows) + 0.5)
    write_head(canvas, top + _HEAD, lines.title, lines.note, colours)
    canvas.write((_LEFT, top + 36), "having read", NOTE_SIZE, colours.quiet, align="right")
    canvas.write((_RIGHT, top + 36), "it looked at", NOTE_SIZE, colours.quiet)
    _draw_looks(canvas, lines, heights, colours)
    canvas.write((_RIGHT + _PAD, heights[0]), _NOTHING, NOTE_SIZE, colours.quiet)
    for piece, height in zip(lines.pieces, heights[1:], strict=True):
        text, size, width, in_grid = _token(piece)
        for left in (_LEFT - width, _RIGHT):
            box = (left, height - ROW / 2 + 4, left + width, height + ROW / 2 - 4)
            canvas.tile(np.array([box]), [sequential(0.0, colours, "blue")])
            canvas.write((left + _PAD, height), text, size, colours.text, monospaced=in_grid)
    return canvas.picture(lines.alt)


def _draw_looks(canvas: Canvas, lines: Lines, heights: np.ndarray, colours: Theme) -> None:
    """Draw the looks at nothing, then those at tokens, the strongest on top."""
    away = [(at, share) for at, share in enumerate(lines.nowhere) if share >= LEAST_LINE]
    ends = [(_LEFT + 4, heights[at + 1], _RIGHT - 4, heights[0]) for at, _ in away]
    shades = [blended(colours.background, colours.quiet, 0.6 * share) for _, share in away]
    widths = [_WIDEST * share for _, share in away]
    ends += [(_LEFT + 4, heights[look.at + 1], _RIGHT - 4, heights[look.seen + 1]) for look in lines.looks]
    shades += [sequential(0.1 + 0.9 * look.share, colours, "blue") for look in lines.looks]
    widths += [max(1.5, _WIDEST * look.share) for look in lines.looks]
    if ends:
        canvas.link(np.array(ends), shades, widths)


def _token(piece: str) -> tuple[str, float, float, bool]:
    """Return how a token is written: the text, its size, how wide its tile is, and whether in the grid."""
    text = writable(visible(piece))
    room = _LEFT - MARGIN - 2 * _PAD
    if all(map(is_monospaced, text)):
        unit = MONOSPACED_ADVANCE * len(text)
        size = min(LETTERS, room / unit)
        return text, size, unit * size + 2 * _PAD, True
    size = fitting_size(text, LETTERS, room)
    return text, size, text_width(text, size) + 2 * _PAD, False
