"""Letters stand where their script has them: in columns, joined, stacked, and from the right."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.text.clusters import clusters
from models.text.shaping import Shaped, shape
from models.text.wrapping import columns_for, wrap

ASCII = st.text(st.characters(min_codepoint=32, max_codepoint=126) | st.just("\n"), min_size=1, max_size=200)
SCRIPTS = st.text(
    st.sampled_from('ab1(.\n "مرحباשלוםनमस्तेदुनिياไทยน้ำ日語e\u0301\u200d\u200e👩🏽🇩🇪ு'), min_size=1
)


def shaped(text: str) -> Shaped:
    return shape(text, wrap(text, columns_for(text)))


def as_seen(text: str) -> str:
    """Return the characters that take room in the order in which they stand in one row."""
    spans = shaped(text).spans
    order = sorted((span.left, at) for at, span in enumerate(spans) if span.right > span.left)
    return "".join(text[at] for _, at in order)


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("abc", ["a", "b", "c"]),
        ("e\u0301a", ["e\u0301", "a"]),
        ("नमस्ते", ["न", "म", "स्ते"]),
        ("क्षत्रिय", ["क्ष", "त्रि", "य"]),
        ("น้ำ", ["น้", "ำ"]),
        ("مَرْ", ["مَ", "رْ"]),
        ("👩‍👩‍👧👍🏽", ["👩‍👩‍👧", "👍🏽"]),
        ("🇩🇪🇫🇷", ["🇩🇪", "🇫🇷"]),
        ("a\u200db", ["a\u200d", "b"]),
        ("\u0301a", ["\u0301", "a"]),
        ("aு", ["a", "ு"]),
    ],
)
def test_a_letter_keeps_what_belongs_to_it(text: str, letters: list[str]) -> None:
    assert list(clusters(text)) == letters


@given(SCRIPTS)
def test_no_character_is_lost_and_what_is_written_takes_its_own_room(text: str) -> None:
    assert "".join(clusters(text)) == text
    letters = wrap(text, columns_for(text))
    found = shape(text, letters)
    assert len(found.spans) == len(text)
    most = columns_for(text) + 1.001
    for row in {letter.row for letter in letters}:
        words = sorted((each.span.left, each.span.right) for each in found.words if each.row == row)
        assert all(left >= 0 and right <= most for left, right in words)
        assert all(end <= begin + 1e-6 for (_, end), (begin, _) in pairwise(words))
    for word in found.words:
        for span in found.spans[word.start : word.end]:
            assert word.span.left - 1e-6 <= span.left <= span.right <= word.span.right + 1e-6


@given(ASCII)
def test_letters_of_fixed_width_keep_to_their_columns(text: str) -> None:
    letters = wrap(text, columns_for(text))
    places = [(letter.column, letter.column + letter.width) for letter in letters]
    assert [(span.left, span.right) for span in shape(text, letters).spans] == places


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("ab שלום cd", "ab םולש cd"),
        ("אב גד", "דג בא"),
        ("אב 123 גד", "דג 123 בא"),
        ("אב (גד) הו", "וה )דג( בא"),  # the brackets are turned when they are written
        ('f("אב", "גד")', 'f("בא", "דג")'),
        ('אב = "גד" # הו', 'בא = "דג" # וה'),
    ],
)
def test_what_is_read_from_the_right_stands_so_and_code_around_it_keeps_its_place(
    text: str, seen: str
) -> None:
    assert as_seen(text) == seen


def test_brackets_are_turned_where_they_are_read_from_the_right() -> None:
    words = sorted(shaped("אב (גד) הו (a)").words, key=lambda word: word.span.left)
    assert [word.text for word in words if word.text in "()"] == ["(", ")", "(", ")"]


def test_a_word_of_a_script_that_joins_is_written_in_one_go() -> None:
    words = [word.text for word in shaped("print(مرحبا, नमस्ते, แม่)").words if len(word.text) > 1]
    assert words == ["مرحبا", "नमस्ते", "แม่"]
