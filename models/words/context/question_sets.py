"""Sentences with a gap and the words that people accept in it, written down before anything was trained."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from models.words.context.sentence import Gapped, parse

QUESTIONS = Path(__file__).parent / "questions"


class QuestionSet(Enum):
    """What they are for: to judge by, to choose by, and to judge by on other topics."""

    TEST = "test"
    DEVELOPMENT = "development"
    FURTHER = "further"


@dataclass(frozen=True, slots=True)
class Question:
    """A sentence with a gap, and the words that people accept in it."""

    sentence: Gapped
    accepted: tuple[str, ...]


def read_questions(part: QuestionSet) -> tuple[Question, ...]:
    """Read a set's lines "sentence with a ___ | accepted, accepted, ..."."""
    text = (QUESTIONS / f"{part.value}.txt").read_text(encoding="utf-8")
    rows = (line.split(" | ") for line in text.splitlines())
    return tuple(Question(parse(sentence), tuple(accepted.split(", "))) for sentence, accepted in rows)
