"""A lesson in which a small LSTM learns a text in minutes of one processor."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from statistics import median

from models.live.errors import TooLittleText
from models.live.lesson import LessonFromText, Subject
from models.text.clusters import clusters
from models.text.endings import Kind

LEAST_CHARACTERS = 3_000
MOST_CHARACTERS = 2_000_000
SHORT_LINE = 60
CODE_SUFFIXES = (".py", ".pyi")

LEAST_BEGUN = 3
"""So often at least does a text begin with what is told of it: once might be a secret."""

LONGEST_BEGINNING, FEW_LETTERS = 12, 3
_BEGINNING = re.compile(r"(?:^|(?<=[.!?\u3002] ))[^\S\n]*+(\S+)", re.MULTILINE)
_ACTIVE = frozenset("`@<>=|*_~\\")


@dataclass(frozen=True, slots=True)
class TextLesson(LessonFromText):
    """A text to learn to write.

    Attributes
    ----------
    kind : Kind
        What is to be written; decides where a text ends.
    prompt : str
        What it goes on with at each look.
    """

    kind: Kind
    prompt: str = ""
    seed: int = 0

    @property
    def subject(self) -> Subject:
        """What is learned."""
        return Subject.TEXT


def check_length(text: str) -> int:
    """Return how many characters a text has; raise TooLittleText where there is nothing to learn from."""
    if (length := len(text.strip())) < LEAST_CHARACTERS:
        raise TooLittleText(length, LEAST_CHARACTERS, MOST_CHARACTERS, "characters")
    return length


def kind_of(text: str, name: str = "") -> Kind:
    """Return what kind of text this looks like: by the name of its file, or by the length of its lines."""
    if name.lower().endswith(CODE_SUFFIXES):
        return Kind.CODE
    lines = [len(line) for line in text.splitlines() if line.strip()]
    return Kind.VERSE if lines and median(lines) <= SHORT_LINE else Kind.PROSE


def beginning_of(texts: Sequence[str]) -> str:
    """Return what lines or sentences often begin with, a word or a few letters, or ""."""
    words = (found[1] for text in texts for found in _BEGINNING.finditer(text))
    short = (
        word if len(word) <= LONGEST_BEGINNING else "".join(islice(clusters(word), FEW_LETTERS))
        for word in words
    )
    counts = Counter(word for word in short if _can_be_asked(word))
    ((word, times),) = counts.most_common(1) or [("", 0)]
    return word if times >= LEAST_BEGUN else ""


def _can_be_asked(word: str) -> bool:
    kinds = {unicodedata.category(each) for each in word}
    return _ACTIVE.isdisjoint(word) and any(kind[0] in "LN" or kind == "So" for kind in kinds)
