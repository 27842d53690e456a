"""A list of words is read alike by every command that takes one, however people write it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from models.words.axis.parse import parse as parse_axis
from models.words.concept.parse import parse as parse_concept
from models.words.concept.parse import parse_tested
from models.words.maps.parse import parse as parse_map
from models.words.similarity.parse import parse as parse_similarity
from models.words.similarity.parse import parse_odd
from models.words.space.word_list import phrase_in, words_in
from models.words.space.written import Written

Reader = Callable[[str], tuple[str, ...]]


def words(text: str) -> tuple[str, ...]:
    return words_in(Written.read(text))


READERS: dict[str, Reader] = {
    "odd": parse_odd,
    "axis": lambda text: parse_axis(f"bad..good: {text}").words,
    "an end of an axis": lambda text: parse_axis(f"{text}..good: war").axes[0].low,
    "a side of similarity": lambda text: parse_similarity(f"{text} | car")[0],
    "concept": lambda text: parse_concept(f"thing: {text}").inside,
    "what a concept is not": lambda text: parse_concept(f"thing: a, b not: {text}").outside,
    "concept test": parse_tested,
    "tsne": lambda text: tuple(category.name for category in parse_map(text).categories),
    "a category of tsne": lambda text: parse_map(f"things: {text} | b: c").categories[0].words,
}
ALL = sorted(READERS)
ONLY_PHRASES = {"an end of an axis", "a side of similarity"}  # there, a space parts no words
BY_LINE = {"a category of tsne"}  # there, a line is a category, and the next ones belong to it without a name

MEALS = ("breakfast", "lunch", "dinner", "car")
BY_COMMA = [
    "breakfast, lunch, dinner, car",
    "breakfast,lunch,dinner,car",
    "breakfast, lunch, dinner or car?",
    "breakfast, lunch, dinner, or car?",
    "breakfast, lunch, dinner and car.",
    "breakfast, lunch, dinner & car!",
    "breakfast; lunch; dinner; car",
    "breakfast, lunch, dinner, car,",
    ", breakfast,, lunch, dinner, car",
    "breakfast、lunch、dinner、car",
    "breakfast，lunch，dinner，car？",
    "breakfast، lunch، dinner، car",
    '"breakfast", "lunch", "dinner", "car"',
    "“breakfast,” “lunch,” “dinner,” “car”",
    "'breakfast', 'lunch', 'dinner', 'car'",
    "`breakfast`, `lunch`, `dinner` and `car`",
    "**breakfast**, *lunch*, __dinner__, ~~car~~",
    "<@123456> breakfast, lunch, <:yum:42>dinner, car",
    "1) breakfast, 2) lunch, 3) dinner, 4) car",
    "[breakfast, lunch, dinner, car]",
    '["breakfast", "lunch", "dinner", "car"]',
    "breakfast / lunch / dinner / car",
    "breakfast • lunch • dinner • car",
    "`breakfast, lunch, dinner, car`",
    '"breakfast, lunch, dinner, car"',
    "breakfast ,lunch ,dinner ,\u200bcar",
]
BY_LINES = [
    "breakfast\nlunch\ndinner\ncar",
    "breakfast\r\nlunch\r\ndinner\r\ncar\r\n",
    "- breakfast\n- lunch\n- dinner\n- car",
    "* breakfast\n* lunch\n\n* dinner\n* car",
    "• breakfast\n• lunch\n• dinner\n• car",
    "1. breakfast\n2. lunch\n3. dinner\n4. car",
    "> breakfast\n> lunch\n> dinner\n> car",
    "breakfast,\nlunch,\ndinner,\ncar",
    "```\nbreakfast\nlunch\ndinner\ncar\n```",
]
BY_SPACE = [
    "breakfast lunch dinner car",
    "  breakfast   lunch\tdinner car ?",
    "breakfast lunch dinner or car?",
    "breakfast and lunch and dinner and car",
    '"breakfast" "lunch" "dinner" "car"',
    "`breakfast` `lunch` `dinner` `car`",
    "‘breakfast’ ‘lunch’ ‘dinner’ ‘car’",
    "(breakfast lunch dinner car)",
]
INLINE = [
    "- breakfast - lunch - dinner - car",
    "1. breakfast 2. lunch 3. dinner 4. car",
]


@pytest.mark.parametrize("reader", ALL)
@pytest.mark.parametrize("text", BY_COMMA)
def test_a_list_with_commas_is_read_by_every_command(reader: str, text: str) -> None:
    if text.count(";") and "tsne" in reader:
        return  # there, a semicolon parts categories
    assert READERS[reader](text) == MEALS


@pytest.mark.parametrize("reader", [each for each in ALL if each not in BY_LINE])
@pytest.mark.parametrize("text", BY_LINES)
def test_a_list_by_lines_is_read_by_every_command(reader: str, text: str) -> None:
    assert READERS[reader](text) == MEALS


@pytest.mark.parametrize("reader", [each for each in ALL if each not in ONLY_PHRASES])
@pytest.mark.parametrize("text", BY_SPACE + INLINE)
def test_a_list_by_spaces_is_read_by_every_command(reader: str, text: str) -> None:
    assert READERS[reader](text) == MEALS


@pytest.mark.parametrize("reader", ALL)
@pytest.mark.parametrize(
    "text",
    [
        "new york, salt and pepper, u.s., 1,000, rock'n'roll",
        "new york, “salt and pepper”, u.s., 1,000, rock'n'roll",
        '"new york", "salt and pepper", "u.s.", "1,000", "rock\'n\'roll"',
        "`new york`, 'salt and pepper', u.s., 1,000 and rock'n'roll",
    ],
)
def test_phrases_abbreviations_and_numbers_stay_whole(reader: str, text: str) -> None:
    assert READERS[reader](text) == ("new york", "salt and pepper", "u.s.", "1,000", "rock'n'roll")


@pytest.mark.parametrize("reader", [each for each in ALL if each not in ONLY_PHRASES])
def test_a_phrase_in_quotes_stays_whole_between_words(reader: str) -> None:
    assert READERS[reader]('paris "new york" ‘ice cream’ rome') == ("paris", "new york", "ice cream", "rome")


@pytest.mark.parametrize("reader", ALL)
def test_signs_in_quotes_part_nothing(reader: str) -> None:
    assert READERS[reader]('"a:b", "c|d", "e..f", "g; h"') == ("a:b", "c|d", "e..f", "g; h")


@pytest.mark.parametrize(
    "lead",
    ["one out ", "one out: ", "odd one out: ", "which is the odd one out: ", "animals: ", "one out of "],
)
def test_odd_may_be_asked_as_a_question(lead: str) -> None:
    assert parse_odd(f"{lead}cat dog horse") == ("cat", "dog", "horse")


def test_what_only_looks_like_a_question_is_words() -> None:
    assert parse_odd("one two three") == ("one", "two", "three")
    assert parse_odd("or and but cat") == ("or", "and", "but", "cat")


@pytest.mark.parametrize(
    "text",
    [
        "cat dog",
        "cat, dog",
        "cat and dog",
        "between cat and dog?",
        "how similar are cat and dog?",
        "of cat to dog",
        "cat vs. dog",
        "cat | dog",
        "'cat' `dog`",
    ],
)
def test_two_words_may_be_compared_in_a_sentence(text: str) -> None:
    assert parse_similarity(text) == (("cat",), ("dog",))


def test_two_phrases_need_no_comma_with_a_word_between() -> None:
    assert parse_similarity("new york and san francisco") == (("new york",), ("san francisco",))
    assert parse_similarity("rock and roll, jazz") == (("rock and roll",), ("jazz",))


@pytest.mark.parametrize(
    "text",
    [
        "from bad to good: war, cake",
        "from bad to good: war cake?",
        "bad to good: war and cake",
        "between bad and good: war, cake",
        "bad -> good: war, cake",
        "bad - good: war, cake",
        "bad vs good: war, cake",
        "bad/good: war, cake",
        "bad…good： war，cake",
        "war, cake from bad to good",
        "- war\n- cake\nfrom bad to good",
        '"bad".."good": "war" "cake"',
    ],
)
def test_an_axis_may_be_written_in_many_ways(text: str) -> None:
    request = parse_axis(text)
    assert [(axis.low, axis.high) for axis in request.axes] == [(("bad",), ("good",))]
    assert request.words == ("war", "cake")


@pytest.mark.parametrize(
    "text",
    [
        "countries: france, spain | drinks: tea, coffee",
        "countries:\n- france\n- spain\ndrinks:\n- tea\n- coffee",
        "**countries**\u200b: `france` and `spain`\n**drinks**: tea or coffee",
        "- countries: france, spain\n- drinks: tea, coffee",
        "of countries: france spain; drinks: tea coffee",
    ],
)
def test_categories_may_be_written_in_many_ways(text: str) -> None:
    found = {category.name: category.words for category in parse_map(text).categories}
    assert found == {"countries": ("france", "spain"), "drinks": ("tea", "coffee")}


@pytest.mark.parametrize(
    "text",
    ["king", "king,", "king?", "`king`", '"king"', "‘king’", "*king*", " king. ", "<@42> king", "king!?"],
)
def test_one_word_is_read_without_what_is_around_it(text: str) -> None:
    assert phrase_in(Written.read(text)) == "king"


SIGNS = st.text(",;:|()[]{}+-=*/?!.& \n'`~_123ab", max_size=8).map(lambda signs: f"x{signs}x")


@example(items=["xx", "x```x"], between=" ")
@given(items=st.lists(SIGNS, min_size=2, max_size=6), between=st.sampled_from([" ", ", ", "\n", "; ", " | "]))
def test_what_is_in_quotes_is_one_item_whatever_it_holds(items: list[str], between: str) -> None:
    expected = tuple(" ".join(item.split()) for item in items)
    assert words(between.join(f'"{item}"' for item in items)) == expected


@given(st.text(max_size=60))
def test_no_text_breaks_the_reader(text: str) -> None:
    for item in words(text):
        assert item.strip() == item
        assert item
