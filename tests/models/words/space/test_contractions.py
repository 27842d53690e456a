"""A contraction is read as its parts, and never answered with a word that only looks like it."""

from __future__ import annotations

import pytest

from models.words.errors import UnknownWords
from tests.models.words.conftest import Made

TREEBANK = [
    "do",
    "n't",
    "ca",
    "wo",
    "they",
    "'re",
    "i",
    "'m",
    "king",
    "it",
    "donut",
    "were",
    "ill",
    "o'brien",
]
PLAIN = ["do", "not", "can", "will", "they", "are", "i", "am", "king", "it", "donut", "were", "ill"]


@pytest.mark.parametrize("apostrophe", ["'", "’", "‘", "ʼ", "`"])
@pytest.mark.parametrize(
    ("written", "treebank", "plain"),
    [
        ("don't", "do + n't", "do + not"),
        ("Don't", "do + n't", "do + not"),
        ("can't", "ca + n't", "can + not"),
        ("won't", "wo + n't", "will + not"),
        ("they're", "they + 're", "they + are"),
        ("I'm", "i + 'm", "i + am"),
        ("king's", "king", "king"),
        ("it's", "it", "it"),
    ],
)
def test_it_is_read_as_its_parts(
    made: Made, apostrophe: str, written: str, treebank: str, plain: str
) -> None:
    written = written.replace("'", apostrophe)
    for words, form in ((TREEBANK, treebank), (PLAIN, plain)):
        vectors = made({word: (1.0, float(number)) for number, word in enumerate(words)})
        assert vectors.term(written).form == form


@pytest.mark.parametrize("written", ["won't", "we're", "i'll", "didn't"])
def test_what_cannot_be_taken_apart_is_not_answered_with_another_word(made: Made, written: str) -> None:
    with pytest.raises(UnknownWords) as refused:
        made({"want": (1, 0), "were": (0, 1), "ill": (1, 1), "did": (1, 2)}).term(written)
    assert refused.value.words[0].suggestions == ()


def test_a_word_with_an_apostrophe_of_its_own_stays_whole(made: Made) -> None:
    vectors = made({"o'brien": (1, 0), "don't": (0, 1), "do": (1, 1), "n't": (1, 2)})
    assert vectors.term("O’Brien").form == "o'brien"
    assert vectors.term("don’t").form == "don't"
