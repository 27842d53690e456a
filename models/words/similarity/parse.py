"""Two words, phrases or groups of words to compare, as people write them."""

from __future__ import annotations

import re

from models.words.errors import BadComparison, WrongNumberInGroup
from models.words.space.word_list import cleaned, phrases_in, shortened, words_in

MOST_WORDS = 25  # of a group

_BETWEEN_GROUPS = re.compile(r"\||\uff5c|\s+(?:vs\.?|versus)\s+", re.IGNORECASE)


def parse(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Read "cat dog", "new york, paris", "cat, dog | car, bus" or "cat vs dog" as two groups.

    Raises
    ------
    BadComparison
        If the text is not two of anything.
    WrongNumberInGroup
        If a group has more than 25 words.
    """
    groups = [phrases_in(part) for part in _BETWEEN_GROUPS.split(cleaned(text))]
    if len(groups) == 1:
        groups = [(word,) for word in words_in(cleaned(text))]
    if len(groups) != 2 or not all(groups):
        raise BadComparison(shortened(text))
    for group in groups:
        if len(group) > MOST_WORDS:
            raise WrongNumberInGroup(len(group), 1, MOST_WORDS)
    return groups[0], groups[1]
