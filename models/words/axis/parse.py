"""What a person writes to place words on axes: "bad, evil..good, kind | small..big: war, cake, puppy"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from models.words.errors import BadAxis, WrongNumberAtEnd, WrongNumberOfAxes, WrongNumberOfWords
from models.words.space.word_list import cleaned, phrases_in, shortened, words_in

MOST_WORDS = 30  # on a picture
MOST_AXES = 2
MOST_ENDS = 12
MOST_CHARACTERS = 2000

_ENDS = re.compile(r"\.{2,}|…|\u2025|(?<=\s)(?:->|→|to)(?=\s)", re.IGNORECASE)
_BETWEEN_AXES = re.compile(r"[|\uff5c]")
_BEFORE_WORDS = re.compile(r"[:\uff1a]")


@dataclass(frozen=True, slots=True)
class RawAxis:
    """The words at the two ends of an axis, as they were written."""

    low: tuple[str, ...]
    high: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AxisRequest:
    """One axis or two, and the words to place."""

    axes: tuple[RawAxis, ...]
    words: tuple[str, ...]


def parse(text: str) -> AxisRequest:
    """Read one axis or two, parted by "|", and the words to place after a colon.

    Raises
    ------
    BadAxis
        If there is no axis, an end without words, or nothing to place.
    WrongNumberOfAxes, WrongNumberAtEnd, WrongNumberOfWords
        If there are more than 2 axes, 12 words at an end or 30 words to place.
    """
    plain = cleaned(text)
    ends, colon, rest = _parted(_BEFORE_WORDS, plain)
    words = words_in(rest)
    if len(text) > MOST_CHARACTERS or not colon or not words:
        raise BadAxis(shortened(text))
    axes = [_axis(part, text) for part in _BETWEEN_AXES.split(ends)]
    most_at_an_end = max(len(end) for axis in axes for end in (axis.low, axis.high))
    if len(axes) > MOST_AXES:
        raise WrongNumberOfAxes(len(axes), 1, MOST_AXES)
    if most_at_an_end > MOST_ENDS:
        raise WrongNumberAtEnd(most_at_an_end, 1, MOST_ENDS)
    if len(words) > MOST_WORDS:
        raise WrongNumberOfWords(len(words), 1, MOST_WORDS)
    return AxisRequest(tuple(axes), words)


def _axis(part: str, text: str) -> RawAxis:
    low, between, high = _parted(_ENDS, part)
    axis = RawAxis(phrases_in(low), phrases_in(high))
    if not between or not axis.low or not axis.high or _ENDS.search(high):
        raise BadAxis(shortened(text))
    return axis


def _parted(separator: re.Pattern[str], text: str) -> tuple[str, str, str]:
    """Return what `str.partition` would at the first match of `separator`."""
    match = separator.search(text)
    return (text[: match.start()], match[0], text[match.end() :]) if match else (text, "", "")
