"""How well vectors solve the analogy questions of Google (Mikolov et al. 2013), in the way gensim counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.words.space import search
from models.words.space.vectors import WordVectors

MOST_FREQUENT = 30_000

_ANSWERS = 5


@dataclass(frozen=True, slots=True)
class Question:
    """`a` is to `b` as `c` is to `d`, in capital letters, since letter case does not count."""

    section: str
    a: str
    b: str
    c: str
    d: str


@dataclass(frozen=True, slots=True)
class SectionScore:
    """The questions of one relation.

    Attributes
    ----------
    correct : int
        Solved by the nearest word to b − a + c.
    baseline : int
        Solved by the nearest word to c alone: what needs no offset.
    total : int
        How many have all four words in the vocabulary.
    """

    section: str
    correct: int
    baseline: int
    total: int

    @property
    def accuracy(self) -> float:
        """The solved share, from 0 to 1."""
        return self.correct / self.total if self.total else 0.0

    @property
    def baseline_accuracy(self) -> float:
        """The share solved without the offset, from 0 to 1."""
        return self.baseline / self.total if self.total else 0.0


@dataclass(frozen=True, slots=True)
class AnalogyScores:
    """The scores of each section, in the order of the questions, and of all together."""

    sections: tuple[SectionScore, ...]
    most_frequent: int

    @property
    def total(self) -> SectionScore:
        """All sections as one."""
        return SectionScore(
            "total",
            sum(section.correct for section in self.sections),
            sum(section.baseline for section in self.sections),
            sum(section.total for section in self.sections),
        )


def google_questions() -> Path:
    """Return the file of Google's 19,544 questions, which comes with gensim."""
    from gensim.test.utils import datapath  # noqa: PLC0415 (a second to import)

    return Path(datapath("questions-words.txt"))


def read_questions(path: Path) -> tuple[Question, ...]:
    """Read lines "a b c d" under lines ": section"; lines of another shape are passed over."""
    questions, section = [], ""
    for line in path.read_text(encoding="utf-8").splitlines():
        words = line.upper().split()
        if line.startswith(":"):
            section = line.lstrip(": ").strip()
        elif len(words) == 4:
            questions.append(Question(section, *words))
    return tuple(questions)


def evaluate(
    vectors: WordVectors, questions: Iterable[Question], most_frequent: int = MOST_FREQUENT
) -> AnalogyScores:
    """Solve the questions with the `most_frequent` words.

    As in gensim's `evaluate_word_analogies(restrict_vocab=most_frequent)`: a question counts if all its words
    are among these words, letter case apart; the answer is the first of the five nearest that is none of a, b
    and c.
    """
    matrix = vectors.matrix[:most_frequent]
    words = [vectors.vocabulary.word(row).upper() for row in range(len(matrix))]
    rows = {word: row for row, word in reversed(list(enumerate(words)))}  # of equal ones the most frequent
    asked = [q for q in questions if all(word in rows for word in (q.a, q.b, q.c, q.d))]
    if not asked:
        return AnalogyScores((), most_frequent)
    a, b, c = np.array([[rows[q.a], rows[q.b], rows[q.c]] for q in asked]).T
    sums = matrix[b].astype(np.float64) - matrix[a] + matrix[c]
    lengths = np.linalg.norm(sums, axis=1, keepdims=True)
    queries = (sums / np.where(lengths > 0, lengths, 1)).astype(np.float32)
    hits = search.nearest(matrix, queries, _ANSWERS, np.stack([a, b, c], axis=1).tolist())
    solved = np.array([_first(words, hit.rows, q) == q.d for q, hit in zip(asked, hits, strict=True)])
    third, which = np.unique(c, return_inverse=True)
    near = search.nearest(matrix, matrix[third].astype(np.float32), _ANSWERS)
    unmoved = np.array([_first(words, near[i].rows, q) == q.d for q, i in zip(asked, which, strict=True)])
    sections = np.array([q.section for q in asked])
    scores = []
    for section in dict.fromkeys(q.section for q in asked):
        own = sections == section
        scores.append(SectionScore(section, int(solved[own].sum()), int(unmoved[own].sum()), int(own.sum())))
    return AnalogyScores(tuple(scores), most_frequent)


def _first(words: list[str], rows: NDArray[np.int64], question: Question) -> str | None:
    """Return the first word of `rows` that the question does not give."""
    answers = (words[row] for row in rows)
    return next((word for word in answers if word not in {question.a, question.b, question.c}), None)
