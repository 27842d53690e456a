"""The network that ships: its figures hold, the talk's sentence is filled, and its shares add up."""

from __future__ import annotations

import re
from itertools import chain
from pathlib import Path

import pytest

from models.artifacts import Manifest
from models.words.context.evaluate import average, score
from models.words.context.library import SHIPPED, load_predictor
from models.words.context.predictor import Predictor
from models.words.context.question_sets import QuestionSet, read_questions
from models.words.context.sentence import parse
from models.words.errors import NoContext
from models.words.space.vectors import WordVectors

TALK = "The cafe served a {X} that really woke me up"
CUP = "She drank a cup of ___"
README = re.search(r"`!fill (.+?)`", (Path(__file__).parents[4] / "README.md").read_text("utf-8"))
MOST_BYTES = 12_000_000


@pytest.fixture(scope="module")
def shipped() -> tuple[Predictor, Manifest]:
    return load_predictor(SHIPPED)


@pytest.fixture(scope="module")
def predictor(shipped: tuple[Predictor, Manifest]) -> Predictor:
    return shipped[0]


@pytest.mark.parametrize("sentence", [TALK, CUP, README[1] if README else ""])
def test_coffee_comes_first(predictor: Predictor, sentence: str) -> None:
    assert predictor.words(parse(sentence))[0] == "coffee"


def test_it_is_right_as_often_as_it_says(shipped: tuple[Predictor, Manifest]) -> None:
    metrics = shipped[1].metrics
    assert metrics["calibration_error"] < 0.03
    assert sum(each["gaps"] for each in metrics["calibration"]) == metrics["held_out_gaps"]
    for each in metrics["calibration"]:
        sampling = 3 * (each["said"] * (1 - each["said"]) / each["gaps"]) ** 0.5
        assert each["found"] == pytest.approx(each["said"], abs=0.03 + sampling)


@pytest.mark.parametrize("part", QuestionSet)
def test_the_manifests_figures_hold(shipped: tuple[Predictor, Manifest], part: QuestionSet) -> None:
    predictor, manifest = shipped
    figures = manifest.metrics[part.value]["network"]
    ours = score(read_questions(part), predictor.words)
    assert ours.questions == figures["questions"]
    for each in ("top_1", "top_5", "top_10"):
        assert getattr(ours, each) == pytest.approx(figures[each], abs=0.02)  # another BLAS may tip a tie


def test_it_finds_twice_as_many_as_the_average(predictor: Predictor, default_vectors: WordVectors) -> None:
    questions = read_questions(QuestionSet.TEST)
    plain = score(questions, average(default_vectors))
    better = score(questions, average(default_vectors, without_small_words=True))
    ours = score(questions, predictor.words)
    assert plain.top_10 <= better.top_10
    assert ours.top_10 >= 2 * better.top_10


def test_no_sentence_is_in_two_sets() -> None:
    asked = [[each.sentence for each in read_questions(part)] for part in QuestionSet]
    assert all(len(part) >= 60 for part in asked)
    assert len({*chain.from_iterable(asked)}) == sum(map(len, asked))


def test_shares_and_probabilities_add_up(predictor: Predictor) -> None:
    filled = predictor.fill(parse(TALK), count=len(predictor.answers))
    assert sum(each.share for each in filled.shares) == pytest.approx(1.0)
    assert filled.held == pytest.approx(1.0, abs=1e-4)
    assert [each.word for each in filled.shares] == [*parse(TALK).words[-10:]]
    found = [each.probability for each in filled.answers]
    assert found == sorted(found, reverse=True)


def test_the_sentences_own_words_are_excluded(predictor: Predictor) -> None:
    sentence = parse("coffee coffee coffee ___ coffee")
    assert "coffee" not in predictor.words(sentence)


def test_unknown_words_are_named_and_alone_are_refused(predictor: Predictor) -> None:
    assert predictor.fill(parse("He drank zzyzx ___ today")).unknown == ("zzyzx",)
    with pytest.raises(NoContext) as caught:
        predictor.fill(parse("zzyzx ___ qqqqq"))
    assert caught.value.unknown == ("zzyzx", "qqqqq")


def test_it_answers_more_words_than_people_use(predictor: Predictor) -> None:
    assert len(predictor.answers) >= 25_000
    assert predictor.window >= 6


@pytest.mark.parametrize(
    ("text", "accepted"),
    [
        ("I DON'T WANT TO DRINK COLD ___", {"water", "beer", "milk", "coffee", "tea"}),
        ("Mr. Smith can't find his ___ in 2024.", {"wife", "way", "keys", "car", "job", "home", "house"}),
        ("The 3 children at 10 Downing Street won’t go to ___ today", {"school", "bed", "church", "work"}),
    ],
)
def test_capitals_names_contractions_and_numbers_are_read(
    predictor: Predictor, text: str, accepted: set[str]
) -> None:
    assert accepted & {*predictor.words(parse(text))}


def test_it_is_small(shipped: tuple[Predictor, Manifest]) -> None:
    assert shipped[1].size_bytes < MOST_BYTES
