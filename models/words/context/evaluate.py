"""How often one of a gap's accepted words is among the first answers, beside the average of the context."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from models.words.context.question_sets import Question
from models.words.context.sentence import Gapped
from models.words.context.small_words import SMALL_WORDS
from models.words.space import search
from models.words.space.vectors import WordVectors

PLACES = 10

Filler = Callable[[Gapped, int], Sequence[str]]
"""Takes a sentence and a number; returns so many words for its gap, best first."""


@dataclass(frozen=True, slots=True)
class Scores:
    """Of how many questions the first answer, one of the first five or ten is accepted, from 0 to 1."""

    questions: int
    top_1: float
    top_5: float
    top_10: float


def score(questions: Sequence[Question], filler: Filler) -> Scores:
    """Ask a filler all questions."""
    places = [place(question, filler(question.sentence, PLACES)) for question in questions]

    def within(most: int) -> float:
        return sum(each is not None and each <= most for each in places) / len(questions)

    return Scores(len(questions), within(1), within(5), within(PLACES))


def place(question: Question, answers: Iterable[str]) -> int | None:
    """Return at which place the first accepted answer stands, counted from 1."""
    return next((at for at, word in enumerate(answers, 1) if word in question.accepted), None)


def average(
    vectors: WordVectors, most_frequent: int | None = None, *, without_small_words: bool = False
) -> Filler:
    """Return the baseline: the words nearest to the mean of the context's vectors, its own words excluded.

    Parameters
    ----------
    most_frequent : int, optional
        Answer with one of so many words; else with any.
    without_small_words : bool
        Leave words such as "the" out of the mean, as long as others remain: a stronger baseline.
    """
    matrix = vectors.matrix[:most_frequent]

    def fill(sentence: Gapped, count: int) -> list[str]:
        known = {word: row for word in sentence.words if (row := vectors.vocabulary.row(word)) is not None}
        telling = [row for word, row in known.items() if word not in SMALL_WORDS]
        rows = (
            telling if without_small_words and telling else [known[w] for w in sentence.words if w in known]
        )
        excluded = [row for row in known.values() if row < len(matrix)]
        (hits,) = search.nearest(matrix, vectors.mean(rows)[None], count, [excluded])
        return [each.word for each in vectors.as_neighbours(hits)]

    return fill
