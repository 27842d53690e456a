"""A lesson in which a small LSTM learns a text in minutes of one processor."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median

from models.live.errors import TooLittleText
from models.live.lesson import LessonFromText, Subject
from models.text.endings import Kind

LEAST_CHARACTERS = 3_000
MOST_CHARACTERS = 2_000_000
SHORT_LINE = 60
CODE_SUFFIXES = (".py", ".pyi")


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


def check_length(text: str) -> None:
    """Raise TooLittleText where there is nothing to learn from."""
    if (length := len(text.strip())) < LEAST_CHARACTERS:
        raise TooLittleText(length, LEAST_CHARACTERS, MOST_CHARACTERS, "characters")


def kind_of(text: str, name: str = "") -> Kind:
    """Return what kind of text this looks like: by the name of its file, or by the length of its lines."""
    if name.lower().endswith(CODE_SUFFIXES):
        return Kind.CODE
    lines = [len(line) for line in text.splitlines() if line.strip()]
    return Kind.VERSE if lines and median(lines) <= SHORT_LINE else Kind.PROSE
