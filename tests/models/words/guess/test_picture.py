"""The picture of a round shows the newest guesses and the nearest one, and never the word before its time."""

from __future__ import annotations

import pytest

from models.pictures.palette import ThemeName
from models.words.guess.bands import BANDS
from models.words.guess.picture import MOST_ROWS, draw, nearness, shown
from models.words.guess.plan import GuessPlan, Told

WORDS = 74_093


def round_of(guesses: int, secret: str | None = None) -> GuessPlan:
    """Return a round of so many guesses, of which the second is the nearest; the last has found a secret."""
    told = [Told(f"word {n}", n, 0, 5 if n == 2 else 100 * n, WORDS // 3**n) for n in range(1, guesses + 1)]
    if secret is not None:
        told[-1] = Told(secret, guesses, BANDS, 0, 1)
    return GuessPlan(tuple(told), WORDS, secret, "hyperplane-200d")


def test_of_many_guesses_the_newest_are_drawn_and_the_nearest() -> None:
    few, many = round_of(MOST_ROWS).told, round_of(MOST_ROWS + 9).told
    assert shown(few) == few
    drawn = shown(many)
    assert len(drawn) == MOST_ROWS
    assert drawn[0].number == 2
    assert [each.number for each in drawn[1:]] == list(range(11, MOST_ROWS + 10))


def test_the_way_to_the_word_is_walked_in_powers() -> None:
    assert nearness(0, WORDS) == 1
    assert nearness(WORDS, WORDS) == 0
    assert nearness(99, WORDS) - nearness(999, WORDS) == pytest.approx(
        nearness(999, WORDS) - nearness(9999, WORDS)
    )


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_a_round_is_drawn_the_same_each_time_and_told_in_words(theme: ThemeName) -> None:
    open_round = draw(round_of(20), theme)
    assert open_round == draw(round_of(20), theme)
    assert open_round.width == 1000
    assert open_round.alt.startswith("Guesses of a secret word: 20. Nearest: word 2, rank 5, similarity 0.0")
    assert "Guesses of volcano: 3. Nearest: volcano, the word." in draw(round_of(3, "volcano"), theme).alt
    assert "A round without a guess" in draw(round_of(0), theme).alt
