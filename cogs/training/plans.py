"""How a text that somebody chose is to be learned: as what, for how long, and what is shown of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Protocol

from cogs.training.sources import Source
from models.live.films import FilmsLesson
from models.live.lesson import Lesson, Subject
from models.live.shipped import TEXTS_TO_WRITE, WORDS_TO_LEARN
from models.live.text import TextLesson, check_length, kind_of
from models.live.words import WordsLesson, check_words
from models.text.endings import Kind

MINUTE_S = 60.0
FILMS_MIN = 2.5
LOOK_MIN = 0.075
"""So long at least each sweep is seen; the message grows no faster."""

PROMPT_LIMIT = 60
WATCHED_LIMIT = 100
KINDS = {"shakespeare": Kind.VERSE, "python": Kind.CODE}


class Plan(Protocol):
    """What is to be learned from a text, whichever it is."""

    subject: ClassVar[Subject]
    shipped: ClassVar[tuple[str, ...]]
    """The texts that are there already for this."""

    by_hand: ClassVar[bool]
    """Whether a text that fits a message, or a form, can be long enough."""

    def check(self, source: Source) -> int:
        """Return how much a text that somebody brings has; refuse one from which nothing is learned."""

    def lesson(self, source: Source, folder: Path) -> Lesson:
        """Return what a process of its own learns."""


@dataclass(frozen=True, slots=True)
class TextPlan:
    """A network learns to write the text."""

    subject: ClassVar[Subject] = Subject.TEXT
    shipped: ClassVar[tuple[str, ...]] = TEXTS_TO_WRITE
    by_hand: ClassVar[bool] = True

    minutes: float
    prompt: str

    def check(self, source: Source) -> int:
        """Return how many characters there are; raise TooLittleText where there is nothing to learn from."""
        return check_length(source.text)

    def lesson(self, source: Source, folder: Path) -> Lesson:
        """Return what a process of its own learns."""
        kind = KINDS[source.text] if source.shipped else kind_of(source.text, source.file_name)
        prompt = self.prompt[:PROMPT_LIMIT]
        return TextLesson(source.text, source.shipped, folder, self.minutes * MINUTE_S, kind, prompt)


@dataclass(frozen=True, slots=True)
class WordsPlan:
    """A network learns which words of the text are used alike."""

    subject: ClassVar[Subject] = Subject.WORDS
    shipped: ClassVar[tuple[str, ...]] = WORDS_TO_LEARN
    by_hand: ClassVar[bool] = False

    minutes: float
    watched: str

    def check(self, source: Source) -> int:
        """Return how many words there are; raise TooLittleText or NoBlanks where they teach nothing."""
        return check_words(source.text)

    def lesson(self, source: Source, folder: Path) -> Lesson:
        """Return what a process of its own learns."""
        watched = self.watched[:WATCHED_LIMIT]
        return WordsLesson(source.text, source.shipped, folder, self.minutes * MINUTE_S, watched)


def films_lesson(catalogue: Path, watched: tuple[str, ...], dimensions: int) -> FilmsLesson:
    """Return a lesson of all films of a catalogue; the pages of films to watch may be left out."""
    return FilmsLesson(catalogue, watched, FILMS_MIN * MINUTE_S, dimensions, pace_s=LOOK_MIN * MINUTE_S)
