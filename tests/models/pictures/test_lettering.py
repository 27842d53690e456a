from __future__ import annotations

import pytest

from models.pictures.legend import LEGEND_MARK, LEGEND_ROW, LEGEND_SIZE, legend_entries, legend_rows
from models.pictures.lettering import displayable, text_width
from models.pictures.picture import MAX_ALT_LENGTH, alt_text


@pytest.mark.parametrize(
    ("text", "shown"),
    [("new_york", "new york"), ("abcdefghij", "abcdefg…"), ("a\ue000", "a□"), ("abcdefgh", "abcdefgh")],
)
def test_a_label_is_shown_as_far_as_font_and_length_allow(text: str, shown: str) -> None:
    assert displayable(text, 8) == shown


def test_alt_text_ends_with_the_last_sentence_that_fits() -> None:
    sentences = ["a" * 500 + ".", "b" * 500 + ".", "c" * 500 + ".", "d."]
    assert alt_text(sentences) == " ".join(sentences[:2])
    assert len(alt_text(sentences)) <= MAX_ALT_LENGTH


def test_a_legend_breaks_where_the_width_ends_and_loses_no_entry() -> None:
    names = [f"category {number}" for number in range(9)]
    rows = legend_rows(names, 40, 700)
    assert [text for row in rows for _, text in row] == names
    assert len(rows) > 1
    for row in rows:
        assert row[0][0] == 40
        left, text = row[-1]
        assert left + LEGEND_MARK + text_width(text, LEGEND_SIZE) <= 700
    entries = legend_entries(rows, 1000)
    assert entries[0].middle == 1000 - LEGEND_ROW / 2
    assert entries[-1].middle == 1000 - LEGEND_ROW * (len(rows) - 0.5)
