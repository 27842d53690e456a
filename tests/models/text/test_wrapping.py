from __future__ import annotations

import pytest

from models.text.wrapping import (
    MAX_CHARACTERS,
    MAX_COLUMNS,
    MAX_ROWS,
    MIN_COLUMNS,
    columns_for,
    fitting,
    wrap,
)


def rows(text: str, columns: int) -> list[str]:
    """Return the rows as they look."""
    letters = wrap(text, columns)
    shown = [""] * (letters[-1].row + 1)
    for letter in letters:
        if letter.text != "\n":
            shown[letter.row] = shown[letter.row].ljust(letter.column) + letter.text
    return [row.rstrip() for row in shown]


def test_every_character_has_its_place() -> None:
    text = "a b\n\nccc 漢字 e\u0301"
    assert "".join(letter.text for letter in wrap(text)) == text


def test_a_row_breaks_between_words_and_goes_on_further_right() -> None:
    assert rows("one two three", 10) == ["one two", "  three"]
    assert rows("    if one or two", 14) == ["    if one or", "      two"]


def test_a_word_longer_than_a_row_is_broken_anywhere() -> None:
    assert rows("x" * 18, 10) == ["x" * 10, "  " + "x" * 8]


def test_wide_letters_take_two_columns_and_combining_ones_none() -> None:
    assert [letter.width for letter in wrap("漢e\u0301")] == [2, 1, 0]
    assert [letter.column for letter in wrap("漢e\u0301")] == [0, 2, 3]


@pytest.mark.parametrize("text", ["x" * 200, "漢" * 90, " " * 100, "ab " * 60, " " * 60 + "deep " * 20])
def test_nothing_stands_outside(text: str) -> None:
    letters = wrap(text, MAX_COLUMNS)
    assert all(letter.column >= 0 and letter.column + letter.width <= MAX_COLUMNS for letter in letters)
    assert len({(letter.row, letter.column) for letter in letters}) == len(letters)


def test_short_lines_are_shown_large() -> None:
    assert columns_for("f(x)\ng(y)") == MIN_COLUMNS
    assert columns_for("x" * 30) == 30
    assert columns_for("x" * 300) == MAX_COLUMNS


def test_what_fits_is_the_beginning() -> None:
    assert fitting("f(x)\n") == "f(x)\n"
    assert fitting("a\n" * 50) == "a\n" * MAX_ROWS
    long = "word " * 300
    assert long.startswith(fitting(long))
    assert 0 < len(fitting(long)) <= MAX_CHARACTERS
