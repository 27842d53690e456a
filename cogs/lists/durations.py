"""How long a vote lasts, as people type it: `36`, `90m`, `3d` or `1d12h`."""

from __future__ import annotations

import re
from datetime import timedelta

from storage.refusals import BadDuration
from storage.votes import LONGEST, SHORTEST

UNITS = {"d": timedelta(days=1), "h": timedelta(hours=1), "m": timedelta(minutes=1)}
PART = r"\d{1,6}(?:[.,]\d{1,4})?"


def looks_like_duration(word: str) -> bool:
    """Return whether a word is meant as a length of time."""
    return re.fullmatch(rf"{PART}|(?:{PART}[dhm])+", word.casefold()) is not None


def parse_duration(text: str) -> timedelta:
    """Return a length of time; a bare number counts hours.

    Raises
    ------
    BadDuration
        When it cannot be read, or a vote cannot last so long.
    """
    word = "".join(text.casefold().split())
    if not looks_like_duration(word):
        raise BadDuration(text)
    parts = re.findall(rf"({PART})([dhm]?)", word)
    total = sum((_amount(number) * UNITS[unit or "h"] for number, unit in parts), timedelta())
    if not SHORTEST <= total <= LONGEST:
        raise BadDuration(text)
    return total


def _amount(number: str) -> float:
    return float(number.replace(",", "."))
