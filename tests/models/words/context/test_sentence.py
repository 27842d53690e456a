"""Gaps in all their forms, tokens as GloVe has them, and what is no sentence with a gap."""

from __future__ import annotations

import pytest

from models.errors import BadGap, NoContext, WrongNumberOfWords
from models.words.context.sentence import MOST_WORDS, parse, tokens


@pytest.mark.parametrize("gap", ["___", "__", "{X}", "{}", "{ word }", "...", ".....", "…", r"\_\_\_"])
def test_a_gap_has_many_forms(gap: str) -> None:
    sentence = parse(f"He drank {gap} in the café.")
    assert sentence.left == ("he", "drank")
    assert sentence.right == ("in", "the", "café", ".")
    assert (sentence.before, sentence.after) == ("He drank", "in the café.")


def test_dots_are_only_dots_where_a_gap_is_drawn() -> None:
    assert parse("He drank ___ and then...").right == ("and", "then", ".", ".", ".")


@pytest.mark.parametrize(
    ("text", "gaps"), [("", 0), ("coffee", 0), ("one _ two", 0), ("a ___ and a ___", 2), ("a ... and …", 2)]
)
def test_there_must_be_one_gap(text: str, gaps: int) -> None:
    with pytest.raises(BadGap) as caught:
        parse(text)
    assert caught.value.gaps == gaps


@pytest.mark.parametrize("text", ["___", "  {X}!", "<@1234567890> ___", "___ 42, 43 🙂"])
def test_there_must_be_a_word_around_it(text: str) -> None:
    with pytest.raises(NoContext):
        parse(text)


def test_there_must_not_be_too_many() -> None:
    assert len(parse("word " * MOST_WORDS + "___").words) == MOST_WORDS
    with pytest.raises(WrongNumberOfWords):
        parse("word " * (MOST_WORDS + 1) + "___")


def test_words_are_split_as_in_the_vectors() -> None:
    assert tokens("I don’t, can't & won't: it's Tom's!") == (
        *("i", "do", "n't", ",", "ca", "n't", "wo", "n't", ":", "it", "'s", "tom", "'s", "!"),
    )
    assert tokens("well-known **bold** https://a.example/b 3.5") == ("well-known", "bold", "3.5")
