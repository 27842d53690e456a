"""Lengths of time as people write them: `36`, `90m`, `1d12h`, `1,5h`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta

UNITS: Mapping[str, timedelta] = {"d": timedelta(days=1), "h": timedelta(hours=1), "m": timedelta(minutes=1)}
PART = r"\d{1,6}(?:[.,]\d{1,4})?"
_WORD = re.compile(rf"{PART}|(?:{PART}[dhm])+|{PART}h\d\d")


def looks_like_duration(word: str) -> bool:
    """Return whether a word is meant as a length of time."""
    return _WORD.fullmatch(word.casefold()) is not None


def duration_of(text: str, unit: str = "h") -> timedelta | None:
    """Return a length of time; a bare number counts `unit`, or minutes after hours, as in `2h30`."""
    word = "".join(text.casefold().split())
    if not looks_like_duration(word):
        return None
    parts = re.findall(rf"({PART})([dhm]?)", word)
    bare = unit if len(parts) == 1 else "m"
    return sum((_amount(number) * UNITS[each or bare] for number, each in parts), timedelta())


def _amount(number: str) -> float:
    return float(number.replace(",", "."))
