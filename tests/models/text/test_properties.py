from __future__ import annotations

import numpy as np

from models.text.endings import Kind
from models.text.properties import DEEPEST, LONGEST, PROPERTIES, Property, properties


def follow(name: Property, text: str, kind: Kind = Kind.CODE) -> str:
    """Return the property after each character: its digit, a "+" for more, a blank where it means nothing."""
    values = properties(kind, list(text))[PROPERTIES[kind].index(name)]
    return "".join(
        " " if np.isnan(value) else "+" if value > 9 else str(int(value)) for value in values.tolist()
    )


def test_brackets_are_on_after_the_opening_one_and_off_after_the_closing_one() -> None:
    assert follow(Property.BRACKETS, "f(a[1])+1") == "011111000"


def test_brackets_in_quotation_marks_are_none() -> None:
    assert follow(Property.BRACKETS, "'(' + x") == "0000000"


def test_brackets_and_quotes_mean_nothing_in_comments_and_docstrings() -> None:
    assert follow(Property.BRACKETS, "f # (\ng") == "00   00"
    assert follow(Property.QUOTES, "a = 1 # don't\n") == "000000       0"
    assert follow(Property.BRACKETS, '"""(a"""') == "00     0"


def test_docstrings_are_told_from_quotes() -> None:
    assert follow(Property.DOCSTRINGS, '"""a"""\n') == "00111100"
    assert follow(Property.QUOTES, "'a' b") == "11000"
    assert follow(Property.DOCSTRINGS, "'a' b") == "00000"


def test_indentation_and_line_have_a_largest_value() -> None:
    assert follow(Property.INDENTATION, "\n  x\ny") == "012200"
    deep = properties(Kind.CODE, [" " * 30, "x" * 200])
    assert deep[PROPERTIES[Kind.CODE].index(Property.INDENTATION)].tolist() == [DEEPEST, DEEPEST]
    assert deep[PROPERTIES[Kind.CODE].index(Property.LINE)].tolist() == [30, LONGEST]


def test_the_line_begins_anew_after_each_break() -> None:
    assert follow(Property.LINE, "ab\nc") == "1201"


def test_a_speaker_is_named_before_the_colon_that_begins_a_paragraph() -> None:
    assert follow(Property.SPEAKER, "A:\nno: x\n\nB: y", Kind.VERSE) == "10000000011000"


def test_what_was_left_open_in_prose_ends_with_the_paragraph() -> None:
    assert follow(Property.BRACKETS, "(a\nb\n\nc", Kind.PROSE) == "1111100"
    assert follow(Property.QUOTES, 'x "y" “z”', Kind.PROSE) == "001100110"


def test_no_text_has_no_properties() -> None:
    assert properties(Kind.CODE, []).shape == (len(PROPERTIES[Kind.CODE]), 0)
