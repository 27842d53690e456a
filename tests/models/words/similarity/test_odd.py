"""The odd one out is the word farthest from the others, and the one that gensim finds."""

from __future__ import annotations

import numpy as np
import pytest
from gensim.models import KeyedVectors

from models.words.errors import RepeatedWord, UnknownWords, WrongNumberOfWords
from models.words.similarity.odd import odd_one_out
from models.words.space.vectors import WordVectors
from tests.models.words.conftest import Made

NEARLY = {"a": (1, 0.1), "b": (1, 0), "c": (1, -0.1), "far": (0, 1), "A_b": (1, 1)}


def test_the_one_that_points_elsewhere_is_odd(made: Made) -> None:
    found = odd_one_out(made(NEARLY), ["a", "far", "b", "c"])
    assert found.odd.term.form == "far"
    assert found.odd.similarity == pytest.approx(0.0, abs=1e-6)
    assert [term.form for term in found.terms] == ["a", "far", "b", "c"]


def test_a_car_is_no_meal(default_vectors: WordVectors) -> None:
    assert odd_one_out(default_vectors, ["breakfast", "lunch", "dinner", "car"]).odd.term.form == "car"


def test_it_is_the_one_that_gensim_finds(default_vectors: WordVectors, gensim_vectors: KeyedVectors) -> None:
    random = np.random.default_rng(7)
    for size in random.integers(3, 12, 60):
        words = [default_vectors.vocabulary.word(row) for row in random.choice(20_000, size, replace=False)]
        assert odd_one_out(default_vectors, words).odd.term.form == gensim_vectors.doesnt_match(words), words


@pytest.mark.parametrize("words", [[], ["a", "b"], ["a"] * 26])
def test_too_few_and_too_many_are_refused(made: Made, words: list[str]) -> None:
    with pytest.raises(WrongNumberOfWords):
        odd_one_out(made(NEARLY), words)


def test_a_word_in_two_spellings_is_refused(made: Made) -> None:
    with pytest.raises(RepeatedWord, match="far"):
        odd_one_out(made(NEARLY), ["a", "far", "FAR"])


def test_all_unknown_words_are_told(made: Made) -> None:
    with pytest.raises(UnknownWords, match=r"xx.*yy"):
        odd_one_out(made(NEARLY), ["a", "xx", "yy"])
