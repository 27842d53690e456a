"""Pairs of words and the word to ask of their relation, as people write them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from models.words.errors import BadRelation, WrongNumberOfPairs
from models.words.space.word_list import cleaned, phrases_in, shortened, words_in

LEAST_PAIRS, MOST_PAIRS = 2, 12
MOST_CHARACTERS = 1000

_BEFORE_WORD = re.compile(r"[:\uff1a]")
_WITHIN_PAIR = re.compile(r"\s*(?:->|→|=>|/)\s*")


@dataclass(frozen=True, slots=True)
class RelationRequest:
    """Pairs of words, and the word to ask of their relation."""

    pairs: tuple[tuple[str, str], ...]
    asked: str


def parse(text: str) -> RelationRequest:
    """Read "oslo norway, paris france, rome italy: berlin"; phrases as in "new york -> usa".

    Raises
    ------
    BadRelation
        If the text is not pairs, a colon, and one word or phrase.
    WrongNumberOfPairs
        If there are fewer than 2 pairs or more than 12.
    """
    match = _BEFORE_WORD.search(cleaned(text))
    if len(text) > MOST_CHARACTERS or match is None:
        raise BadRelation(shortened(text))
    before, after = cleaned(text)[: match.start()], cleaned(text)[match.end() :]
    asked = phrases_in(after.strip(" ?"))
    pairs = [_pair(part) for part in re.split(r"[,;|\n\uff0c]", before) if part.strip()]
    if len(asked) != 1 or not pairs or not all(len(pair) == 2 for pair in pairs):
        raise BadRelation(shortened(text))
    if not LEAST_PAIRS <= len(pairs) <= MOST_PAIRS:
        raise WrongNumberOfPairs(len(pairs), LEAST_PAIRS, MOST_PAIRS)
    return RelationRequest(tuple((pair[0], pair[1]) for pair in pairs), asked[0])


def _pair(text: str) -> Sequence[str]:
    """Return the words of one pair, two of them if it is one."""
    if _WITHIN_PAIR.search(text):
        return [word for part in _WITHIN_PAIR.split(text) for word in phrases_in(part)]
    return words_in(text)
