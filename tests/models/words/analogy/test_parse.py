"""Everything that people write for an analogy or a sum is read as they mean it, and the rest refused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.words.analogy.expression import Expression, Kind
from models.words.analogy.parse import parse
from models.words.errors import BadExpression, BadFactor, WrongNumberOfWords

KNOWN = {"man", "king", "woman", "queen", "ice", "cream", "coffee", "new", "york", "usa", "paris"}
KNOWN |= {"co-operate", "c++", "java", "1,000", "2,000", "-", "+", ",", "?", ":", "::"}


def known(word: str) -> bool:
    return word in KNOWN


@pytest.mark.parametrize(
    "text",
    [
        "man king woman",
        "  man   king\twoman ",
        "man king woman?",
        "man king woman ?",
        "man, king, woman",
        "man,king,woman",
        "man , king , woman",
        "man, king, woman, ?",
        "man is to king as woman is to",
        "man is to king as woman is to?",
        "man is to king as woman is to what",
        "man is to king as woman is to what?",
        "man IS TO king, as woman",
        "man:king :: woman:?",
        "man:king::woman:?",
        "man : king :: woman : ?",
        "man:king::woman",
        "man:king as woman:?",
        '"man" "king" "woman"',
        "`man` `king` `woman`",
        "“man” is to “king” as “woman” is to",
        "`man king woman`",
        "(man, king, woman)",
        "what is man king woman?",
        "man：king ∷ woman：？".replace("∷", "::"),
        "man:king = woman:?",
        "man -> king, woman -> ?",
        "man → king; woman →",
        "if man is to king, then woman is to what?",
        "As man is to king, so woman is to",
        "king is to man as what is to woman",
        "what is to woman as king is to man?",
        "woman is to what as man is to king",
    ],
)
def test_an_analogy_can_be_written_in_many_ways(text: str) -> None:
    expression = parse(text, known)
    assert expression == Expression.analogy("man", "king", "woman")
    assert (expression.a, expression.b, expression.c) == ("man", "king", "woman")
    assert expression.positive == ("king", "woman")
    assert expression.negative == ("man",)
    assert expression.formula == "king − man + woman"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("new york, usa, paris", ("new york", "usa", "paris")),
        ("new york is to usa as paris is to", ("new york", "usa", "paris")),
        ("new york:usa :: paris:?", ("new york", "usa", "paris")),
        ('"ice cream" coffee paris', ("ice cream", "coffee", "paris")),
        ("King Man Woman", ("King", "Man", "Woman")),
        ("1,000 2,000 king", ("1,000", "2,000", "king")),
        ("co-operate c++ java", ("co-operate", "c++", "java")),
        ("well-knwon king woman", ("well-knwon", "king", "woman")),
    ],
)
def test_the_words_of_an_analogy_may_be_phrases_or_unknown(text: str, words: tuple[str, ...]) -> None:
    expression = parse(text, known)
    assert expression.kind is Kind.ANALOGY
    assert expression.words == words


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        ("king - man + woman", "king − man + woman"),
        ("king-man+woman", "king − man + woman"),
        ("king −man +woman", "king − man + woman"),
        ("king – man — woman", "king − man − woman"),
        ("king- man", "king − man"),
        ("king - man + woman = ?", "king − man + woman"),
        ("-man +king", "−man + king"),
        ("+ king - man", "king − man"),
        ("king + king - man", "king + king − man"),
        ("c++-java", "c++ − java"),
        ("co-operate+king", "co-operate + king"),
        ("new york - usa + paris", "new york − usa + paris"),
        ('king-"ice cream"', "king − ice cream"),
        ("king-kingg", "king − kingg"),
        ("co-operate - co - operate", "co-operate − co − operate"),
        ("king － man ＋ woman", "king − man + woman"),
        ("king ➖ man ➕ woman", "king − man + woman"),
        ("king ‐ man", "king − man"),
        ("king minus man plus woman", "king − man + woman"),
        ("Minus man PLUS king", "−man + king"),
        ("**king** - *man* + `woman`", "king − man + woman"),
        ("king, - man, + woman", "king − man + woman"),
        ("king - man + woman.", "king − man + woman"),
        ("what is king - man + woman?", "king − man + woman"),
        ("What's king-man+woman", "king − man + woman"),
        ("calculate: king - man", "king − man"),
        ("what do you get from king - man?", "king − man"),
        ("king - man + woman is what?", "king − man + woman"),
        ("king - man equals", "king − man"),
        ("? = king - man", "king − man"),
        ("king - (man - woman)", "king − man + woman"),
        ("(king - man) + woman", "king − man + woman"),
        ("king-(man-(woman-queen))", "king − man + woman − queen"),
        ("king - (-man)", "king + man"),
        ("[king] - {man}", "king − man"),
        ("（king）−（man）", "king − man"),
        ("-(king - man)", "−king + man"),
        ("2 king - man", "king + king − man"),
        ("2king - man", "2king − man"),
        ("2*king - man×2", "king + king − man − man"),
        ("2 x king - 1 times man", "king + king − man"),
        ("2 (king - man)", "king + king − man − man"),
        ('"2 king" - man', '"2 king" − man'),
        ('"king - man" + woman', '"king - man" + woman'),
        ('"plus" - "minus"', "plus − minus"),
        ("1,000 - 2,000", "1,000 − 2,000"),
    ],
)
def test_a_sum_can_be_written_in_many_ways(text: str, formula: str) -> None:
    expression = parse(text, known)
    assert expression.kind is Kind.SUM
    assert expression.formula == formula


def test_a_sum_knows_what_is_added_and_what_taken_away() -> None:
    expression = parse("- man + king - usa", known)
    assert expression.positive == ("king",)
    assert expression.negative == ("man", "usa")
    assert expression.words == ("man", "king", "usa")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "?",
        "king",
        "co-operate",
        "man king",
        "man king woman queen",
        "man, king",
        "man, king, woman, queen",
        "man,,king",
        "man ? woman",
        "man is to king",
        "what is to king as woman is to what",
        "is to as is to",
        "man:king:woman",
        ":: :",
        "king - - man",
        "king -",
        "king + , man",
        "king - (man",
        "king) - man",
        "king - () + man",
        "king (man) - woman",
        "king - man = queen - woman",
        "king = man",
        "king - man = queen = woman",
        "-",
        "king " * 500,
    ],
)
def test_anything_else_is_no_expression(text: str) -> None:
    with pytest.raises(BadExpression) as caught:
        parse(text, known)
    assert caught.value.text == text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("king - man + woman = queen", ("king", "man", "woman")),
        ("king − man + woman ≈ queen!", ("king", "man", "woman")),
        ("queen = king - man + woman", ("king", "man", "woman")),
        ("king - man + woman -> queen", ("king", "man", "woman")),
        ("king−man+woman → queen?", ("king", "man", "woman")),
        ("king - man + woman equals queen?", ("king", "man", "woman")),
        ("man is to king as woman is to queen", ("man", "king", "woman")),
        ("man:king :: woman:queen", ("man", "king", "woman")),
        ("man -> king, woman -> queen", ("man", "king", "woman")),
    ],
)
def test_what_the_writer_expects_is_told_apart(text: str, words: tuple[str, ...]) -> None:
    expression = parse(text, known)
    assert (expression.words, expression.expected) == (words, "queen")


@pytest.mark.parametrize(
    ("text", "factor"),
    [
        ("0.5 king - man", "0.5"),
        ("½ king - man", "½"),
        ("0 king - man", "0"),
        ("13 king - man", "13"),
        ("king / 2 - man", "÷ 2"),
        ("king - man * woman", "woman"),
        ("1,5 (king - man)", "1,5"),
    ],
)
def test_what_no_word_can_be_taken_times_is_named(text: str, factor: str) -> None:
    with pytest.raises(BadFactor) as caught:
        parse(text, known)
    assert caught.value.factor == factor


@dataclass(frozen=True)
class Part:
    """A part of a sum: how often it is taken, negative to subtract it; a word, or a sum in brackets."""

    times: int
    what: str | tuple[Part, ...]


MINUS, PLUS = (" - ", " − ", " – ", " － "), (" + ", " ＋ ")
WORDS = st.sampled_from(["king", "man", "woman", "queen", "co-operate", "c++", "paris", "ice cream"])
TIMES = st.sampled_from([-2, -1, -1, -1, 1, 1, 1, 2])


def parts_of(what: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Part, ...]]:
    return st.lists(st.builds(Part, TIMES, what), min_size=1, max_size=3).map(tuple)


SUMS = st.recursive(parts_of(WORDS), lambda inner: parts_of(inner | WORDS), max_leaves=5)


def flat(parts: tuple[Part, ...]) -> list[tuple[int, str]]:
    """Work out the signed words of a sum, in order."""
    terms = []
    for part in parts:
        own = [(1, part.what)] if isinstance(part.what, str) else flat(part.what)
        sign = 1 if part.times > 0 else -1
        terms += [(sign * each, word) for each, word in own for _ in range(abs(part.times))]
    return terms


@st.composite
def put(draw: st.DrawFn, parts: tuple[Part, ...]) -> str:
    """Write a sum down, in any of the ways that people do."""
    text = ""
    for number, part in enumerate(parts):
        sign = draw(st.sampled_from(MINUS if part.times < 0 else PLUS))
        text += "" if number == 0 and part.times > 0 else sign
        if abs(part.times) > 1:
            text += draw(st.sampled_from(["2 ", "2*", "2 × ", "2 x ", "2 times "]))
        inner = part.what if isinstance(part.what, str) else f"({draw(put(part.what))})"
        text += draw(st.sampled_from(["{}", "({})", "[ {} ]"])).format(inner)
    return text


@given(SUMS.filter(lambda parts: 2 <= len(flat(parts)) <= 12), st.data())
def test_the_formula_shown_is_the_sum_that_was_written(parts: tuple[Part, ...], data: st.DataObject) -> None:
    text = data.draw(put(parts)) + data.draw(st.sampled_from(["", " = ?", "?", " ="]))
    if not any(sign in text for sign in MINUS + PLUS):
        return  # a word twice is no sum yet
    expression = parse(text, known)
    assert list(zip(expression.signs, expression.words, strict=True)) == flat(parts)
    assert parse(expression.formula, known) == expression


@pytest.mark.parametrize(("text", "given"), [("-king", 1), (" + ".join(["king"] * 13), 13)])
def test_a_sum_has_two_to_twelve_words(text: str, given: int) -> None:
    with pytest.raises(WrongNumberOfWords) as caught:
        parse(text, known)
    assert (caught.value.given, caught.value.least, caught.value.most) == (given, 2, 12)


def test_twelve_words_are_not_too_many() -> None:
    assert len(parse(" - ".join(["king"] * 12), known).words) == 12


def test_a_long_chain_of_signs_is_read_with_few_look_ups() -> None:
    looked_up = []

    def counting(word: str) -> bool:
        looked_up.append(word)
        return False

    with pytest.raises(WrongNumberOfWords):
        parse("a-" * 499 + "a", counting)
    assert len(looked_up) < 10_000
