"""Where one is in a piece of code: inside which brackets, a quotation, a comment, how far indented.

The scanner reads character by character, so that it can follow a text that is still being written, and takes
broken code as it comes.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

OPENING = frozenset("([{")
CLOSING = frozenset(")]}")
QUOTES = frozenset("'\"")
TRIPLE = 3


class Inside(Enum):
    """What the next character would be part of."""

    CODE = auto()
    QUOTE_MARK = auto()
    """After one or two quotation marks, which may yet become three."""
    STRING = auto()
    LONG_STRING = auto()
    COMMENT = auto()


@dataclass(slots=True)
class Scanner:
    """Follows Python source.

    Attributes
    ----------
    depth : int
        Brackets that are open.
    column : int
        Characters since the line began.
    indentation : int
        Blanks that the line began with.
    """

    depth: int = 0
    column: int = 0
    indentation: int = 0
    inside: Inside = Inside.CODE
    _quote: str = ""
    _marks: int = 0
    _escaped: bool = False

    @property
    def quoted(self) -> bool:
        """Whether the text is within quotation marks."""
        if self.inside is Inside.QUOTE_MARK:
            return self._marks == 1
        return self.inside in {Inside.STRING, Inside.LONG_STRING}

    @property
    def line_may_end(self) -> bool:
        """Whether a line break here ends a statement: no bracket and no quotation is open."""
        return self.depth == 0 and not self.quoted

    def feed(self, character: str) -> None:
        """Read one more character."""
        match self.inside:
            case Inside.QUOTE_MARK:
                self._after_mark(character)
            case Inside.STRING | Inside.LONG_STRING:
                self._within_string(character)
            case Inside.COMMENT:
                if character == "\n":
                    self.inside = Inside.CODE
            case Inside.CODE:
                self._within_code(character)
        self._move(character)

    def _move(self, character: str) -> None:
        if character == "\n":
            self.column = self.indentation = 0
            return
        if character == " " and self.column == self.indentation:
            self.indentation += 1
        self.column += 1

    def _within_code(self, character: str) -> None:
        if character == "#":
            self.inside = Inside.COMMENT
        elif character in QUOTES:
            self.inside, self._quote, self._marks = Inside.QUOTE_MARK, character, 1
        elif character in OPENING:
            self.depth += 1
        elif character in CLOSING:
            self.depth = max(0, self.depth - 1)

    def _after_mark(self, character: str) -> None:
        if character == self._quote:
            self._marks += 1
            if self._marks == TRIPLE:
                self.inside, self._marks = Inside.LONG_STRING, 0
        elif self._marks == 1:
            self.inside = Inside.STRING
            self._within_string(character)
        else:  # two marks: an empty string that has ended
            self.inside = Inside.CODE
            self._within_code(character)

    def _within_string(self, character: str) -> None:
        if self._escaped:
            self._escaped = False
        elif character == "\\":
            self._escaped = True
        elif self.inside is Inside.STRING:
            if character in {self._quote, "\n"}:
                self.inside = Inside.CODE
        else:
            self._marks = self._marks + 1 if character == self._quote else 0
            if self._marks == TRIPLE:
                self.inside = Inside.CODE
