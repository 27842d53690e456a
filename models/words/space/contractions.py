"""Contractions of English, taken apart as the corpora of word vectors are: don't is do and n't."""

from __future__ import annotations

import re
from collections.abc import Iterator

IRREGULAR = {
    "can't": ("ca", "n't"),
    "won't": ("wo", "n't"),
    "shan't": ("sha", "n't"),
    "cannot": ("can", "not"),
}

_FULL = {"can't": ("can", "not"), "won't": ("will", "not"), "shan't": ("shall", "not")}
_ENDINGS = {"n't": "not", "'re": "are", "'ve": "have", "'ll": "will", "'d": "would", "'m": "am"}
_CONTRACTED = re.compile(r"(?P<word>[^\W\d_]+)(?P<ending>n't|'(?:re|ve|ll|d|m))")
_APOSTROPHES = str.maketrans(dict.fromkeys("\u2018\u2019\u02bc\u2032\u00b4`", "'"))
_OWNED = re.compile(r"(?P<word>\w(?:.*\w)?)'s")


def taken_apart(text: str) -> Iterator[tuple[str, ...]]:
    """Yield the ways to take a contraction apart, the likeliest first; none if it is no contraction.

    The "'s" of an owner, or of "is", says little of what a word means, and is left out.
    """
    word = text.casefold().translate(_APOSTROPHES)
    if word in IRREGULAR:
        yield IRREGULAR[word]
        if word in _FULL:
            yield _FULL[word]
    elif match := _CONTRACTED.fullmatch(word):
        yield match["word"], match["ending"]
        yield match["word"], _ENDINGS[match["ending"]]
    elif match := _OWNED.fullmatch(word):
        yield (match["word"],)
