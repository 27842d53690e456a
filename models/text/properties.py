"""What one may say of a place in a text, as one number a token: inside brackets or not, how far indented, ...

A property is taken after the token has been read; nan where it means nothing.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from models.text.endings import Kind
from models.text.structure import CLOSING, OPENING, Inside, Scanner

DEEPEST = 16
"""Blanks of indentation; more count as this many."""
LONGEST = 80
"""Characters of a line; more count as this many."""
PROSE_QUOTES = {'"': None, "“": True, "”": False}
"""What becomes of being quoted: None means the contrary of what was."""


class Property(StrEnum):
    """What a cell may follow."""

    BRACKETS = "brackets"
    QUOTES = "quotes"
    DOCSTRINGS = "docstrings"
    INDENTATION = "indentation"
    LINE = "line"
    SPEAKER = "speaker"


CODE = (Property.BRACKETS, Property.QUOTES, Property.DOCSTRINGS, Property.INDENTATION, Property.LINE)
PROSE = (Property.BRACKETS, Property.QUOTES, Property.LINE)
VERSE = (*PROSE, Property.SPEAKER)
PROPERTIES = {Kind.CODE: CODE, Kind.PROSE: PROSE, Kind.VERSE: VERSE}
"""What is looked for in each kind of text; a text need not have it all."""


def properties(kind: Kind, pieces: Sequence[str]) -> NDArray[np.float32]:
    """Return the properties (properties, pieces) of a text in `pieces`, in the order of `PROPERTIES`."""
    rows = _of_code(pieces) if kind is Kind.CODE else _of_prose(pieces, kind)
    values = np.array(list(rows), dtype=np.float32).reshape(len(pieces), len(PROPERTIES[kind]))
    return values.T


def _of_code(pieces: Sequence[str]) -> Iterator[tuple[float, ...]]:
    """Brackets and quotation marks mean nothing in comments and docstrings."""
    scanner = Scanner()
    for piece in pieces:
        for character in piece:
            scanner.feed(character)
        docstring = scanner.inside is Inside.LONG_STRING
        code = not docstring and scanner.inside is not Inside.COMMENT
        yield (
            scanner.depth > 0 if code else math.nan,
            scanner.quoted if code else math.nan,
            docstring,
            min(scanner.indentation, DEEPEST),
            min(scanner.column, LONGEST),
        )


def _of_prose(pieces: Sequence[str], kind: Kind) -> Iterator[tuple[float, ...]]:
    place = _Place()
    for piece in pieces:
        for character in piece:
            place.feed(character)
        values = (place.depth > 0, place.quoted, min(place.column, LONGEST))
        yield (*values, place.in_name) if kind is Kind.VERSE else values


@dataclass(slots=True)
class _Place:
    """Where one is in prose, or in a play, whose paragraphs begin with the speaker's name and a colon."""

    depth: int = 0
    quoted: bool = False
    column: int = 0
    in_name: bool = True
    _blank: bool = False

    def feed(self, character: str) -> None:
        if character == "\n":
            self._end_line()
            return
        self._blank = False
        self.column += 1
        if character in OPENING:
            self.depth += 1
        elif character in CLOSING:
            self.depth = max(0, self.depth - 1)
        elif character == ":":
            self.in_name = False
        elif character in PROSE_QUOTES:
            now = PROSE_QUOTES[character]
            self.quoted = not self.quoted if now is None else now

    def _end_line(self) -> None:
        if self._blank or self.column == 0:  # a paragraph ends, and what was left open with it
            self.depth, self.quoted = 0, False
        self.in_name = self._blank
        self._blank = True
        self.column = 0
