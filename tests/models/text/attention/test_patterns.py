"""What each pattern looks at, token by token."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.text.attention.patterns import Pattern, targets

CODE = ("print", "(", "max", "(", "a", ")", ",", " '", "(", "b", "'", ")")


@pytest.mark.parametrize(
    ("pattern", "pieces", "expected"),
    [
        (Pattern.BRACKETS, CODE, {2: 1, 4: 3, 5: 1, 6: 1, 10: 1}),
        (Pattern.BRACKETS, ("#", "(", "a", "\n", "b"), {}),
        (Pattern.BRACKETS, (")", "a", "]"), {}),
        (Pattern.QUOTES, CODE, {8: 7, 9: 7}),
        (Pattern.QUOTES, ('"""', "a", '"""'), {}),
        (Pattern.LINE, ("a", "\n    ", "b", "c", "\n", "d"), {2: 1, 3: 1, 5: 4}),
        (Pattern.PREVIOUS, ("a", "b", "c"), {1: 0, 2: 1}),
        (Pattern.PREVIOUS, ("a",), {}),
    ],
)
def test_one_token_is_named(pattern: Pattern, pieces: tuple[str, ...], expected: dict[int, int]) -> None:
    assert targets(pattern, pieces) == {at: (place,) for at, place in expected.items()}


def test_a_word_that_stood_before_leads_to_what_followed_it_each_time() -> None:
    pieces = (" sea", " is", " deep", ",", " sea", " ,", " sea", "(", "(")
    assert targets(Pattern.REPEATS, pieces) == {4: (1,), 6: (1, 5)}


def test_a_word_said_twice_in_a_row_leads_to_itself() -> None:
    assert targets(Pattern.REPEATS, (" no", " no")) == {1: (1,)}


@pytest.mark.parametrize("pattern", list(Pattern))
@given(st.lists(st.sampled_from([*"()[]{}'\"#\\ ab", '"""', "\n", "\n  ", "é", "漢"]), max_size=30))
def test_nothing_that_comes_later_is_ever_named(pattern: Pattern, pieces: list[str]) -> None:
    for at, places in targets(pattern, pieces).items():
        assert places
        assert all(0 <= place <= at < len(pieces) for place in places)
