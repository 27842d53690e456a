"""Pairs of words and the word to ask of their relation, as people write them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from models.words.errors import BadRelation, WrongNumberOfPairs
from models.words.space.word_list import conjoined, listed, phrase_in, phrases_in, words_in
from models.words.space.written import Written, shortened

LEAST_PAIRS, MOST_PAIRS = 2, 12
MOST_CHARACTERS = 1000

_BEFORE_WORD = re.compile(r":(?=[^:]*$)")
_WITHIN_PAIR = re.compile(r"\s*(?:[-=]+>|[→⟶⇒]|/|=|:)\s*|\s+(?:is\s+to|[-–—])\s+", re.IGNORECASE)
_ASKED = re.compile(r"^\s*(?:and\s+)?(?P<word>.*?\S)(?:\s+|\s*(?:[-=]+>|→|=|:)\s*)\?+\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class RelationRequest:
    """Pairs of words, and the word to ask of their relation."""

    pairs: tuple[tuple[str, str], ...]
    asked: str


def parse(text: str) -> RelationRequest:
    """Read "oslo norway, paris france, rome italy: berlin"; phrases as in "new york -> usa".

    The word asked may stand as a pair of its own, too: "oslo norway, paris france, berlin ?".

    Raises
    ------
    BadRelation
        If the text is not pairs, a colon, and one word or phrase.
    WrongNumberOfPairs
        If there are fewer than 2 pairs or more than 12.
    """
    before, asked = _asked(Written.read(text))
    parts = listed(before)
    if parts and len(_pair(parts[-1])) != 2:
        parts = conjoined(parts)  # "oslo norway, paris france and rome italy"
    pairs = [_pair(part) for part in parts]
    if len(text) > MOST_CHARACTERS or not asked or not pairs or not all(len(pair) == 2 for pair in pairs):
        raise BadRelation(shortened(text))
    if not LEAST_PAIRS <= len(pairs) <= MOST_PAIRS:
        raise WrongNumberOfPairs(len(pairs), LEAST_PAIRS, MOST_PAIRS)
    return RelationRequest(tuple((pair[0], pair[1]) for pair in pairs), asked)


def _asked(written: Written) -> tuple[Written, str]:
    """Return the pairs and the word to ask: after the last colon, or in the last pair before a "?"."""
    *pairs, last = listed(written) or [written]
    if pairs and (match := _ASKED.match(last.text)):
        rest = ",".join(pair.text for pair in pairs)
        return written.part(rest), phrase_in(last.part(match["word"]))
    before, colon, after = written.parted(_BEFORE_WORD)
    return before, phrase_in(after) if colon and len(listed(after)) == 1 else ""


def _pair(part: Written) -> Sequence[str]:
    """Return the words of one pair, two of them if it is one."""
    if _WITHIN_PAIR.search(part.text):
        return [word for side in part.parts(_WITHIN_PAIR) for word in phrases_in(side)]
    return words_in(part)
