"""A text in rows of fixed width: where each of its characters stands, and how much of it fits a picture."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from models.errors import WrongNumberOfCharacters
from models.text.clusters import clusters

MAX_CHARACTERS = 600
MAX_ROWS = 20
MAX_COLUMNS = 38
"""So many that the letters are as large on a phone as those around the picture."""
MIN_COLUMNS = 24
HANGING = 2
"""Columns by which a row that goes on with a line stands further right than the line."""
DEEPEST_HANG = MAX_COLUMNS // 2
CHUNK = re.compile(r"\n|[^\S\n]+|\S+")


@dataclass(frozen=True, slots=True)
class Letter:
    """A character in its place.

    Attributes
    ----------
    row, column : int
        From the top and from the left.
    width : int
        Columns: 2 for pictograms and the wide letters of East Asia, 0 for what combines with the one before.
    """

    text: str
    row: int
    column: int
    width: int


def wrap(text: str, columns: int = MAX_COLUMNS) -> tuple[Letter, ...]:
    """Return all characters of `text` in rows of `columns`, broken between words where that is possible.

    A line break stands at the end of its row, and may stand one column outside.
    """
    return tuple(_letters(text, columns))


def columns_for(text: str) -> int:
    """Return how many columns show `text` best: as few as its longest line needs, within bounds."""
    longest = max((sum(map(width, line)) for line in text.split("\n")), default=0)
    return max(MIN_COLUMNS, min(MAX_COLUMNS, longest))


def fitting(text: str) -> str:
    """Return as much of `text` from its beginning as one picture shows.

    Raises
    ------
    WrongNumberOfCharacters
        When there is no text.
    """
    if not text:
        raise WrongNumberOfCharacters(0, 1, MAX_CHARACTERS)
    text = text[:MAX_CHARACTERS]
    letters = wrap(text, columns_for(text))
    return text[: sum(letter.row < MAX_ROWS for letter in letters)]


def width(character: str) -> int:
    """Return how many columns a character takes."""
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def _letters(text: str, columns: int) -> Iterator[Letter]:
    row = column = hang = 0
    for chunk in CHUNK.findall(text):
        if chunk == "\n":
            yield Letter(chunk, row, column, 1)
            row, column, hang = row + 1, 0, 0
            continue
        if chunk.isspace() and column == 0:
            hang = min(len(chunk), DEEPEST_HANG)
        room = columns - hang - HANGING
        length = sum(map(width, chunk))
        if not chunk.isspace() and columns - column < length <= room and column > hang + HANGING:
            row, column = row + 1, hang + HANGING
        for cluster in clusters(chunk):
            if column + sum(map(width, cluster)) > columns:
                row, column = row + 1, hang + HANGING
            for character in cluster:
                wide = width(character)
                yield Letter(character, row, column, wide)
                column += wide
