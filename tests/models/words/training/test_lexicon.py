"""The words of a blend: frequent ones, those of our own text, and phrases that name a thing."""

from __future__ import annotations

import pytest

from models.words.training.lexicon import LexiconConfig, capital_shares, choose

RANKED = ["the", "coffee", "(", "york", "rare-one"]
CONFIG = LexiconConfig(frequent=4, least=60)


def chosen(**counts: int) -> list[str]:
    """Return what is chosen if words and phrases ("_" for a space) come so often."""
    named = {word.replace("_", " "): count for word, count in counts.items()}
    capitals = {"new york": 0.9, "took place": 0.0, "ice cream": 0.1, "coffee cup": 0.0}
    alike = {"new york": 0.6, "took place": 0.2, "ice cream": 0.4, "coffee cup": 0.9}
    return choose(RANKED, named, elsewhere=named, capitals=capitals, alike=alike, config=CONFIG)


def test_words_stand_in_order_of_frequency_and_marks_are_none() -> None:
    assert chosen(the=900, coffee=500, york=100, latte=300) == ["the", "coffee", "latte", "york"]


def test_a_word_that_comes_too_seldom_is_left_out() -> None:
    assert "latte" not in chosen(the=900, latte=59)


@pytest.mark.parametrize(
    ("phrase", "taken"),
    [("new_york", True), ("ice_cream", True), ("took_place", False), ("coffee_cup", False)],
)
def test_a_phrase_must_name_a_thing_that_its_words_do_not(phrase: str, taken: bool) -> None:
    assert (phrase.replace("_", " ") in chosen(the=900, coffee=500, **{phrase: 70})) is taken


def test_capitals_are_counted_at_both_ends() -> None:
    lines = ["In New York.", "", "", "a new york", "", "", "New Yorkers in New york"]
    assert capital_shares(lines, ["new york"]) == {"new york": pytest.approx(1 / 3)}
