"""What a person writes to colour the world by: "coffee", "cricket - baseball" or "poor..rich"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from models.words.analogy.lexer import lex, word_of
from models.words.analogy.sums import flattened
from models.words.axis.parse import ends_in
from models.words.errors import BadWorldMap, WrongNumberOfWords
from models.words.space.word_list import phrases_in
from models.words.space.written import Written, shortened

MOST_WORDS = 12
MOST_CHARACTERS = 1000

_VERSUS = re.compile(r"\s+(?:vs\.?|versus|against)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Part:
    """A word, or several of which the mean is meant, and whether it is added (1) or taken away (-1)."""

    sign: int
    words: tuple[str, ...]


def parse(text: str, known: Callable[[str], bool]) -> tuple[Part, ...]:
    """Read a word, a list of words, a sum or the two ends of a direction; what is added comes first.

    `cricket vs baseball` is `cricket - baseball`; `poor..rich` and `from poor to rich` are `rich - poor`.

    Parameters
    ----------
    text
        What was written.
    known
        Whether the vocabulary has a word: a sign inside a known word belongs to it.

    Raises
    ------
    BadWorldMap
        If the text is none of these.
    BadFactor
        If a word is to be taken a half, no or too many times.
    WrongNumberOfWords
        If there are more than 12 words.
    """
    written = Written.read(text)
    if len(text) > MOST_CHARACTERS or not written:
        raise BadWorldMap(shortened(text))
    parts = _parts(written, known)
    if not all(part.words and all(part.words) for part in parts):
        raise BadWorldMap(shortened(text))
    count = sum(len(part.words) for part in parts)
    if count > MOST_WORDS:
        raise WrongNumberOfWords(count, 1, MOST_WORDS)
    return tuple(sorted(parts, key=lambda part: -part.sign))


def _parts(written: Written, known: Callable[[str], bool]) -> list[Part]:
    axis = ends_in(written)
    if axis is not None:
        return [Part(1, axis.high), Part(-1, axis.low)]
    sides = written.parts(_VERSUS)
    if len(sides) > 1:
        return [Part(1 if number == 0 else -1, phrases_in(side)) for number, side in enumerate(sides)]
    terms = flattened(lex(written, known, inside=True))
    if terms is not None:
        return [Part(sign, (word_of(written, pieces, known),)) for sign, pieces in terms]
    return [Part(1, phrases_in(written))]
