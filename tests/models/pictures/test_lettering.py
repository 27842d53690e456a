from __future__ import annotations

import numpy as np
import pytest

from models.pictures.canvas import Canvas
from models.pictures.legend import LEGEND_MARK, LEGEND_ROW, LEGEND_SIZE, legend_entries, legend_rows
from models.pictures.lettering import Numbered, displayable, text_width
from models.pictures.palette import THEMES
from models.pictures.picture import MAX_ALT_LENGTH, alt_text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("new_york", "new york"),
        ("abcdefghij", "abcdefg…"),
        ("a\ue000", "a\ufffd"),
        ("abcdefgh", "abcdefgh"),
        ("日本語日", "日本語日"),
        ("日本語日本", "日本語…"),
        ("विद्यार्थी", "विद्यार्थी"),
        ("aaaaa👩‍👩‍👧b", "aaaaa…"),
    ],
)
def test_a_label_is_shown_as_far_as_font_and_length_allow(text: str, shown: str) -> None:
    assert displayable(text, 8) == shown


SCRIPTS = [
    "コーヒー 東京",
    "北京 咖啡 學習",
    "서울 커피",
    "हिन्दी क्षत्रिय",
    "العربية قهوة",
    "עברית",
    "кофе Київ",
    "καφές",
    "กาแฟ",
    "বাংলা",
    "தமிழ்",
    "ქართული",
    "հայերեն",
    "አማርኛ",
    "😀☕🍎🤖🦄",
    "👩‍👩‍👧 🇩🇪 ❤️",
    "naïve Łódź Åse",
]


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("text", SCRIPTS)
def test_every_script_that_people_write_in_has_letters(
    text: str, bold: bool, caplog: pytest.LogCaptureFixture
) -> None:
    assert Numbered.of([text]).unwritten == ()
    canvas = Canvas(400, 60, THEMES["dark"])
    canvas.write((200, 30), text, 30, "#ffffff", bold=bold, align="center")
    pixels = canvas.pixels()  # a letter without a glyph would be a warning, and so an error
    drawn = np.flatnonzero((pixels != pixels[0, 0]).any(axis=(0, 2)))
    assert np.ptp(drawn) == pytest.approx(text_width(text, 30, bold=bold), abs=9)
    assert not caplog.records


def test_what_no_font_can_write_is_a_number_that_is_told() -> None:
    numbered = Numbered.of(["tea", "x\ue000", "\ue001", "x\ue000"])
    assert [numbered.label(name, 20) for name in ("tea", "x\ue000", "\ue001")] == ["tea", "№1", "№2"]
    assert numbered.within("\ue001 − tea + x\ue000", 30) == "№2 − tea + №1"
    (sentence,) = numbered.sentences
    assert "№1 is x\ue000, №2 is \ue001." in sentence
    assert Numbered.of(["tea"]).sentences == ()


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
