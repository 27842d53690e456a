"""Where the letters of a text stand when words are written as their script is: joined, or from the right.

Letters of fixed width keep to columns. A word of a script whose letters join, stack or change places is
written in one go, as wide as it gets, and what follows moves up. Words that are read from the right stand so
as long as nothing but spaces, numbers and the marks of a sentence is between them; quotation marks and the
signs of code keep their places. Numbers are read from the left.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby, pairwise
from typing import Self

from models.pictures.fonts import MONOSPACED_ADVANCE, in_one_font, is_monospaced
from models.pictures.lettering import text_width, writable
from models.text.clusters import clusters, script
from models.text.wrapping import Letter, width

SMALLEST = 0.75
"""So much smaller than other letters all words get where one of them needs more room than it has columns."""
_MIRRORED = str.maketrans("()«»‹›", ")(»«›‹")
WIDE = 2
"""Columns of the letters of East Asia, which stand alone in theirs."""
_FROM_RIGHT = frozenset({"R", "AL"})
_INTERRUPTING = frozenset("\"'`“”#=+*/\\|&@$%^~_<>[]{}")
_NUMBERS = frozenset({"EN", "AN"})


@dataclass(frozen=True, slots=True)
class Span:
    """From where to where a character stands, in columns; what belongs to another one has no width."""

    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Word:
    """What is written in one go: a letter, or a word whose letters join.

    Attributes
    ----------
    text : str
        As it is written, with a sign for each letter that no font has.
    row : int
    start, end : int
        Which characters of the whole text it is.
    span : Span
    size : float
        Of its letters, in those of fixed width.
    fixed : bool
        Whether it is one letter of fixed width.
    """

    text: str
    row: int
    start: int
    end: int
    span: Span
    size: float
    fixed: bool


@dataclass(frozen=True, slots=True)
class Shaped:
    """A whole text: where each of its characters stands, and what is written."""

    spans: tuple[Span, ...]
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class _Cell:
    """A letter with its marks, and how it is read.

    Attributes
    ----------
    text, given : str
        As it is written, and as it stands in the text.
    start : int
        Its first character.
    columns : int
    direction : str
        Its bidirectional class.
    fixed : bool
        Whether it has the width of its columns, and stands in a row with its like.
    joins : bool
        Whether it is written together with its neighbours.
    """

    text: str
    given: str
    start: int
    columns: int
    direction: str
    fixed: bool
    joins: bool

    @classmethod
    def of(cls, given: str, start: int) -> Self:
        """Return the cell of a letter."""
        shown = writable(unicodedata.normalize("NFC", given))
        shown = shown if in_one_font(shown) else shown[0]
        columns = sum(map(width, given))
        direction = unicodedata.bidirectional(given[0])
        single, from_right = len(shown) == 1, direction in _FROM_RIGHT
        fixed = given.isspace() or (single and not from_right and is_monospaced(shown))
        joins = not fixed and (from_right or not single or (columns < WIDE and shown.isalpha()))
        return cls(shown, given, start, columns, direction, fixed, joins)

    @property
    def end(self) -> int:
        return self.start + len(self.given)

    @property
    def script(self) -> str:
        return script(self.given[0])

    @property
    def from_right(self) -> bool:
        return self.direction in _FROM_RIGHT


@dataclass(frozen=True, slots=True)
class _Unit:
    """Letters that are written in one go, in the order in which they are read."""

    cells: tuple[_Cell, ...]

    @property
    def text(self) -> str:
        return "".join(cell.text for cell in self.cells)

    @property
    def joins(self) -> bool:
        return self.cells[0].joins

    @property
    def from_right(self) -> bool:
        return self.cells[0].from_right

    @property
    def columns(self) -> int:
        return sum(cell.columns for cell in self.cells)

    @property
    def needed(self) -> float:
        """How many columns it takes when it is written as large as other letters."""
        return _columns(self.text) if self.joins else float(self.columns)

    def size(self, largest: float) -> float:
        """Return how large it is written: not larger than fits into its columns."""
        return min(largest, self.columns / self.needed) if self.joins and self.needed else 1.0


def shape(text: str, letters: Sequence[Letter]) -> Shaped:
    """Place the characters of a text, which were wrapped into rows."""
    rows = [list(group) for _, group in groupby(_cells(text), key=lambda cell: letters[cell.start].row)]
    units = [list(_units(row)) for row in rows]
    sizes = (unit.size(1.0) for row in units for unit in row)
    largest = max(SMALLEST, min(sizes, default=1.0))
    spans, words = [Span(0.0, 0.0)] * len(text), []
    for row in units:
        first = letters[row[0].cells[0].start]
        for unit, left in _placed(row, float(first.column), largest):
            size = unit.size(largest)
            across = Span(left, left + unit.needed * size)
            for at, span in _characters(unit, across):
                spans[at] = span
            if unit.columns:
                start, end = unit.cells[0].start, unit.cells[-1].end
                words.append(Word(unit.text, first.row, start, end, across, size, unit.cells[0].fixed))
    return Shaped(tuple(spans), tuple(words))


def _cells(text: str) -> Iterator[_Cell]:
    at = 0
    for given in clusters(text):
        yield _Cell.of(given, at)
        at += len(given)


def _units(row: Sequence[_Cell]) -> Iterator[_Unit]:
    """Yield words, and letters that stand alone."""
    for (joins, _), group in groupby(row, key=lambda cell: (cell.joins, cell.script)):
        cells = tuple(group)
        yield from [_Unit(cells)] if joins else [_Unit((cell,)) for cell in cells]


def _placed(row: Sequence[_Unit], left: float, largest: float) -> Iterator[tuple[_Unit, float]]:
    """Yield each unit of a row and where it begins."""
    for phrase in _phrases(row):
        for unit in _as_seen(phrase) if phrase[0].from_right else phrase:
            yield unit, left
            left += unit.needed * unit.size(largest)


def _phrases(row: Sequence[_Unit]) -> Iterator[list[_Unit]]:
    """Yield what is read from the right as long as nothing else interrupts it, and the rest."""
    waiting: list[_Unit] = []  # what may lie between two words that are read from the right
    phrase: list[_Unit] = []
    for unit in row:
        if unit.from_right:
            phrase += [*waiting, unit]
            waiting = []
        elif phrase and unit.cells[0].direction != "L" and unit.text not in _INTERRUPTING:
            waiting.append(unit)
        else:
            yield from (each for each in (phrase, waiting) if each)
            phrase, waiting = [], []
            yield [unit]
    yield from (each for each in (phrase, waiting) if each)


def _as_seen(phrase: Sequence[_Unit]) -> Iterator[_Unit]:
    """Yield from left to right what is read from the right: its numbers in their order, brackets turned."""
    for is_number, group in groupby(reversed(phrase), key=lambda unit: unit.cells[0].direction in _NUMBERS):
        units = list(group)
        yield from reversed(units) if is_number else map(_turned, units)


def _turned(unit: _Unit) -> _Unit:
    (first, *rest) = unit.cells
    if rest or unit.from_right:
        return unit
    return _Unit((replace(first, text=first.text.translate(_MIRRORED)),))


def _characters(unit: _Unit, across: Span) -> Iterator[tuple[int, Span]]:
    """Yield each character of a unit by its number, and where it stands in it."""
    ends = [0.0, 1.0]
    if unit.joins:
        begun = accumulate(cell.text for cell in unit.cells)
        ends = [0.0, *accumulate(map(_columns, begun), max)]
    scale = (across.right - across.left) / (ends[-1] or 1.0)
    for cell, (begin, end) in zip(unit.cells, pairwise(ends), strict=True):
        left, right = (ends[-1] - end, ends[-1] - begin) if unit.from_right else (begin, end)
        yield from _shared(cell, Span(across.left + left * scale, across.left + right * scale))


def _shared(cell: _Cell, span: Span) -> Iterator[tuple[int, Span]]:
    """Yield the characters of a letter, each with its share of the letter's room."""
    widths = [width(each) for each in cell.given]
    ends = [0, *accumulate(widths)]
    step = (span.right - span.left) / (ends[-1] or 1)
    for at, (begin, end) in enumerate(pairwise(ends), start=cell.start):
        yield at, Span(span.left + begin * step, span.left + end * step)


def _columns(text: str) -> float:
    return text_width(text, 1.0) / MONOSPACED_ADVANCE
