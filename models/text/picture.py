"""A coloured text as a PNG: each token on a tile of its colour, below it the scale."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

import numpy as np

from models.pictures.canvas import Canvas
from models.pictures.fonts import MONOSPACED_ADVANCE, is_monospaced
from models.pictures.lettering import text_width, writable
from models.pictures.palette import THEMES, Theme, ThemeName, sequential, text_on
from models.pictures.picture import Picture
from models.text.colouring import Colouring
from models.text.wrapping import Letter, columns_for, wrap

WIDTH = 1200
MARGIN = 36
TITLE_SIZE = 54
NOTE_SIZE = 36
_HEAD = 190
_FOOT = 130
_LEADING = 1.62  # from row to row, in letter sizes
_GAP = 1.5  # pixels of background on every side of a tile
_STEPS = 64  # of the scale
_FAINT = 0.45  # how strong a mark for white space is
_MARKS = {"\n": "↵", "\t": "→", " ": "·"}


def draw(colouring: Colouring, theme: ThemeName = "dark") -> Picture:
    """Draw a coloured text, 1200 pixels wide; the same bytes for the same arguments."""
    colours = THEMES[theme]
    text = "".join(colouring.pieces)
    columns = columns_for(text)
    letters = wrap(text, columns)
    advance = (WIDTH - 2 * MARGIN) / (columns + 1)  # one more for the mark of a line break
    leading = _LEADING * advance / MONOSPACED_ADVANCE
    top = _FOOT + leading * (letters[-1].row + 1)
    grid = _Grid(advance, leading, top)
    canvas = Canvas(WIDTH, round(top + _HEAD), colours)
    shades = [sequential(share, colours, colouring.scale) for share in colouring.shares]
    _draw_tiles(canvas, grid, letters, colouring.pieces, shades)
    behind = [shade for piece, shade in zip(colouring.pieces, shades, strict=True) for _ in piece]
    _write_letters(canvas, grid, list(_glyphs(text, letters, behind)))
    _write_head(canvas, top + _HEAD, colouring, colours)
    _draw_scale(canvas, colouring, colours)
    return canvas.picture(colouring.alt)


@dataclass(frozen=True, slots=True)
class _Grid:
    """Where rows and columns are, in pixels."""

    advance: float
    leading: float
    top: float

    @property
    def size(self) -> float:
        """Of the letters."""
        return self.advance / MONOSPACED_ADVANCE

    def x(self, column: float) -> float:
        return MARGIN + column * self.advance

    def y(self, row: float) -> float:
        return self.top - row * self.leading


@dataclass(frozen=True, slots=True)
class _Glyph:
    """What is drawn of a letter: `text` in `colour`; `in_grid` tells that its font keeps to the columns."""

    letter: Letter
    text: str
    colour: str
    in_grid: bool


def _draw_tiles(
    canvas: Canvas, grid: _Grid, letters: tuple[Letter, ...], pieces: tuple[str, ...], shades: list[str]
) -> None:
    """Draw a tile for each token, or several where it goes on in another row."""
    boxes, colours, at = [], [], 0
    for piece, shade in zip(pieces, shades, strict=True):
        for row, group in groupby(letters[at : at + len(piece)], key=lambda letter: letter.row):
            inside = list(group)
            left, right = grid.x(inside[0].column), grid.x(inside[-1].end)
            boxes.append((left, grid.y(row + 1), right, grid.y(row)))
            colours.append(shade)
        at += len(piece)
    canvas.tile(np.array(boxes) + np.array([_GAP, 2 * _GAP, -_GAP, -2 * _GAP]), colours)


def _glyphs(text: str, letters: tuple[Letter, ...], behind: list[str]) -> Iterator[_Glyph]:
    """Yield what to draw of each letter on the colour that is behind it."""
    for at, (letter, colour) in enumerate(zip(letters, behind, strict=True)):
        if not letter.width:
            continue
        before, after = text[max(at - 1, 0) : at], text[at + 1 : at + 2]
        hidden = letter.text in _MARKS and not (letter.text == " " and before.strip() and after.strip())
        shown = _MARKS[letter.text] if hidden else writable(letter.text)
        shade = text_on(colour, _FAINT if hidden else 1.0)
        yield _Glyph(letter, shown, shade, _keeps_to_grid(shown, letter))


def _keeps_to_grid(shown: str, letter: Letter) -> bool:
    """Tell whether a letter may be written together with its neighbours, with none of them reordered."""
    from_left = unicodedata.bidirectional(shown) not in {"R", "AL", "AN"}
    return letter.width == 1 and from_left and is_monospaced(shown)


def _write_letters(canvas: Canvas, grid: _Grid, glyphs: list[_Glyph]) -> None:
    """Write letters of one colour side by side in one go, those outside of the grid one by one."""
    for (row, colour, in_grid), group in groupby(
        glyphs, key=lambda each: (each.letter.row, each.colour, each.in_grid)
    ):
        y, run = grid.y(row + 0.5), list(group)
        if in_grid:
            at = (grid.x(run[0].letter.column), y)
            canvas.write(at, "".join(glyph.text for glyph in run), grid.size, colour, monospaced=True)
            continue
        for glyph in run:
            middle = grid.x(glyph.letter.column + glyph.letter.width / 2)
            canvas.write((middle, y), glyph.text, grid.size, colour, align="center")


def _write_head(canvas: Canvas, height: float, colouring: Colouring, colours: Theme) -> None:
    room = WIDTH - 2 * MARGIN
    lines = (
        (colouring.title, TITLE_SIZE, height - 62, colours.text, True),
        (colouring.note, NOTE_SIZE, height - 126, colours.quiet, False),
    )
    for text, size, y, colour, bold in lines:
        fitted = min(size, size * room / text_width(text, size, bold=bold))
        canvas.write((MARGIN, y), text, fitted, colour, bold=bold)


def _draw_scale(canvas: Canvas, colouring: Colouring, colours: Theme) -> None:
    """Draw the scale between the names of its ends."""
    y = _FOOT / 2 - 8
    left = MARGIN + text_width(colouring.low, NOTE_SIZE) + 24
    right = WIDTH - MARGIN - text_width(colouring.high, NOTE_SIZE) - 24
    edges = np.linspace(left, right, _STEPS + 1)
    boxes = [(low, y - 18, high + 0.5, y + 18) for low, high in pairwise(edges)]
    shades = [sequential(step / (_STEPS - 1), colours, colouring.scale) for step in range(_STEPS)]
    canvas.tile(np.array(boxes), shades)
    canvas.write((MARGIN, y), colouring.low, NOTE_SIZE, colours.text)
    canvas.write((WIDTH - MARGIN, y), colouring.high, NOTE_SIZE, colours.text, align="right")
