"""What people type to start or close a vote: which list, how long, which films."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta

from cogs.shared.durations import duration_of, looks_like_duration
from cogs.shared.naming import find_named
from storage.film_list import Entry, FilmList, key_of
from storage.refusals import BadDuration, BadNumbers, NoVote, TooFewFilms, WhichVote, WrongNumberOfFilms
from storage.vote import Vote
from storage.votes import LONGEST, MOST_OPTIONS, SHORTEST

LEAST_OPTIONS = 2


def split_terms(kept: Sequence[FilmList], name: str, hours: str, *, hidden: bool) -> tuple[str, str, bool]:
    """Take `36` and `hidden` off the end of what was typed: `Friday night 36 hidden`."""
    words = name.split()
    while words and find_named(kept, " ".join(words)) is None:  # a list may be called "Best of 1999"
        if words[-1].casefold() == "hidden":
            hidden = True
        elif looks_like_duration(words[-1]):
            hours = words[-1]
        else:
            break
        words.pop()
    return " ".join(words), hours, hidden


def choose_films(film_list: FilmList, waiting: Sequence[Entry], numbers: str) -> Sequence[Entry]:
    """Return the films that are voted on: those of the given numbers, or those that wait longest.

    Raises
    ------
    BadNumbers, TooFewFilms, WrongNumberOfFilms
    """
    chosen = [waiting[number - 1] for number in _numbers(numbers, len(waiting))] if numbers else waiting
    if len(chosen) < LEAST_OPTIONS:
        raise TooFewFilms(film_list.name, len(chosen), LEAST_OPTIONS)
    if numbers and len(chosen) > MOST_OPTIONS:
        raise WrongNumberOfFilms(len(chosen), LEAST_OPTIONS, MOST_OPTIONS)
    return chosen[:MOST_OPTIONS]


def running_vote(running: Sequence[Vote], name: str) -> Vote:
    """Return the vote on the list called `name`, or the only one.

    Raises
    ------
    NoVote, WhichVote
    """
    matching = [each for each in running if not name.strip() or key_of(each.list_name) == key_of(name)]
    if not matching:
        raise NoVote(name.strip() or None)
    if len(matching) > 1 and not name.strip():
        raise WhichVote(tuple(each.list_name for each in matching))
    return matching[0]


def _numbers(text: str, most: int) -> list[int]:
    """Read `1,3,5-7`."""
    found: dict[int, None] = {}
    for part in re.split(r"[,;\s]+", text.strip(" ,;")):
        match = re.fullmatch(r"(\d{1,4})(?:[-–](\d{1,4}))?", part)
        if match is None:
            raise BadNumbers(text, most)
        first, last = int(match[1]), int(match[2] or match[1])
        if not 1 <= first <= last <= most:
            raise BadNumbers(text, most)
        found |= dict.fromkeys(range(first, last + 1))
    return list(found)


def parse_duration(text: str) -> timedelta:
    """Return a length of time; a bare number counts hours.

    Raises
    ------
    BadDuration
        When it cannot be read, or a vote cannot last so long.
    """
    total = duration_of(text)
    if total is None or not SHORTEST <= total <= LONGEST:
        raise BadDuration(text)
    return total
