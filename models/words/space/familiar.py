"""A word that people know, to try vectors with."""

from __future__ import annotations

from models.words.space.vectors import WordVectors

_EVERYDAY = ("coffee", "water", "music", "house", "man", "time")
_LOOKED_AT = 2_000


def familiar_word(words: WordVectors) -> str:
    """Return an everyday word that is there, else a frequent one of four letters or more, else the first."""
    for word in _EVERYDAY:
        if words.vocabulary.row(word) is not None:
            return word
    frequent = (words.vocabulary.word(row) for row in range(min(len(words.vocabulary), _LOOKED_AT)))
    return next((word for word in frequent if len(word) >= 4 and word.isalpha()), words.vocabulary.word(0))
