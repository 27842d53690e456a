"""What people write to plan a night: which film, when, how long."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

from bot.refusals import NightTimesMissing, UnfitLength
from cogs.shared.durations import duration_of
from models.errors import ModelError
from models.times.errors import ClockMissing
from models.times.grammar import MOST_CHARACTERS, Written, parse

MINUTE = timedelta(minutes=1)
LONGEST = timedelta(hours=24)
EARLIEST = timedelta(days=7)
NOT_AT_ALL = ("no", "none", "never", "off", "0")

_QUOTED = re.compile(r"\s*(?:\"([^\"]+)\"|“([^”]+)”|„([^“”]+)[“”]|«([^»]+)»)(.*)", re.DOTALL)
_JOINTS = re.compile(r"(?:[\s,;:–—-]|\b(?:at|on|when)\b)+$", re.IGNORECASE)


def split_film(text: str, is_title: Callable[[str], bool]) -> tuple[str, str]:
    """Split `Alien fri 20:00, sat 20:00` into what is watched, which may be nothing, and the times.

    A title stands in quotes, or ends where the times begin. Where several ends would do, one that makes a
    known title does, or else the first.

    Raises
    ------
    NightTimesMissing
        When there are no times.
    models.errors.ModelError
        One of `models.times.errors`, when times cannot be read.
    """
    if (quoted := _QUOTED.fullmatch(text)) is not None:
        *titles, times = quoted.groups()
        return next(filter(None, titles)).strip(), times.strip(" ,:-")
    found = _splits(text)
    known = [split for split in found if split[0] and is_title(split[0])]
    if not found:
        raise _fault(text)
    return known[-1] if known else found[0]


def _splits(text: str) -> list[tuple[str, str]]:
    """Return all ways to end the title and begin the times, the shortest title first."""
    starts = [0, *(each.end() for each in re.finditer(r"\s+", text.rstrip()))]
    found = []
    for start in (each for each in starts if len(text) - each <= MOST_CHARACTERS):
        written = _read(text[start:])
        if written is None or not any(part.clock or part.moment for part in written.parts):
            continue
        film = _JOINTS.sub("", text[:start]).strip()
        if film and _read(film) is not None and not any(part.day or part.moment for part in written.parts):
            continue  # `Friday 20:00` is a day and a time, though there is a film called so
        found.append((film, text[start:].strip()))
    return found


def _read(text: str) -> Written | None:
    try:
        return parse(text)
    except ModelError:
        return None


def _fault(text: str) -> Exception:
    """Return why a text has no times: something like one begins, and goes on as none, or nothing is."""
    words = text.split()
    for number, word in enumerate(words):
        if _read(word) is None:
            continue
        rest = " ".join(words[number:])
        try:
            parse(rest)
        except ModelError as error:
            return error
        return ClockMissing(rest)
    return NightTimesMissing()


def lasting(text: str, default: int) -> int:
    """Return how many minutes a night lasts.

    Raises
    ------
    UnfitLength
    """
    if not text.strip():
        return default
    length = duration_of(text)
    if length is None or not MINUTE <= length <= LONGEST:
        raise UnfitLength(text, "lasts", "2h15")
    return round(length / MINUTE)


def reminding(text: str, default: int) -> int:
    """Return how many minutes before a night people are reminded; 0 for not at all.

    Raises
    ------
    UnfitLength
    """
    if not text.strip():
        return default
    if text.strip().casefold() in NOT_AT_ALL:
        return 0
    length = duration_of(text, "m")
    if length is None or not MINUTE <= length <= EARLIEST:
        raise UnfitLength(text, "remind", "30m")
    return round(length / MINUTE)
