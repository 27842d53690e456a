"""The analogy questions are counted as gensim counts them."""

from __future__ import annotations

from pathlib import Path

import pytest
from gensim.models import KeyedVectors

from models.words.analogy.evaluate import evaluate, google_questions, read_questions
from models.words.space.vectors import WordVectors
from tests.models.words.conftest import Made


def test_the_scores_are_those_of_gensim(
    default_vectors: WordVectors, gensim_vectors: KeyedVectors, tmp_path: Path
) -> None:
    lines = google_questions().read_text().splitlines()
    some = [line for number, line in enumerate(lines) if line.startswith(":") or number % 40 == 0]
    path = tmp_path / "questions.txt"
    path.write_text("\n".join(some))
    ours = evaluate(default_vectors, read_questions(path), most_frequent=10_000)
    accuracy, sections = gensim_vectors.evaluate_word_analogies(str(path), restrict_vocab=10_000)
    expected = {
        section["section"]: (len(section["correct"]), len(section["correct"]) + len(section["incorrect"]))
        for section in sections[:-1]
        if section["correct"] or section["incorrect"]
    }
    assert {score.section: (score.correct, score.total) for score in ours.sections} == expected
    assert ours.total.accuracy == pytest.approx(accuracy)


def test_the_default_vectors_beat_the_nearest_neighbour(default_vectors: WordVectors) -> None:
    questions = [q for q in read_questions(google_questions()) if q.section == "capital-common-countries"]
    total = evaluate(default_vectors, questions).total
    assert total.total == 506
    assert total.accuracy > 2 * total.baseline_accuracy


def test_letter_case_does_not_count(made: Made, tmp_path: Path) -> None:
    vectors = made({"Man": (1, 0, 1), "KING": (1, 1, 1), "woman": (-1, 0, 1), "queen": (-1, 1, 1)})
    (tmp_path / "q.txt").write_text(": family\nman king Woman QUEEN\n")
    scores = evaluate(vectors, read_questions(tmp_path / "q.txt"))
    assert (scores.total.correct, scores.total.total) == (1, 1)


def test_questions_with_unknown_words_do_not_count(made: Made, tmp_path: Path) -> None:
    (tmp_path / "q.txt").write_text(": family\na b c d\n\nthree words only\n")
    scores = evaluate(made({"a": (1, 0)}), read_questions(tmp_path / "q.txt"))
    assert scores.sections == ()
    assert scores.total.accuracy == 0
