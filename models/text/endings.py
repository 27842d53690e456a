"""Where a text that could go on for ever has a sensible end."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Protocol

from models.text.structure import Inside, Scanner

CONTINUES = frozenset({"else", "elif", "except", "finally"})
BLOCK = re.compile(r"(?:async\s+)?(?:def|class)\b")
SENTENCE_END = re.compile(r"[.!?]['\")\]]*(?=\s)")
ENOUGH = 0.6
"""From this share of the length limit on a verse or a sentence that ends is a good place to stop."""
WORTH_KEEPING = 0.5
"""A text that has reached its limit is cut back to its last whole line or sentence if this share remains."""


class Ending(StrEnum):
    """Why a text ends where it does."""

    STATEMENT = "statement"
    LINE = "line"
    SENTENCE = "sentence"
    TEXT = "text"
    LIMIT = "limit"


class Kind(StrEnum):
    """What kind of text a model writes."""

    CODE = "code"
    VERSE = "verse"
    PROSE = "prose"


class Watch(Protocol):
    """Looks on while a text is written."""

    def end(self, written: str) -> int | None:
        """Return how many characters of `written`, grown since the last call, are a whole, if any."""

    def cut(self, written: str) -> int:
        """Return how much of `written` to keep when it has reached the limit."""


def watch(kind: Kind, prompt: str, length: int) -> tuple[Watch, Ending]:
    """Return what finds the end of a continuation of `prompt` by about `length` characters, and its name."""
    match kind:
        case Kind.CODE:
            return CodeWatch(prompt), Ending.STATEMENT
        case Kind.VERSE:
            return LineWatch(length), Ending.LINE
        case Kind.PROSE:
            return SentenceWatch(length), Ending.SENTENCE


class CodeWatch:
    """Ends with the function or class that the prompt is in, else with the statement that it begins."""

    def __init__(self, prompt: str) -> None:
        self._scanner = Scanner()
        self._line = ""
        self._read = 0
        self._base = 0
        self._pending: int | None = None
        self._last_whole_line: int | None = None
        for character in prompt:
            self._feed(character)
        self._base = _base(prompt, self._scanner)
        self._pending = self._last_whole_line = None
        self._read = 0

    def end(self, written: str) -> int | None:
        """Return where the statement ends, known once the next line has begun with something else."""
        for character in written[self._read :]:
            if self._ends_before(character):
                return self._pending
            self._feed(character)
        return None

    def cut(self, written: str) -> int:
        """Return the end of the last whole line."""
        return len(written) if self._last_whole_line is None else self._last_whole_line

    def _feed(self, character: str) -> None:
        line = self._line.strip()
        if character == "\n" and line and self._scanner.line_may_end:
            goes_on = line.endswith((":", "\\")) or line.startswith("@")
            if not goes_on:
                self._pending = self._last_whole_line = self._read
        self._scanner.feed(character)
        self._line = "" if character == "\n" else self._line + character
        self._read += 1

    def _ends_before(self, character: str) -> bool:
        """Tell whether `character`, the next one, shows that the line begun is no part of the statement.

        A statement that is whole in the prompt ends nothing: what is written then is the one after it.
        """
        if not self._pending or (not self._line.strip() and character in " \n"):
            return False
        first_word = self._line.strip()
        if character.isalpha() and (not first_word or first_word.isalpha()):
            return False
        if self._scanner.indentation > self._base or first_word in CONTINUES:
            self._pending = None
            return False
        return True


class LineWatch:
    """Ends with a line, once there is enough of it."""

    def __init__(self, length: int) -> None:
        self._enough = int(length * ENOUGH)
        self._least = length * WORTH_KEEPING

    def end(self, written: str) -> int | None:
        """Return where the first line ends after enough text."""
        at = written.find("\n", self._enough)
        return None if at < 0 else at

    def cut(self, written: str) -> int:
        """Return the end of the last line or word."""
        return _cut(written, written.rfind("\n"), self._least)


class SentenceWatch:
    """Ends with a sentence, once there is enough of it."""

    def __init__(self, length: int) -> None:
        self._enough = int(length * ENOUGH)
        self._least = length * WORTH_KEEPING

    def end(self, written: str) -> int | None:
        """Return where the first sentence ends after enough text."""
        found = SENTENCE_END.search(written, self._enough)
        return found.end() if found else None

    def cut(self, written: str) -> int:
        """Return the end of the last sentence or word."""
        ends = [found.end() for found in SENTENCE_END.finditer(written)]
        return _cut(written, ends[-1] if ends else -1, self._least)


def _cut(written: str, last: int, least: float) -> int:
    if last >= least:
        return last
    word = max(written.rfind(" "), written.rfind("\n"))
    return word if word >= least else len(written)


def _base(prompt: str, scanner: Scanner) -> int:
    """Return the indentation of the innermost function or class that `prompt` ends in, or of its line."""
    *earlier, last = prompt.split("\n")
    if scanner.inside is Inside.LONG_STRING or BLOCK.match(last.lstrip()):
        return _indentation(last)
    inner = _indentation(last)
    for line in reversed(earlier):
        if not line.strip() or (_indentation(line) >= inner and last.strip()):
            continue
        if BLOCK.match(line.lstrip()):
            return _indentation(line)
        inner = min(inner, _indentation(line)) if last.strip() else inner
    return _indentation(last) if last.strip() else 0


def _indentation(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
