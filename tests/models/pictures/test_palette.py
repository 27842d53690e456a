from __future__ import annotations

import pytest

from models.pictures.palette import LEAST_TEXT_CONTRAST, THEMES, ThemeName, contrast_ratio, diverging


def test_contrast_is_what_wcag_says_of_black_and_white() -> None:
    assert contrast_ratio("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast_ratio("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", list(THEMES))
def test_every_colour_of_a_signed_quantity_is_legible(theme: ThemeName) -> None:
    colours = [diverging(share / 10, THEMES[theme], LEAST_TEXT_CONTRAST) for share in range(-10, 11)]
    assert min(contrast_ratio(colour, THEMES[theme].background) for colour in colours) >= LEAST_TEXT_CONTRAST


@pytest.mark.parametrize("theme", list(THEMES))
def test_a_signed_quantity_runs_from_red_over_grey_to_blue(theme: ThemeName) -> None:
    low, middle, high = (
        tuple(bytes.fromhex(diverging(share, THEMES[theme], 3.0)[1:])) for share in (-1, 0, 1)
    )
    assert low[0] > low[2] + 100
    assert high[2] > high[0] + 100
    assert max(middle) - min(middle) < 20


def test_what_lies_beyond_the_scale_has_the_colour_of_its_end() -> None:
    assert diverging(7.0, THEMES["dark"], 3.0) == diverging(1.0, THEMES["dark"], 3.0)
