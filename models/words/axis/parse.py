"""What a person writes to place words on axes: "bad, evil..good, kind | small..big: war, cake, puppy"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from models.words.errors import BadAxis, WrongNumberAtEnd, WrongNumberOfAxes, WrongNumberOfWords
from models.words.space.word_list import phrases_in, words_in
from models.words.space.written import Written, shortened

MOST_WORDS = 30  # on a picture
MOST_AXES = 2
MOST_ENDS = 12
MOST_CHARACTERS = 2000

_DOTS = re.compile(r"\.{2,}|…|\u2025|\s*(?:<?[-=]+>|[→⟶↔⇒])\s*")
_TRAILING_OFF = re.compile(r"\s*(?:\.{2,}|…)\s*$")
_TO = re.compile(r"(?<=\s)(?:to|vs\.?|versus|[-–—~])(?=\s)|/", re.IGNORECASE)
_AND = re.compile(r"(?<=\s)(?:and|to)(?=\s)", re.IGNORECASE)
_FROM = re.compile(r"^\s*from\s+(?=\S)", re.IGNORECASE)
_BETWEEN = re.compile(r"^\s*between\s+(?=\S)", re.IGNORECASE)
_BETWEEN_AXES = re.compile(r"\|")
_BEFORE_WORDS = re.compile(r":")
_AFTER_WORDS = re.compile(r"\s+(?=from\s+\S.*\s(?:to|\.\.)\s)", re.IGNORECASE)


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

    The ends have "..", an arrow or "to" between them: `bad..good: war`, `from bad to good: war`; the words
    may stand first, too: `war, cake from bad to good`.

    Raises
    ------
    BadAxis
        If there is no axis, an end without words, or nothing to place.
    WrongNumberOfAxes, WrongNumberAtEnd, WrongNumberOfWords
        If there are more than 2 axes, 12 words at an end or 30 words to place.
    """
    written = Written.read(text)
    ends, between, rest = written.parted(_BEFORE_WORDS)
    if not between:
        rest, between, ends = written.parted(_AFTER_WORDS)
    words = words_in(rest)
    if len(text) > MOST_CHARACTERS or not between or not words:
        raise BadAxis(shortened(text))
    axes = [_axis(part, text) for part in ends.parts(_BETWEEN_AXES)]
    most_at_an_end = max(len(end) for axis in axes for end in (axis.low, axis.high))
    if len(axes) > MOST_AXES:
        raise WrongNumberOfAxes(len(axes), 1, MOST_AXES)
    if most_at_an_end > MOST_ENDS:
        raise WrongNumberAtEnd(most_at_an_end, 1, MOST_ENDS)
    if len(words) > MOST_WORDS:
        raise WrongNumberOfWords(len(words), 1, MOST_WORDS)
    return AxisRequest(tuple(axes), words)


def ends_in(written: Written) -> RawAxis | None:
    """Return the two ends that ".." or an arrow parts, or "from" and "to", "between" and "and".

    None stands for a text with none of these; one that has them and not two ends has empty ones.
    """
    bare = written.part(_TRAILING_OFF.sub("", written.text))
    if not (_DOTS.search(bare.text) or _FROM.match(bare.text) or _BETWEEN.match(bare.text)):
        return None
    return _ends(bare) or RawAxis((), ())


def _axis(part: Written, text: str) -> RawAxis:
    axis = _ends(part)
    if axis is None:
        raise BadAxis(shortened(text))
    return axis


def _ends(part: Written) -> RawAxis | None:
    bare = part.without(_FROM)
    if (named := bare.without(_BETWEEN)) != bare:
        ends = named.parts(_AND)
    else:
        ends = bare.parts(_DOTS if _DOTS.search(bare.text) else _TO)
    if len(ends) != 2:
        return None
    axis = RawAxis(phrases_in(ends[0]), phrases_in(ends[1]))
    return axis if axis.low and axis.high else None
