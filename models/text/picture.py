"""A coloured text as a PNG: each token on a tile of its colour, below it the scale."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from models.pictures.canvas import Canvas
from models.pictures.fonts import MONOSPACED_ADVANCE
from models.pictures.lettering import fitting_size, text_width
from models.pictures.palette import THEMES, Theme, ThemeName, sequential, text_on
from models.pictures.picture import Picture
from models.text.colouring import Colouring
from models.text.shaping import Shaped, Span, Word, shape
from models.text.visible import MARKS
from models.text.wrapping import columns_for, wrap

WIDTH = 1200
MARGIN = 36
TITLE_SIZE = 54
NOTE_SIZE = 36
_HEAD = 190
_FOOT = 130
_LEADING = 1.62  # from row to row, in letter sizes
_GAP = 1.5  # pixels of background on every side of a tile
_FRAME = 4.0
_STEPS = 64  # of the scale
_FAINT = 0.45  # how strong a mark for white space is
_TOUCHING = 1e-6  # columns


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
    seen = len(colouring.pieces) if colouring.focus is None else colouring.focus + 1
    shades = [
        sequential(share, colours, colouring.scale) if at < seen else colours.background
        for at, share in enumerate(colouring.shares)
    ]
    shaped = shape(text, letters)
    placed = [(letter.row, span) for letter, span in zip(letters, shaped.spans, strict=True)]
    tiles = _tiles(grid, placed, colouring.pieces)
    canvas.tile(tiles.boxes, [shades[piece] for piece in tiles.pieces])
    if colouring.focus is not None:
        canvas.frame(tiles.boxes[tiles.pieces == colouring.focus], colours.text, _FRAME)
    behind = [shade for piece, shade in zip(colouring.pieces, shades, strict=True) for _ in piece]
    _write_words(canvas, grid, text, shaped, behind)
    write_head(canvas, top + _HEAD, colouring.title, colouring.note, colours)
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
    """What is drawn of a letter of fixed width: `text` in `colour`."""

    word: Word
    text: str
    colour: str


@dataclass(frozen=True, slots=True, eq=False)
class _Tiles:
    """A box (n, 4) for each token, or several where it is parted; and of which piece each is."""

    boxes: NDArray[np.float64]
    pieces: NDArray[np.intp]


def _tiles(grid: _Grid, placed: list[tuple[int, Span]], pieces: tuple[str, ...]) -> _Tiles:
    """Return the tiles of all tokens; of their characters each has a row and a place there."""
    boxes, of_pieces, at = [], [], 0
    for number, piece in enumerate(pieces):
        for row, group in groupby(placed[at : at + len(piece)], key=itemgetter(0)):
            for left, right in _merged([span for _, span in group]):
                boxes.append((grid.x(left), grid.y(row + 1), grid.x(right), grid.y(row)))
                of_pieces.append(number)
        at += len(piece)
    return _Tiles(np.array(boxes) + np.array([_GAP, 2 * _GAP, -_GAP, -2 * _GAP]), np.array(of_pieces))


def _merged(spans: list[Span]) -> Iterator[tuple[float, float]]:
    """Yield from where to where some spans reach together."""
    left = right = None
    for span in sorted((each for each in spans if each.right > each.left), key=lambda each: each.left):
        if left is not None and right is not None and span.left > right + _TOUCHING:
            yield left, right
            left = None
        left = span.left if left is None else left
        right = span.right
    if left is not None and right is not None:
        yield left, right


def _write_words(canvas: Canvas, grid: _Grid, text: str, shaped: Shaped, behind: list[str]) -> None:
    """Write all words on the colours that are behind them."""
    fixed = [_glyph(text, word, behind[word.start]) for word in shaped.words if word.fixed]
    _write_fixed(canvas, grid, fixed)
    for word in shaped.words:
        if not word.fixed:
            _write_word(canvas, grid, word, shaped.spans, behind)


def _glyph(text: str, word: Word, colour: str) -> _Glyph:
    """Return what to draw of a letter of fixed width; white space that one might miss has a faint mark."""
    given = text[word.start]
    before, after = text[max(word.start - 1, 0) : word.start], text[word.end : word.end + 1]
    hidden = given in MARKS and not (given == " " and before.strip() and after.strip())
    return _Glyph(word, MARKS[given] if hidden else word.text, text_on(colour, _FAINT if hidden else 1.0))


def _write_fixed(canvas: Canvas, grid: _Grid, glyphs: list[_Glyph]) -> None:
    """Write letters of one colour that stand side by side in one go."""
    run: list[_Glyph] = []
    for glyph in glyphs:
        last = run[-1] if run else glyph
        goes_on = (glyph.word.row, glyph.colour) == (last.word.row, last.colour)
        if run and not (goes_on and abs(glyph.word.span.left - last.word.span.right) < _TOUCHING):
            _write_run(canvas, grid, run)
            run = []
        run.append(glyph)
    if run:
        _write_run(canvas, grid, run)


def _write_run(canvas: Canvas, grid: _Grid, run: list[_Glyph]) -> None:
    first = run[0]
    at = (grid.x(first.word.span.left), grid.y(first.word.row + 0.5))
    canvas.write(at, "".join(each.text for each in run), grid.size, first.colour, monospaced=True)


def _write_word(canvas: Canvas, grid: _Grid, word: Word, spans: tuple[Span, ...], behind: list[str]) -> None:
    """Write a word, each part of it in the colour that is legible on the tile behind that."""
    middle = grid.x((word.span.left + word.span.right) / 2), grid.y(word.row + 0.5)
    inside = range(word.start, word.end)
    parts: dict[str, list[Span]] = {}
    for number in inside:
        parts.setdefault(text_on(behind[number]), []).append(spans[number])
    for colour, theirs in parts.items():
        for left, right in _merged(theirs):
            within = (grid.x(left), grid.x(right)) if len(parts) > 1 else None
            canvas.write(middle, word.text, grid.size * word.size, colour, align="center", within=within)


def write_head(canvas: Canvas, height: float, title: str, note: str, colours: Theme) -> None:
    """Write a title and a note below it, from `height` down, no wider than the picture."""
    room = WIDTH - 2 * MARGIN
    lines = (
        (title, TITLE_SIZE, height - 62, colours.text, True),
        (note, NOTE_SIZE, height - 126, colours.quiet, False),
    )
    for text, size, y, colour, bold in lines:
        fitted = fitting_size(text, size, room, bold=bold)
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
