"""What people write to make a concept, and to test words."""

from __future__ import annotations

import pytest

from models.errors import WrongNumber
from models.words.concept.parse import RawConcept, is_definition, parse, parse_tested
from models.words.errors import BadConcept, WrongNumberOfExamples, WrongNumberOfWords

COUNTRY = RawConcept("country", ("france", "kenya", "new zealand"), ("dog", "run"))


@pytest.mark.parametrize(
    "text",
    [
        "country: france, kenya, new zealand not: dog, run",
        "country: france, kenya, new zealand [not: dog, run]",
        "country : france; kenya; new zealand, NOT: dog; run",
        "country: france, kenya, new zealand | not : dog run",
        "country\uff1a france, kenya, new zealand (not\uff1a dog, run)",
        '**country**: `france`, "kenya", new zealand\nnot: dog\nrun'.replace("**", ""),
    ],
)
def test_a_name_examples_and_what_is_none(text: str) -> None:
    assert is_definition(text)
    assert parse(text) == COUNTRY


def test_what_is_none_may_be_left_out_and_spaces_part_words_too() -> None:
    assert parse("fruit: apple pear") == RawConcept("fruit", ("apple", "pear"), ())
    assert parse("fruit: apple, pear not:") == RawConcept("fruit", ("apple", "pear"), ())
    assert parse("knots: not, knot").inside == ("not", "knot")


def test_a_name_alone_is_no_definition() -> None:
    assert not is_definition("country")


@pytest.mark.parametrize(
    "text", ["", "fruit", ":", "fruit:", ": a, b", "not: a, b", "a: b: c", "a: not: b, c"]
)
def test_what_is_no_concept_is_refused(text: str) -> None:
    with pytest.raises(BadConcept):
        parse(text)


@pytest.mark.parametrize(
    ("text", "given", "error"),
    [
        ("a: b", 1, WrongNumberOfExamples),
        ("a: " + "b " * 301, 301, WrongNumberOfWords),
        ("a: b c not:" + " d" * 300, 302, WrongNumberOfWords),
    ],
)
def test_too_few_and_too_many_words_are_refused(text: str, given: int, error: type[WrongNumber]) -> None:
    with pytest.raises(error) as raised:
        parse(text)
    assert raised.value.given == given


@pytest.mark.parametrize(("text", "given"), [("", 0), (" , ", 0), ("a " * 21, 21)])
def test_so_many_words_are_tested_at_once(text: str, given: int) -> None:
    with pytest.raises(WrongNumberOfWords) as raised:
        parse_tested(text)
    assert raised.value.given == given
    assert parse_tested("Scotland, New Zealand") == ("Scotland", "New Zealand")


@pytest.mark.parametrize(
    "text",
    ["mango, kiwi", "mango or kiwi?", "is it mango or kiwi?", "Is it a mango, or kiwi", "- mango\n- kiwi"],
)
def test_words_may_be_tested_by_a_question(text: str) -> None:
    assert parse_tested(text) == ("mango", "kiwi")
