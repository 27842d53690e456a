"""Texts that are there without anybody bringing one: plays, Python's own source, and an encyclopedia."""

from __future__ import annotations

import lzma
from hashlib import sha256
from pathlib import Path
from typing import Literal, get_args

from models.live.text import MOST_CHARACTERS
from models.text.corpus import Corpus, Document, split_text, standard_library

TextName = Literal["shakespeare", "python"]
"""What a network can learn to write."""

WordsName = Literal["encyclopedia", "shakespeare"]
"""What tells which words are used alike; the first has enough words for that."""

ShippedName = TextName | WordsName
SHIPPED: tuple[ShippedName, ...] = tuple(dict.fromkeys((*get_args(TextName), *get_args(WordsName))))
TEXTS_TO_WRITE: tuple[TextName, ...] = get_args(TextName)
WORDS_TO_LEARN: tuple[WordsName, ...] = get_args(WordsName)
FILES = {"shakespeare": ("shakespeare",), "encyclopedia": ("wikipedia", "openstax")}
FOLDER = Path(__file__).parent / "texts"


def as_shipped(name: str) -> ShippedName:
    """Return the name of a text that ships; ValueError where it is none."""
    return SHIPPED[SHIPPED.index(name)]


def shipped_text(name: ShippedName) -> str:
    """Return a text as one string."""
    if name in FILES:
        return "\n".join(map(_unpacked, FILES[name]))
    corpus = shipped_corpus(name)
    return "\n".join(each.text for each in (*corpus.training, *corpus.development, *corpus.held_out))


def shipped_corpus(name: ShippedName, shares: tuple[int, int] = (85, 5)) -> Corpus:
    """Return a text divided into what teaches, what chooses (`shares` percent) and what judges."""
    if name in FILES:
        return split_text(name, shipped_text(name), shares)
    whole = standard_library()  # of which a lesson reads a part
    return Corpus(
        whole.name,
        _first(whole.training, MOST_CHARACTERS),
        _first(whole.development, MOST_CHARACTERS // 20),
        _first(whole.held_out, MOST_CHARACTERS // 10),
    )


def _unpacked(file: str) -> str:
    return lzma.decompress((FOLDER / f"{file}.txt.xz").read_bytes()).decode()


def _first(documents: tuple[Document, ...], most: int) -> tuple[Document, ...]:
    """Return documents drawn by their hashes, of about `most` characters together."""
    kept: list[Document] = []
    for each in sorted(documents, key=lambda document: sha256(document.name.encode()).digest()):
        if len(each.text) <= most:
            most -= len(each.text)
            kept.append(each)
    return tuple(kept)
