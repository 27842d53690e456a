"""Words to find the odd one of, and two words, phrases or groups to compare, as people write them."""

from __future__ import annotations

import re

from models.words.errors import BadComparison, WrongNumberInGroup
from models.words.space.word_list import phrases_in, untitled, words_in
from models.words.space.written import Written, shortened

MOST_WORDS = 25  # of a group

_ODD = re.compile(
    r"^\s*(?:(?:what|which|who)(?:'s|’s|\s+is)?\s+)?(?:is\s+)?(?:the\s+)?(?:odd\s+)?(?:one|word|man)\s+out"
    r"(?:\s+(?:of|from|among|between|in)\b)?\s*[:,]?\s+(?=\S)",
    re.IGNORECASE,
)
_COMPARE = re.compile(
    r"^\s*(?:(?:how\s+(?:similar|alike|close|near)\s+(?:is|are)|between|of|compare)\s+)+(?=\S)", re.IGNORECASE
)
_BETWEEN_GROUPS = re.compile(r"\||\s+(?:vs\.?|versus)\s+", re.IGNORECASE)
_BETWEEN_TWO = re.compile(r"\s+(?:and|&|to|with)\s+", re.IGNORECASE)


def parse_odd(text: str) -> tuple[str, ...]:
    """Read words to find the odd one of: "cat dog car", "odd one out: cat, dog or car?"."""
    return words_in(untitled(Written.read(text).without(_ODD)))


def parse(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Read "cat dog", "new york and paris", "cat, dog | car, bus" or "cat vs dog" as two groups.

    Raises
    ------
    BadComparison
        If the text is not two of anything.
    WrongNumberInGroup
        If a group has more than 25 words.
    """
    written = Written.read(text).without(_COMPARE)
    groups = [phrases_in(untitled(part)) for part in written.parts(_BETWEEN_GROUPS)]
    if len(groups) == 1:
        groups = _two(written)
    if len(groups) != 2 or not all(groups):
        raise BadComparison(shortened(text))
    for group in groups:
        if len(group) > MOST_WORDS:
            raise WrongNumberInGroup(len(group), 1, MOST_WORDS)
    return groups[0], groups[1]


def _two(written: Written) -> list[tuple[str, ...]]:
    """Return the words or phrases of a text without a sign between groups, each a group."""
    words = words_in(written)
    if len(words) != 2 and len(parts := written.parts(_BETWEEN_TWO)) == 2:  # phrases: new york and paris
        words = tuple(phrase for part in parts for phrase in phrases_in(part))
    return [(word,) for word in words]
