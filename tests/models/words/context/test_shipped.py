"""The network that ships: its figures hold, the talk's sentence is filled, and its shares add up."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.artifacts import Manifest
from models.words.context.evaluate import DEVELOPMENT, TEST, average, read_questions, score
from models.words.context.library import SHIPPED, load_predictor
from models.words.context.predictor import Predictor
from models.words.context.sentence import parse
from models.words.errors import NoContext
from models.words.space.vectors import WordVectors

TALK = "The cafe served a {X} that really woke me up"
MOST_BYTES = 8_000_000


@pytest.fixture(scope="module")
def shipped() -> tuple[Predictor, Manifest]:
    return load_predictor(SHIPPED)


@pytest.fixture(scope="module")
def predictor(shipped: tuple[Predictor, Manifest]) -> Predictor:
    return shipped[0]


def test_coffee_is_among_the_first_ten_of_the_talks_sentence(predictor: Predictor) -> None:
    assert "coffee" in predictor.words(parse(TALK))


@pytest.mark.parametrize(("part", "path"), [("test", TEST), ("development", DEVELOPMENT)])
def test_the_manifests_figures_hold(shipped: tuple[Predictor, Manifest], part: str, path: Path) -> None:
    predictor, manifest = shipped
    figures = manifest.metrics[part]["network"]
    ours = score(read_questions(path), predictor.words)
    assert ours.questions == figures["questions"]
    for each in ("top_1", "top_5", "top_10"):
        assert getattr(ours, each) == pytest.approx(figures[each], abs=0.02)  # another BLAS may tip a tie


def test_it_finds_three_times_as_many_as_the_average(
    predictor: Predictor, default_vectors: WordVectors
) -> None:
    questions = read_questions(TEST)
    plain = score(questions, average(default_vectors))
    better = score(questions, average(default_vectors, without_small_words=True))
    ours = score(questions, predictor.words)
    assert plain.top_10 <= better.top_10
    assert ours.top_10 >= 3 * better.top_10


def test_no_sentence_is_in_both_sets() -> None:
    test, development = ({each.sentence for each in read_questions(path)} for path in (TEST, DEVELOPMENT))
    assert len(test) >= 60
    assert len(development) >= 60
    assert not test & development


def test_shares_and_probabilities_add_up(predictor: Predictor) -> None:
    filled = predictor.fill(parse(TALK), count=len(predictor.answers))
    assert sum(each.share for each in filled.shares) == pytest.approx(1.0)
    assert filled.held == pytest.approx(1.0, abs=1e-4)
    assert [each.word for each in filled.shares] == [*parse(TALK).words[-10:]]
    found = [each.probability for each in filled.answers]
    assert found == sorted(found, reverse=True)


def test_the_sentences_own_words_are_barred(predictor: Predictor) -> None:
    sentence = parse("coffee coffee coffee ___ coffee")
    assert "coffee" not in predictor.words(sentence)


def test_unknown_words_are_named_and_alone_are_refused(predictor: Predictor) -> None:
    assert predictor.fill(parse("He drank zzyzx ___ today")).unknown == ("zzyzx",)
    with pytest.raises(NoContext) as caught:
        predictor.fill(parse("zzyzx ___ qqqqq"))
    assert caught.value.unknown == ("zzyzx", "qqqqq")


def test_it_is_small(shipped: tuple[Predictor, Manifest]) -> None:
    assert shipped[1].size_bytes < MOST_BYTES
