"""A lesson in which a small word2vec learns from a text which words are used alike."""

from __future__ import annotations

from dataclasses import dataclass

from models.live.errors import TooLittleText
from models.live.lesson import LessonFromText, Subject

LEAST_WORDS = 10_000
"""Running words: with fewer, nothing was learned that frequencies do not tell (see docs/models.md)."""

FEW_WORDS = 300_000
"""With fewer, much of what lies near a word is chance."""

MOST_WORDS = 2_000_000
MOST_WATCHED = 4


@dataclass(frozen=True, slots=True)
class WordsLesson(LessonFromText):
    """A text whose words are learned.

    Attributes
    ----------
    watched : str
        Words whose neighbours are told at each look; if there are none, some that tell of the text.
    """

    watched: str = ""
    seed: int = 0

    @property
    def subject(self) -> Subject:
        """What is learned."""
        return Subject.WORDS


def running_words(text: str) -> int:
    """Return about how many words a text has."""
    return len(text.split())


def check_words(text: str) -> None:
    """Raise TooLittleText where there is nothing to learn from."""
    if (given := running_words(text)) < LEAST_WORDS:
        raise TooLittleText(given, LEAST_WORDS, MOST_WORDS, "words")
