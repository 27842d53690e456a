"""Words lie between the ends of an axis as their similarities say, and the picture shows all of them."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from models.errors import WrongNumber
from models.pictures.palette import ThemeName
from models.words.axis.parse import RawAxis, parse
from models.words.axis.picture import WIDTH, draw
from models.words.axis.plan import AxisPlan, place
from models.words.errors import (
    BadAxis,
    NoDirection,
    RepeatedWord,
    UnknownWords,
    WrongNumberAtEnd,
    WrongNumberOfAxes,
    WrongNumberOfWords,
)
from models.words.space.vectors import WordVectors
from tests.models.words.conftest import Made

PLANE = {"left": (-1, 0, 0), "right": (1, 0, 0), "up": (0, 1, 0), "down": (0, -1, 0), "half": (3, 4, 0)}
GOOD = [
    "friend",
    "love",
    "peace",
    "joy",
    "gift",
    "angel",
    "holiday",
    "kindness",
    "music",
    "health",
    "success",
    "honest",
]
BAD = [
    "murder",
    "war",
    "disease",
    "poison",
    "thief",
    "crime",
    "torture",
    "pain",
    "failure",
    "death",
    "hatred",
    "dirty",
]


def placed(vectors: WordVectors, text: str) -> dict[str, tuple[float, ...]]:
    return {word.name: word.places for word in place(vectors, parse(text)).words}


@pytest.mark.parametrize(
    ("text", "axes", "words"),
    [
        ("bad..good: war, ice cream", [(("bad",), ("good",))], ("war", "ice cream")),
        ("bad … good: war cake", [(("bad",), ("good",))], ("war", "cake")),
        ("bad...good: war", [(("bad",), ("good",))], ("war",)),
        ("bad to good: war", [(("bad",), ("good",))], ("war",)),
        ("bad, evil..good, so kind: war", [(("bad", "evil"), ("good", "so kind"))], ("war",)),
        ("bad..good | small → big: war", [(("bad",), ("good",)), (("small",), ("big",))], ("war",)),
    ],
)
def test_it_reads_axes_and_words(
    text: str, axes: list[tuple[tuple[str, ...], ...]], words: tuple[str]
) -> None:
    request = parse(text)
    assert request.axes == tuple(RawAxis(low, high) for low, high in axes)
    assert request.words == words


@pytest.mark.parametrize(
    "text",
    ["", "war", "bad..good", "bad..good:", "bad good: war", "..good: war", "bad..: war", "a..b..c: war", ":"],
)
def test_what_names_no_axis_is_refused(text: str) -> None:
    with pytest.raises(BadAxis):
        parse(text)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("a..b: " + "war " * 31, WrongNumberOfWords),
        ("a..b|c..d|e..f: war", WrongNumberOfAxes),
        (",".join("a" * 13) + "..b: war", WrongNumberAtEnd),
    ],
)
def test_too_many_are_refused(text: str, error: type[WrongNumber]) -> None:
    with pytest.raises(error):
        parse(text)


def test_the_ends_lie_at_one_and_the_middle_at_zero(made: Made) -> None:
    places = placed(made(PLANE), "left..right: left, right, up, half")
    assert places == {
        "left": pytest.approx((-1.0,)),
        "right": pytest.approx((1.0,)),
        "up": pytest.approx((0.0,)),
        "half": pytest.approx((0.6,)),
    }


def test_two_axes_place_each_word_twice(made: Made) -> None:
    assert placed(made(PLANE), "left..right | down..up: half")["half"] == pytest.approx((0.6, 0.8), abs=1e-5)


def test_a_group_stands_at_its_mean(made: Made) -> None:
    both = placed(made(PLANE), "left, down..right, up: half")
    assert both["half"] == pytest.approx((1.4 / 2**0.5,), abs=1e-5)


def test_good_words_lie_towards_good(default_vectors: WordVectors) -> None:
    places = placed(default_vectors, f"bad, evil, terrible..good, kind, wonderful: {' '.join(GOOD + BAD)}")
    wins = [places[good] > places[bad] for good in GOOD for bad in BAD]
    assert sum(wins) / len(wins) > 0.9


def test_ends_that_are_the_same_are_refused(made: Made) -> None:
    for text in ("left..Left: up", "left, up..up, left: down"):
        with pytest.raises(NoDirection):
            placed(made(PLANE), text)


def test_a_word_twice_is_refused(made: Made) -> None:
    for text in ("left..right: up, UP", "left, up..right, up: down"):
        with pytest.raises(RepeatedWord, match="up"):
            placed(made(PLANE), text)


def test_all_unknown_words_are_told(made: Made) -> None:
    with pytest.raises(UnknownWords, match=r"xx.*yy"):
        placed(made(PLANE), "left..xx: yy")


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("axes", ["bad..good", "bad..good | poor..rich"])
def test_every_word_is_on_the_picture(default_vectors: WordVectors, axes: str, theme: ThemeName) -> None:
    plan: AxisPlan = place(default_vectors, parse(f"{axes}: {' '.join(GOOD + BAD)}"))
    picture = draw(plan, theme)
    assert Image.open(io.BytesIO(picture.png)).size == (WIDTH, picture.height)
    assert picture.unlabelled == 0
    assert picture.png == draw(plan, theme).png
    assert "from bad (−1) to good (+1)" in picture.alt
    assert all(word in picture.alt for word in GOOD)
