from __future__ import annotations

import io
from itertools import combinations

import numpy as np
import pytest
from PIL import Image

from models.pictures.palette import (
    LEAST_TEXT_CONTRAST,
    THEMES,
    Scale,
    ThemeName,
    contrast_ratio,
    sequential,
    text_on,
)
from models.pictures.picture import MAX_ALT_LENGTH
from models.text.colouring import Colouring
from models.text.picture import WIDTH, draw

ODD = [
    "🙂 👩‍👩‍👧",
    "漢字とかな",
    "שלום עולם مرحبا (a) مرحبا",
    "e\u0301\u200b\u200e\ufeff",
    "\x00\x07\x1b\x7f\ud800",
    "$x^2$ \\frac %s {0} <b>",
    "\t\n \n\n  ",
    "x" * 500,
]


def colouring(text: str, share: float = 0.5) -> Colouring:
    return Colouring(
        tuple(text), (share,) * len(text), "Cell 1", "a note", "off", "on", "blue", "It is seen."
    )


def pixels(drawn: Colouring, theme: ThemeName = "dark") -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(draw(drawn, theme).png)).convert("RGB")).astype(int)


@pytest.mark.parametrize("theme", list(THEMES))
@pytest.mark.parametrize("text", ODD)
def test_any_text_is_drawn_without_a_warning(text: str, theme: ThemeName) -> None:
    picture = draw(colouring(text), theme)
    image = Image.open(io.BytesIO(picture.png))
    assert image.size == (picture.width, picture.height)
    assert image.width == WIDTH
    assert 0 < len(picture.alt) <= MAX_ALT_LENGTH


def test_the_same_arguments_give_the_same_bytes() -> None:
    assert draw(colouring("f(x)"), "dark").png == draw(colouring("f(x)"), "dark").png


def test_a_longer_text_makes_a_higher_picture_of_the_same_width() -> None:
    short, long = (pixels(colouring(text)).shape for text in ("a", "a\n" * 9))
    assert short[1] == long[1]
    assert short[0] < long[0]


def test_a_piece_that_is_on_looks_unlike_one_that_is_off() -> None:
    off, on = (pixels(colouring("mmmm", share)) for share in (0.0, 1.0))
    changed = np.abs(off - on).sum(axis=2) > 100
    rows, columns = np.nonzero(changed)
    assert changed.sum() > 2000
    assert np.ptp(rows) < 130  # one row of text
    assert np.ptp(columns) < WIDTH / 2


@pytest.mark.parametrize("theme", list(THEMES))
@pytest.mark.parametrize("scale", ["blue", "vermilion"])
def test_text_is_legible_on_every_colour_of_a_scale(theme: ThemeName, scale: Scale) -> None:
    for step in range(101):
        colour = sequential(step / 100, THEMES[theme], scale)
        assert contrast_ratio(text_on(colour), colour) >= LEAST_TEXT_CONTRAST


@pytest.mark.parametrize("theme", list(THEMES))
@pytest.mark.parametrize("scale", ["blue", "vermilion"])
def test_a_scale_leads_away_from_the_background_step_by_step(theme: ThemeName, scale: Scale) -> None:
    background = THEMES[theme].background
    contrasts = [
        contrast_ratio(sequential(step / 20, THEMES[theme], scale), background) for step in range(21)
    ]
    assert contrasts == sorted(contrasts)
    assert contrasts[-1] >= 3


def test_letters_of_other_scripts_are_drawn_as_themselves() -> None:
    drawn = [pixels(colouring(letter)) for letter in ("語", "कि", "ق", "☕", "한", "…", "\ufffd")]
    assert not any(np.array_equal(one, other) for one, other in combinations(drawn, 2))


def test_letters_join_whatever_the_colours_behind_them() -> None:
    joined, apart = (pixels(colouring(text)) for text in ("بب", "ب\u200cب"))
    assert not np.array_equal(joined, apart)
    word = "بيتبيت"
    plain, coloured = (
        pixels(Colouring(pieces, shares, "Cell 1", "a note", "off", "on", "blue", "It is seen."))
        for pieces, shares in (((word,), (0.0,)), ((word[:2], word[2:4], word[4:]), (0.0, 1.0, 0.0)))
    )
    changed = np.flatnonzero((np.abs(plain - coloured).sum(axis=2) > 300).any(axis=0))
    beside = np.ones(WIDTH, dtype=bool)
    beside[changed.min() - 1 : changed.max() + 2] = False
    one, other = (np.asarray(each).min(axis=2) > 150 for each in (plain, coloured))  # what is written
    assert 20 < len(changed) < 80
    assert one[:, beside].sum() > 500
    assert np.array_equal(one[:, beside], other[:, beside])
