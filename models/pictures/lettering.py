"""Text on a picture: what the font can show of it, cut to a length, and how wide it gets."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.ft2font import FT2Font

_FAMILY = "DejaVu Sans"  # comes with matplotlib
MONOSPACED = "DejaVu Sans Mono"  # so does this
MONOSPACED_ADVANCE = 1233 / 2048  # the width of each of its letters, for a font of size 1
# Used where a machine happens to have them, for words in scripts that the first one lacks.
_FALLBACKS = (
    "Noto Sans CJK JP",
    "Noto Sans CJK SC",
    "Noto Sans Devanagari",
    "Noto Sans Thai",
    "WenQuanYi Zen Hei",
)
_MISSING = "□"


@lru_cache(maxsize=1)
def families() -> tuple[str, ...]:
    """Return the font families to draw with, the first of them always there."""
    from matplotlib import font_manager

    installed = {entry.name for entry in font_manager.fontManager.ttflist}
    return (_FAMILY, *(name for name in _FALLBACKS if name in installed))


@lru_cache(maxsize=4096)
def displayable(text: str, length: int) -> str:
    """Return `text` as a label of at most `length` characters.

    "_", which joins the words of a phrase, becomes a space; a letter that no font has becomes "□"; what is
    too long ends in "…".
    """
    glyphs = _glyphs()
    text = " ".join(unicodedata.normalize("NFC", text).replace("_", " ").split()) or text
    text = text if len(text) <= length else text[: length - 1].rstrip() + "…"
    return "".join(letter if ord(letter) in glyphs else _MISSING for letter in text)


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width in pixels of one line of `text` in a font of `size` pixels."""
    return _width(text, bold) * size / _MEASURED


def fitting_size(text: str, size: float, width: float, *, bold: bool = False) -> float:
    """Return the size, or the smaller one at which one line of `text` is `width` pixels wide."""
    return min(size, width / text_width(text, 1.0, bold=bold))


_MEASURED = 100.0  # widths grow in proportion to the size: one measurement serves all


@lru_cache(maxsize=8192)
def _width(text: str, bold: bool) -> float:
    font = _font(bold)
    font.set_size(_MEASURED, 72)
    font.set_text(text, 0.0)
    return float(font.get_width_height()[0]) / 64


@lru_cache(maxsize=2)
def _font(bold: bool) -> FT2Font:
    return _fonts(families(), "bold" if bold else "normal")


def is_monospaced(letter: str) -> bool:
    """Tell whether the font of fixed width has this letter."""
    return ord(letter) in _monospaced_glyphs()


@lru_cache(maxsize=1)
def _monospaced_glyphs() -> frozenset[int]:
    return frozenset(_fonts([MONOSPACED]).get_charmap())


@lru_cache(maxsize=1)
def _glyphs() -> frozenset[int]:
    return frozenset(code for name in families() for code in _fonts([name]).get_charmap())


def _fonts(names: Sequence[str], weight: str = "normal") -> FT2Font:
    """Return the font of the first family, which takes the letters that it lacks from the others."""
    from matplotlib import font_manager

    wanted = [font_manager.FontProperties(family=name, weight=weight) for name in names]
    return font_manager.get_font([font_manager.findfont(each) for each in wanted])
