"""Everything that people write for an analogy or a sum is read as they mean it, and the rest refused."""

from __future__ import annotations

import pytest

from models.words.analogy.expression import Expression, Kind
from models.words.analogy.parse import parse
from models.words.errors import BadExpression, WrongNumberOfWords

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
        "man is to king as woman is to queen",
        "is to as is to",
        "man:king:woman",
        "man:king :: woman:queen",
        ":: :",
        "king - - man",
        "king -",
        "king + , man",
        "-",
        "king " * 500,
    ],
)
def test_anything_else_is_no_expression(text: str) -> None:
    with pytest.raises(BadExpression) as caught:
        parse(text, known)
    assert caught.value.text == text


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
