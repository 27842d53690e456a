"""Years as people say them: `1994`, `80s`, `the nineties`, `since 2010`, `before 1980`, `1990-1995`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from models.movies.errors import BadYears

EVER = (0, 9999)
_DECADES = {
    "thirties": 1930,
    "forties": 1940,
    "fifties": 1950,
    "sixties": 1960,
    "seventies": 1970,
    "eighties": 1980,
    "nineties": 1990,
    "noughties": 2000,
}
_POINT = rf"(?:the\s+)?((?:18|19|20)\d0'?s|\d{{4}}|'?\d0'?s|{'|'.join(_DECADES)})(?![\w])"
_RANGE = re.compile(
    rf"(?:between\s+|from\s+)?(?<!\d){_POINT}\s*(?:-|–|—|to|till|until|and|through)\s*{_POINT}"
)
_ONWARDS = re.compile(rf"(?<!\d){_POINT}\s*(?:-|–|—|\+|onwards?|or later|or newer|and later|and newer)(?!\w)")
_BACKWARDS = re.compile(rf"(?:(?<!\w)[-–—]\s*{_POINT}|(?<!\d){_POINT}\s*(?:or|and)\s+(?:earlier|older))")
_BOUND = re.compile(
    rf"\b(since|after|newer than|later than|before|older than|earlier than|until|till|up to)\s+{_POINT}"
)
_SINGLE = re.compile(rf"(?<!\w){_POINT}")


@dataclass(frozen=True, slots=True)
class Years:
    """The first and the last year, and what the text says beside them."""

    first: int
    last: int
    rest: str


def find_years(text: str) -> Years:
    """Take the years out of a text; what is not about years is the rest.

    Raises
    ------
    BadYears
        For numbers that are no years, two times that exclude each other, and `20s`, which is two decades.
    """
    first, last = EVER
    rest = text.casefold()
    for pattern in (_RANGE, _ONWARDS, _BACKWARDS, _BOUND, _SINGLE):
        while found := pattern.search(rest):
            since, until = _bounds(pattern, found)
            first, last = max(first, since), min(last, until)
            rest = f"{rest[: found.start()]} {rest[found.end() :]}"
    if first > last or any(letter.isdigit() for letter in rest):
        raise BadYears(text)
    return Years(first, last, rest)


def _bounds(pattern: re.Pattern[str], found: re.Match[str]) -> tuple[int, int]:
    """Return the first and last year of one expression."""
    words = [word for word in found.groups() if word]
    if pattern is _BOUND:
        since, until = _span(words[1])
        match words[0]:
            case "since":
                return since, EVER[1]
            case "after" | "newer than" | "later than":
                return until + 1, EVER[1]
            case "until" | "till" | "up to":
                return EVER[0], until
            case _:
                return EVER[0], since - 1
    spans = [_span(word) for word in words]
    if pattern is _RANGE:
        return min(first for first, _ in spans), max(last for _, last in spans)
    ((first, last),) = spans
    if pattern is _ONWARDS:
        return first, EVER[1]
    return (EVER[0], last) if pattern is _BACKWARDS else (first, last)


def _span(word: str) -> tuple[int, int]:
    """Return the first and last year of a year or decade."""
    if word in _DECADES:
        return _DECADES[word], _DECADES[word] + 9
    if not word.endswith("s"):
        return int(word), int(word)
    digits = word.strip("'s").rstrip("'")
    if len(digits) == 4:
        return int(digits), int(digits) + 9
    if digits == "20":  # the silent twenties, or ours
        raise BadYears(word)
    start = (2000 if digits < "20" else 1900) + int(digits)
    return start, start + 9
