"""Text on a picture: cut to a length, how wide it gets, and numbers for what no font can write."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from models.pictures.fonts import can_write, families, font_of

_MISSING = "\ufffd"
_JOINER = "\u200d"


@lru_cache(maxsize=4096)
def displayable(text: str, length: int) -> str:
    """Return `text` as a label of at most `length` characters, wide ones as those of Chinese counted twice.

    "_", which joins the words of a phrase, becomes a space; a letter that no font has becomes "\ufffd"; what
    is too long ends in "…".
    """
    text = " ".join(unicodedata.normalize("NFC", text).replace("_", " ").split()) or text
    return writable(_cut(text, length))


def writable(text: str) -> str:
    """Return `text` with "\ufffd" for each letter that no font has."""
    return "".join(letter if can_write(letter) else _MISSING for letter in text)


@dataclass(frozen=True, slots=True)
class Numbered:
    """The names on a picture; those with letters that no font has, which are numbers there."""

    unwritten: tuple[str, ...]

    @classmethod
    def of(cls, names: Iterable[str]) -> Numbered:
        """Return the names that cannot be written, each once, in order."""
        return cls(tuple(dict.fromkeys(name for name in names if not all(map(can_write, name)))))

    def label(self, name: str, length: int) -> str:
        """Return a name, or its number, as a label of at most `length` characters."""
        return self._number(name) if name in self.unwritten else displayable(name, length)

    def within(self, text: str, length: int) -> str:
        """Return a text as a label, with numbers for the names in it."""
        for name in sorted(self.unwritten, key=len, reverse=True):
            text = text.replace(name, self._number(name))
        return displayable(text, length)

    @property
    def sentences(self) -> tuple[str, ...]:
        """What tells the names of the numbers, if there are any."""
        if not self.unwritten:
            return ()
        named = ", ".join(f"{self._number(name)} is {name}" for name in self.unwritten)
        return (f"I have no letters for some names, which are numbers in the picture: {named}.",)

    def _number(self, name: str) -> str:
        return f"№{self.unwritten.index(name) + 1}"


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width in pixels of one line of `text` in a font of `size` pixels."""
    return _width(text, bold) * size / _MEASURED


def fitting_size(text: str, size: float, width: float, *, bold: bool = False) -> float:
    """Return the size, or the smaller one at which one line of `text` is `width` pixels wide."""
    unit = text_width(text, 1.0, bold=bold)
    return min(size, width / unit) if unit else size


_MEASURED = 100.0  # widths grow in proportion to the size: one measurement serves all


@lru_cache(maxsize=8192)
def _width(text: str, bold: bool) -> float:
    font = font_of(families(text, bold=bold), bold=bold)
    font.set_size(_MEASURED, 72)
    font.set_text(text, 0.0)
    return float(font.get_width_height()[0]) / 64


def _cut(text: str, length: int) -> str:
    """Return as much of a text as has `length` cells, with no letter parted from its marks."""
    if sum(map(_cells, text)) <= length:
        return text
    end, room = 0, length - 1
    while room >= (cells := _cells(text[end])):
        room -= cells
        end += 1
    while end and (_JOINER in text[end - 1 : end + 1] or unicodedata.category(text[end])[0] == "M"):
        end -= 1
    return text[:end].rstrip() + "…"


def _cells(letter: str) -> int:
    """Return how much room a letter takes, in those of Latin: none for a mark over or under another one."""
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1
