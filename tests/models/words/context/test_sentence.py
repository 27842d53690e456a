"""Gaps in all their forms, tokens as GloVe has them, and what is no sentence with a gap."""

from __future__ import annotations

import pytest

from models.words.context.sentence import MOST_WORDS, parse, tokens
from models.words.errors import BadGap, NoContext, WrongNumberOfWords

KINDS = {
    "a line": ["_", "__", "___", "__________", "_ _ _", r"\_", r"\_\_", r"\_\_\_", "＿＿＿"],
    "braces": ["{X}", "{}", "{ word }", "{{X}}", "{___}"],
    "brackets": ["[MASK]", "[mask]", "[blank]", "[ ]", "[]", "[...]", "[___]", "[?]", "[gap]"],
    "round ones": ["(blank)", "( )", "()", "(...)", "(___)", "(?)", "(missing)"],
    "a mask": ["<mask>", "<blank>", "<MASK>"],
    "dots": ["...", "....", ".....", "…", ". . ."],
    "boxes": ["□", "▢▢▢", "██"],
    "marks": ["???", "??", "--", "----", "——", "***", "X", "XXX", "BLANK"],
}


@pytest.mark.parametrize("gap", [gap for kind in KINDS.values() for gap in kind])
def test_a_gap_has_many_forms(gap: str) -> None:
    sentence = parse(f"He drank {gap} in the café.")
    assert sentence.left == ("he", "drank")
    assert sentence.right == ("in", "the", "café", ".")
    assert (sentence.before, sentence.after) == ("He drank", "in the café.")


@pytest.mark.parametrize("gap", ["_", "__", "___", "[MASK]", "....", "(blank)"])
@pytest.mark.parametrize(
    "frame", ["He drank {}!", "{} is what he drank", 'He said "{}" to me', "A cup of {}, please"]
)
def test_a_gap_may_stand_anywhere(frame: str, gap: str) -> None:
    before, after = frame.split("{}")
    sentence = parse(frame.format(gap))
    assert (sentence.left, sentence.right) == (tokens(before), tokens(after))


@pytest.mark.parametrize(
    "more", ["so what??", "and then...", "-- or so", "^_^", "-_-", "snake_case", "__underlined__", "X", "o_o"]
)
def test_what_could_be_something_else_is_no_gap_beside_a_plain_one(more: str) -> None:
    sentence = parse(f"He drank {{X}} {more}")
    assert sentence.left == ("he", "drank")
    assert sentence.after == more


def test_dots_are_only_dots_where_a_gap_is_drawn() -> None:
    assert parse("He drank ___ and then...").right == ("and", "then", ".", ".", ".")


@pytest.mark.parametrize(
    ("text", "gaps"),
    [("", 0), ("coffee", 0), ("one_two ^_^ -_-", 0), ("a ___ and a ___", 2), ("a ... and …", 2)],
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
