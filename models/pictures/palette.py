"""Colours and marker shapes that a colour-blind person can tell apart, for a dark and a light background."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ThemeName = Literal["dark", "light"]
Scale = Literal["blue", "vermilion"]

LEAST_TEXT_CONTRAST = 4.5  # WCAG 2.2, success criterion 1.4.3
LEAST_MARK_CONTRAST = 3.0  # WCAG 2.2, success criterion 1.4.11

# Okabe and Ito, "Color Universal Design" (2008), without the black; look-alikes stand far apart.
_HUES = ("#E69F00", "#56B4E9", "#009E73", "#CC79A7", "#F0E442", "#D55E00", "#0072B2")
# Vermilion against blue is the pair of these that every kind of colour vision parts most surely.
_VERMILION = "#D55E00"
_BLUES = ("#56B4E9", "#0072B2")  # one stands out from dark, the other from light
_VERMILIONS = ("#FF8A3D", _VERMILION)
_TILE = 0.07  # how much of the text's colour is in a surface that stands for nothing
_NEUTRAL = 0.2  # the same of one in the middle of a scale
# No two categories share a shape, so that the picture can be read without its colours.
_SHAPES = ("o", "s", "^", "D", "P", "v", "X", "*", "<", "p", ">", "d")


def other_theme(theme: ThemeName) -> ThemeName:
    """Return light for dark and dark for light."""
    return "light" if theme == "dark" else "dark"


@dataclass(frozen=True, slots=True)
class Theme:
    """The opaque background of a picture, its text, and its quiet text and lines; all as #rrggbb."""

    background: str
    text: str
    quiet: str


@dataclass(frozen=True, slots=True)
class Style:
    """How one category looks: the inside and the rim of its markers, their shape, and its labels."""

    mark: str
    edge: str
    text: str
    shape: str
    hollow: bool


THEMES: dict[ThemeName, Theme] = {
    "dark": Theme(background="#1E1F22", text="#F2F3F5", quiet="#B5BAC1"),
    "light": Theme(background="#FFFFFF", text="#1E1F22", quiet="#5C5E66"),
}


def style_of(category: int, theme: Theme) -> Style:
    """Return the look of the category with this number, from 0 to 11.

    The second round of colours is drawn hollow and in other shapes.
    """
    hue = _HUES[category % len(_HUES)]
    colour = readable(hue, theme, LEAST_MARK_CONTRAST)
    hollow = category >= len(_HUES)
    return Style(
        mark=theme.background if hollow else colour,
        edge=colour if hollow else theme.background,
        text=readable(hue, theme, LEAST_TEXT_CONTRAST + 1.0),  # thin strokes look fainter than they measure
        shape=_SHAPES[category],
        hollow=hollow,
    )


def diverging(share: float, theme: Theme, contrast: float) -> str:
    """Return the colour of a signed quantity, from -1 (vermilion) over 0 (grey) to 1 (blue)."""
    blue = max(_BLUES, key=lambda hue: contrast_ratio(hue, theme.background))
    end = blue if share > 0 else _VERMILION
    return readable(blended(theme.quiet, end, min(abs(share), 1.0)), theme, contrast)


def diverging_surface(share: float, theme: Theme) -> str:
    """Return the colour of an area for a signed quantity: at 0 it recedes, at -1 and 1 it stands out."""
    hues = _BLUES if share > 0 else _VERMILIONS
    end = max(hues, key=lambda hue: contrast_ratio(hue, theme.background))
    return blended(blended(theme.background, theme.text, _NEUTRAL), end, min(abs(share), 1.0))


def sequential(share: float, theme: Theme, scale: Scale) -> str:
    """Return the colour of a quantity from 0 (hardly more than the background) to 1 (the scale's colour)."""
    hues = _BLUES if scale == "blue" else _VERMILIONS
    end = max(hues, key=lambda hue: contrast_ratio(hue, theme.background))
    start = blended(theme.background, theme.text, _TILE)
    return blended(start, end, min(max(share, 0.0), 1.0))


def text_on(colour: str, strength: float = 1.0) -> str:
    """Return black or white, whichever is legible on `colour`; fainter with less `strength` (0 to 1)."""
    text = max(("#000000", "#FFFFFF"), key=lambda each: contrast_ratio(each, colour))
    return blended(colour, text, strength)


def readable(colour: str, theme: Theme, contrast: float) -> str:
    """Return `colour`, mixed with just enough of the text colour to have that contrast on the background."""
    mixes = (blended(colour, theme.text, part / 20) for part in range(20))
    return next((mix for mix in mixes if contrast_ratio(mix, theme.background) >= contrast), theme.text)


def contrast_ratio(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21, as WCAG 2.2 defines it."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def blended(one: str, other: str, part: float) -> str:
    """Return a colour that is `one` with a part (0 to 1) of `other`."""
    pairs = zip(bytes.fromhex(one[1:]), bytes.fromhex(other[1:]), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * part):02X}" for a, b in pairs)


def _luminance(colour: str) -> float:
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (channel / 255 for channel in bytes.fromhex(colour[1:]))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
