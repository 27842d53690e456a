from __future__ import annotations

import numpy as np
import pytest

from models.movies.title_words import TitleWords
from models.movies.titles.title_keys import TitleKeys

TITLES = [
    "Alien",
    "Aliens",
    "Alien III",
    "Alien: Covenant",
    "Grass",
    "The Grass Is Greener",
    "Spider-Man",
    "Spiderman 2",
    "8½",
    "The Second Part",
    "Part 2",
    *(f"The Stranger {number}" for number in range(20)),
]


@pytest.fixture(scope="module")
def words() -> TitleWords:
    return TitleWords(TitleKeys.of(TITLES), len(TITLES))


@pytest.mark.parametrize(
    ("title", "alike"),
    [
        ("Alien", ["Aliens", "Alien III"]),
        ("Aliens", ["Alien", "Alien III"]),
        ("Spider-Man", ["Spiderman 2"]),
    ],
)
def test_titles_that_differ_in_number_plural_or_hyphen_are_nearest(
    words: TitleWords, title: str, alike: list[str]
) -> None:
    cosines = words.cosines(TITLES.index(title))
    order = [TITLES[at] for at in np.argsort(-cosines) if TITLES[at] != title]
    assert set(order[: len(alike)]) == set(alike)


def test_a_cosine_is_one_with_itself_less_where_words_are_added_and_nothing_where_none_is_shared(
    words: TitleWords,
) -> None:
    cosines = words.cosines(TITLES.index("Alien"))
    assert cosines[TITLES.index("Alien")] == pytest.approx(1.0)
    assert 0.2 < cosines[TITLES.index("Alien: Covenant")] < 0.9
    assert cosines[TITLES.index("Grass")] == 0.0


@pytest.mark.parametrize("title", ["8½", "Part 2"])
def test_a_title_of_numbers_alone_is_like_none(words: TitleWords, title: str) -> None:
    assert not words.cosines(TITLES.index(title)).any()


def test_the_rarer_a_shared_word_the_more_it_says(words: TitleWords) -> None:
    common = words.cosines(TITLES.index("The Stranger 3"))[TITLES.index("The Stranger 4")]
    assert common == pytest.approx(1.0)  # all they have, so the same
    rare = TitleWords(TitleKeys.of(["Grass Stranger", "Grass", *["Stranger"] * 20]), 22).cosines(0)
    assert rare[1] > rare[2]
