"""The picture of where every token looked."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from models.pictures.palette import THEMES, ThemeName
from models.text.attention.picture import draw_lines
from models.text.attention.plan import Lines
from models.text.attention.reading import Look
from models.text.picture import WIDTH


def lines(pieces: tuple[str, ...], looks: tuple[Look, ...] = (), nowhere: float = 0.0) -> Lines:
    return Lines(pieces, looks, (nowhere,) * len(pieces), "Where it looks", "a note", "It is seen.")


def pixels(drawn: Lines, theme: ThemeName = "dark") -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(draw_lines(drawn, theme).png)).convert("RGB")).astype(int)


@pytest.mark.parametrize("theme", list(THEMES))
@pytest.mark.parametrize(
    "pieces",
    [
        ("🙂", "👩‍👩‍👧"),
        ("漢", "שלום", "مرحبا"),
        ("\n    ", " ", "\t", "\x00", "\ud800"),
        ("$x^2$", "x" * 24),
        ("a",),
    ],
)
def test_any_tokens_are_drawn_without_a_warning(pieces: tuple[str, ...], theme: ThemeName) -> None:
    drawn = lines(pieces, (Look(0, 0, 1.0),), 0.5)
    picture = draw_lines(drawn, theme)
    assert (picture.width, picture.alt) == (WIDTH, "It is seen.")
    assert picture.png == draw_lines(drawn, theme).png


def test_a_stronger_look_is_a_line_that_stands_out_more() -> None:
    pieces = ("a", "b")
    nothing = pixels(lines(pieces))
    weak, strong = (
        np.abs(pixels(lines(pieces, (Look(1, 0, share),))) - nothing).sum() for share in (0.1, 0.9)
    )
    assert 0 < weak < strong / 3
