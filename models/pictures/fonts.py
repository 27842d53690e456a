"""The fonts to write with: matplotlib's own, and Noto's for the scripts and signs that it lacks.

matplotlib joins and orders the letters of Arabic, Hindi and all other scripts itself (from 3.11 on).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.ft2font import FT2Font

FAMILY = "DejaVu Sans"  # comes with matplotlib
MONOSPACED = "DejaVu Sans Mono"  # so does this
MONOSPACED_ADVANCE = 1233 / 2048  # the width of each of its letters, for a font of size 1

_PACKAGES = ("manimgx_fonts", "noto_cjk_sans_jp_regular")
_LAST = ("NotoEmoji", "NotoSansSymbols", "NotoSansCJK")  # asked for a letter after all others, in this order
_BOLD = 700
_SHOWS_NOTHING = "\ufe0e\ufe0f"  # say whether a sign is an emoji


def shows_nothing(letter: str) -> bool:
    """Tell whether a letter is nothing to see by itself: it joins others, or says how they are shown."""
    return letter in _SHOWS_NOTHING or unicodedata.category(letter) == "Cf"


@lru_cache(maxsize=8192)
def families(text: str, *, bold: bool = False) -> tuple[str, ...]:
    """Return the font families to write a text with, the first of them always the same."""
    lacking = set(text) - _own_letters(bold)
    wanted = {path: None for letter in sorted(lacking) if (path := _font_with(letter)) is not None}
    return (FAMILY, *(_registered(path) for path in wanted))


@lru_cache(maxsize=8192)
def can_write(letter: str) -> bool:
    """Tell whether some font has a letter, or it is one that shows nothing by itself."""
    if shows_nothing(letter) or unicodedata.category(letter) == "Zs":
        return True
    return letter in _own_letters(False) & _own_letters(True) or _font_with(letter) is not None


@lru_cache(maxsize=8192)
def in_one_font(text: str) -> bool:
    """Tell whether one font has all letters of a text, as it must where they are marks of one another."""
    letters = {each for each in text if not shows_nothing(each)}
    lacking = sorted(letters - (_own_letters(False) & _own_letters(True)))
    if not lacking:
        return True
    path = _font_with(lacking[0])
    return path is not None and letters <= _letters(path)


def is_monospaced(letter: str) -> bool:
    """Tell whether the font of fixed width has this letter."""
    return letter in _monospaced_letters()


def font_of(names: Sequence[str], *, bold: bool = False) -> FT2Font:
    """Return the font of the first family, which takes the letters that it lacks from the others."""
    from matplotlib import font_manager

    weight = "bold" if bold else "normal"
    wanted = [font_manager.FontProperties(family=name, weight=weight) for name in names]
    return font_manager.get_font([font_manager.findfont(each) for each in wanted])


@lru_cache(maxsize=2)
def _own_letters(bold: bool) -> frozenset[str]:
    return frozenset(map(chr, font_of([FAMILY], bold=bold).get_charmap()))


@lru_cache(maxsize=1)
def _monospaced_letters() -> frozenset[str]:
    return frozenset(map(chr, font_of([MONOSPACED]).get_charmap()))


@lru_cache(maxsize=8192)
def _font_with(letter: str) -> Path | None:
    return next((path for path in _files() if letter in _letters(path)), None)


@lru_cache(maxsize=1)
def _files() -> tuple[Path, ...]:
    """Return the font files there are, in the order in which they are asked for a letter."""
    found = []
    for package in _PACKAGES:
        spec = find_spec(package)
        for folder in (spec.submodule_search_locations or ()) if spec is not None else ():
            found += [path for path in Path(folder).iterdir() if path.suffix in (".ttf", ".otf")]
    upright = (path for path in found if "Italic" not in path.stem)
    return tuple(sorted(upright, key=lambda path: (_turn(path), path.name)))


def _turn(path: Path) -> int:
    return next((turn for turn, name in enumerate(_LAST, start=1) if path.stem.startswith(name)), 0)


@lru_cache(maxsize=64)
def _letters(path: Path) -> frozenset[str]:
    from matplotlib.ft2font import FT2Font

    return frozenset(map(chr, FT2Font(path).get_charmap()))


@lru_cache(maxsize=64)
def _registered(path: Path) -> str:
    """Have matplotlib know a font, for bold text as well, and return what it calls it."""
    from matplotlib import font_manager

    fonts = font_manager.fontManager
    fonts.addfont(path)
    entry = next(each for each in fonts.ttflist if Path(each.fname) == path)
    fonts.ttflist.append(replace(entry, weight=_BOLD))
    return str(entry.name)
