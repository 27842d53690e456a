"""What these vectors know of words that were kept: they may have been given when others were in use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models.words.errors import UnknownWords
from models.words.space.vectors import WordVectors


@dataclass(frozen=True, slots=True)
class Known:
    """The words of both sides that can be used, each once, and those that cannot."""

    inside: tuple[str, ...]
    outside: tuple[str, ...]
    missing: tuple[str, ...]


def known(vectors: WordVectors, inside: Sequence[str], outside: Sequence[str]) -> Known:
    """Leave out words that the vocabulary lacks, and any that is read as one before it."""
    seen: set[tuple[str, ...]] = set()
    sides: tuple[list[str], list[str]] = ([], [])
    missing: list[str] = []
    for words, side in zip((inside, outside), sides, strict=True):
        for word in words:
            try:
                term = vectors.term(word)
            except UnknownWords:
                missing.append(word)
                continue
            if term.words not in seen:
                seen.add(term.words)
                side.append(word)
    return Known(tuple(sides[0]), tuple(sides[1]), tuple(missing))
