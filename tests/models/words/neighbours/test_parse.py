"""A word or phrase and the number after it are told apart, and a number out of range is refused."""

from __future__ import annotations

import pytest

from models.words.errors import WrongNumberToList
from models.words.neighbours.parse import Asked, parse


def known(word: str) -> bool:
    return word in {"formula 1", "of", "coffee", "area 51"}


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("coffee", Asked("coffee")),
        ("coffee,", Asked("coffee")),
        ("coffee?", Asked("coffee")),
        ("`coffee`", Asked("coffee")),
        ("of coffee", Asked("coffee")),
        ("of coffee 5", Asked("coffee", 5)),
        ("of", Asked("of")),
        ("new york 5", Asked("new york", 5)),
        ("“new york” 5", Asked("new york", 5)),
        ("new york, 25?", Asked("new york", 25)),
        ("coffee (3)", Asked("coffee", 3)),
        ("formula 1", Asked("formula 1")),
        ("formula 1 5", Asked("formula 1", 5)),
        ("area 51", Asked("area 51")),
        ('"boeing 747"', Asked("boeing 747")),
        ("'boeing 747' 3", Asked("boeing 747", 3)),
        ("1984", Asked("1984")),
        ("<@12> coffee", Asked("coffee")),
    ],
)
def test_a_word_and_a_count_are_read(text: str, asked: Asked) -> None:
    assert parse(text, known) == asked


@pytest.mark.parametrize(
    ("text", "given", "phrase"),
    [
        ("coffee 100", 100, "coffee 100"),
        ("coffee 26", 26, "coffee 26"),
        ("coffee 0", 0, "coffee 0"),
        ("coffee -5", -5, "coffee -5"),
        ("of coffee 1000", 1000, "coffee 1000"),
        ("boeing 747", 747, "boeing 747"),
        ("coffee 10000000000", 10_000_000_000, "coffee 10000000000"),
    ],
)
def test_a_number_out_of_range_is_refused_with_the_way_out(text: str, given: int, phrase: str) -> None:
    with pytest.raises(WrongNumberToList) as refused:
        parse(text, known)
    error = refused.value
    assert (error.given, error.least, error.most, error.phrase) == (given, 1, 25, phrase)
