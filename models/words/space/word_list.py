"""Words and phrases that a person lists: by commas, or by spaces where there is no comma."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from models.words.errors import RepeatedWord
from models.words.space.terms import Term

MARKUP = " *_~`>\"'“”‘’«»"  # around a word; within one, "_" and "'" belong to it

_BETWEEN_PHRASES = re.compile(r"[,;\n\u060c\u3001\uff0c\uff1b]")
_QUOTED_OR_WORD = re.compile(r"[\"“„«]([^\"”“»]+)[\"”“»]|(\S+)")
_SHOWN = 100  # characters of a refused text that are worth repeating


def cleaned(text: str) -> str:
    """Return `text` in NFC, without characters that steer a terminal or turn the direction of writing."""
    kept = (
        letter if letter in "\n\r\u2028\u200c\u200d" or unicodedata.category(letter)[0] != "C" else " "
        for letter in unicodedata.normalize("NFC", text)
    )
    return "".join(kept)


def words_in(text: str) -> tuple[str, ...]:
    """Return what commas part or, without any, spaces; what is in quotes stays together."""
    if _BETWEEN_PHRASES.search(text):
        return phrases_in(text)
    found = (quoted or word for quoted, word in _QUOTED_OR_WORD.findall(text))
    return tuple(word for word in map(_bare, found) if word)


def phrases_in(text: str) -> tuple[str, ...]:
    """Return what commas part, be it a word or several."""
    return tuple(phrase for phrase in map(_bare, _BETWEEN_PHRASES.split(text)) if phrase)


def refuse_repeated(terms: Iterable[Term]) -> None:
    """Raise RepeatedWord if two terms are the same word, perhaps in two spellings."""
    seen: set[tuple[str, ...]] = set()
    for term in terms:
        if term.words in seen:
            raise RepeatedWord(term.form)
        seen.add(term.words)


def shortened(text: str) -> str:
    """Return as much of a refused text as is worth repeating."""
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def _bare(text: str) -> str:
    return " ".join(text.strip(MARKUP).split())
