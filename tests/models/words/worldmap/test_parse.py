"""What people write to colour the world by is read as a word, a sum or a direction."""

from __future__ import annotations

import pytest

from models.errors import ModelError
from models.words.errors import BadFactor, BadWorldMap, WrongNumberOfWords
from models.words.worldmap.parse import Part, parse


def known(word: str) -> bool:
    return word in ("c++", "co-operate")


@pytest.mark.parametrize(
    ("text", "plus", "minus"),
    [
        ("coffee", ["coffee"], []),
        ("ice cream", ["ice cream"], []),
        ('"new york"', ["new york"], []),
        ("tea, coffee and milk", ["tea, coffee, milk"], []),
        ("c++", ["c++"], []),
        ("cricket - baseball", ["cricket"], ["baseball"]),
        ("cricket − baseball", ["cricket"], ["baseball"]),
        ("cricket minus baseball", ["cricket"], ["baseball"]),
        ("cricket vs baseball", ["cricket"], ["baseball"]),
        ("king - man + woman", ["king", "woman"], ["man"]),
        ("king - (man - woman)", ["king", "woman"], ["man"]),
        ("poor..rich", ["rich"], ["poor"]),
        ("poor -> rich", ["rich"], ["poor"]),
        ("from poor to rich", ["rich"], ["poor"]),
        ("between poor and rich", ["rich"], ["poor"]),
        ("bad, evil..good, so kind", ["good, so kind"], ["bad, evil"]),
        ("road to perdition", ["road to perdition"], []),
        ("-coffee", [], ["coffee"]),
        ("coffee...", ["coffee..."], []),
        ("co-operate", ["co-operate"], []),
    ],
)
def test_words_sums_and_directions_are_read(text: str, plus: list[str], minus: list[str]) -> None:
    parts = parse(text, known)
    assert [", ".join(part.words) for part in parts if part.sign > 0] == plus
    assert [", ".join(part.words) for part in parts if part.sign < 0] == minus
    assert list(parts) == sorted(parts, key=lambda part: -part.sign)


def test_a_list_is_one_part() -> None:
    assert parse("tea, coffee", known) == (Part(1, ("tea", "coffee")),)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", BadWorldMap),
        ("\u202e", BadWorldMap),
        ("???", BadWorldMap),
        (",", BadWorldMap),
        ("..rich", BadWorldMap),
        ("poor..fair..rich", BadWorldMap),
        ("from poor", BadWorldMap),
        ("x" * 1001, BadWorldMap),
        ("½ cricket - baseball", BadFactor),
        ("a, b, c, d, e, f, g, h, i, j, k, l, m", WrongNumberOfWords),
        ("12 a - b", WrongNumberOfWords),
    ],
)
def test_what_is_none_of_these_is_refused(text: str, error: type[ModelError]) -> None:
    with pytest.raises(error):
        parse(text, known)
