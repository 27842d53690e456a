"""A text as sentences of words, and which of its passages teach, choose and judge."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from models.words.training.corpus import sentences_of

Sentence = list[str]

LONGEST = 200
"""Words of a sentence: verse without stops, and chat, are cut there."""

MOST_SENTENCES = 50
"""Of a passage; a short text has shorter ones, about a hundred."""

PASSAGES = 100
EVERY, CHOOSES, JUDGES = 10, 4, 9
"""Of every ten passages the fifth chooses and the tenth judges: a text goes from one thing to another, and
the end of it would be of other things than its beginning."""

_BLANK_LINES = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class Parts:
    """Passages, each a row of sentences, that teach, that choose by, and that judge."""

    taught: tuple[tuple[Sentence, ...], ...]
    chosen_by: tuple[tuple[Sentence, ...], ...]
    judged_by: tuple[tuple[Sentence, ...], ...]


def sentences_in(text: str, most_words: int) -> list[Sentence]:
    """Return the sentences of a text, up to so many words."""
    found: list[Sentence] = []
    left = most_words
    for block in _BLANK_LINES.split(text):
        for sentence in sentences_of(block):
            found += [sentence[start : start + LONGEST] for start in range(0, len(sentence), LONGEST)]
            if (left := left - len(sentence)) <= 0:
                return found
    return found


def divide(sentences: list[Sentence]) -> Parts:
    """Return a text's sentences divided by passages; two that stand together mostly do so in one part."""
    length = max(1, min(MOST_SENTENCES, len(sentences) // PASSAGES))
    passages = [tuple(sentences[start : start + length]) for start in range(0, len(sentences), length)]
    return Parts(
        tuple(each for place, each in enumerate(passages) if place % EVERY not in {CHOOSES, JUDGES}),
        tuple(passages[CHOOSES::EVERY]),
        tuple(passages[JUDGES::EVERY]),
    )


def words_in(passages: Iterable[Iterable[Sentence]]) -> int:
    """Return how many words the passages have together."""
    return sum(map(len, chain.from_iterable(passages)))
