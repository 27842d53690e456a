"""Text as lines of lower-case words, the way the vectors' vocabulary spells them."""

from __future__ import annotations

import gzip
import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

Told = Callable[[int, int], None]

_MARKS = "\u200c\u200d" + "".join(
    chr(code) for code in range(0x300, 0x10000) if unicodedata.category(chr(code)) in {"Mn", "Mc"}
)
LETTERS = rf"[^\W\d_]+(?:[{_MARKS}]+[^\W\d_]*)*"
"""Letters and, between and behind them, vowel signs, points and what joins them: हिन्दी is one word."""

_WORD = re.compile(
    rf"""
    (?:[^\W\d_]\.){{2,}}                      # u.s.
    | \d+(?:st|nd|rd|th|s)\b                  # 20th, 1990s
    | {LETTERS}(?:['-]{LETTERS})*             # coffee, don't, long-term
    | \d+
    """,
    re.VERBOSE,
)
_APOSTROPHES = str.maketrans({"\u2018": "'", "\u2019": "'"})
# After these, 's is a short "is" or "us" and belongs to the word; after others it marks a possessor.
_BEFORE_IS = frozenset(
    ["he", "here", "how", "it", "let", "she", "that", "there", "what", "when", "where", "who"],
)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


def words_of(text: str) -> list[str]:
    """Return the words of a text: "The cafe's open, don't wait" gives the, cafe, open, don't, wait."""
    return [_without_possessive(word) for word in _WORD.findall(text.lower().translate(_APOSTROPHES))]


def sentences_of(text: str) -> Iterator[list[str]]:
    """Yield the words of each sentence of two words or more."""
    for sentence in _SENTENCE_END.split(text):
        if len(words := words_of(sentence)) > 1:
            yield words


def sentences(paths: Iterable[Path], told: Told | None = None) -> Iterator[list[str]]:
    """Yield the words of each sentence of plain or gzipped text files.

    Parameters
    ----------
    told : function of two ints
        Called with the bytes read so far and the size of all files.
    """
    paths = list(paths)
    size, before = sum(path.stat().st_size for path in paths), 0
    for path in paths:
        with path.open("rb") as raw:
            zipped = raw.read(2) == b"\x1f\x8b"
            raw.seek(0)
            lines = gzip.GzipFile(fileobj=raw) if zipped else raw
            for line in lines:
                yield from sentences_of(line.decode(errors="replace"))
                if told is not None:
                    told(before + raw.tell(), size)
        before += path.stat().st_size


def records_of(paths: Iterable[Path]) -> list[dict[str, Any]]:
    """Return the name, size and SHA-256 of each file, for a manifest."""
    records = []
    for path in paths:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        records.append({"file": path.name, "bytes": path.stat().st_size, "sha256": digest})
    return records


def _without_possessive(word: str) -> str:
    head, mark, tail = word.partition("'")
    return head if mark and tail == "s" and head not in _BEFORE_IS else word
