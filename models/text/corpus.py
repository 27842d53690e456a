"""Texts to learn from, and which of them are kept back to judge by.

Of a folder, a file is kept back when the SHA-1 of its path within the folder, read as a number, is divisible
by 20, and used to choose by while training when it leaves 1; of a single text these are its last 10% and the
5% before. Nothing is ever learned from, or chosen by, what is kept back.
"""

from __future__ import annotations

import hashlib
import platform
import sysconfig
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.errors import CorpusUnreadable

PARTS = 20
SKIPPED = frozenset({"test", "tests", "idle_test", "site-packages", "dist-packages", "__pycache__", ".git"})
LEAST_CHARACTERS = 20_000
"""Below this there is nothing to learn from."""


@dataclass(frozen=True, slots=True)
class Document:
    """A text and what it is called."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Corpus:
    """Documents to train on, to choose by (`development`), and to judge by (`held_out`)."""

    name: str
    training: tuple[Document, ...]
    development: tuple[Document, ...]
    held_out: tuple[Document, ...]

    def sha256(self) -> str:
        """Identify the texts: the hash of all names and texts in order."""
        hashed = hashlib.sha256()
        for document in (*self.training, *self.development, *self.held_out):
            hashed.update(f"{document.name}\0{document.text}\0".encode())
        return hashed.hexdigest()

    def described(self) -> dict[str, Any]:
        """Return what the manifest of a model says of the texts it was made from."""
        return {
            "name": self.name,
            "python": platform.python_version(),
            "sha256": self.sha256(),
            "training_characters": characters(self.training),
            "held_out_characters": characters(self.held_out),
        }


def characters(documents: Iterable[Document]) -> int:
    """Return how many characters the documents have together."""
    return sum(len(document.text) for document in documents)


def standard_library() -> Corpus:
    """Return the source of the running Python's standard library, without its tests."""
    return read_corpus(Path(sysconfig.get_paths()["stdlib"]), "*.py", "Python's standard library")


def read_corpus(path: Path, pattern: str = "*", name: str | None = None) -> Corpus:
    """Read a file, or the files of a folder whose names fit `pattern`.

    Files of a folder that are not UTF-8 text are left out, and so are folders of tests and of installed
    packages.

    Raises
    ------
    CorpusUnreadable
        When there is no text, or less than `LEAST_CHARACTERS`.
    """
    try:
        if path.is_dir():
            corpus = _of_folder(path, pattern)
        else:
            corpus = split_text(path.name, path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise CorpusUnreadable(path, str(error)) from error
    found = characters(corpus.training)
    if found < LEAST_CHARACTERS or not corpus.held_out or not corpus.development:
        reason = f"{found:,} characters to learn from are too few: it takes {LEAST_CHARACTERS:,}"
        raise CorpusUnreadable(path, reason)
    return Corpus(name or path.name, corpus.training, corpus.development, corpus.held_out)


def split_text(name: str, text: str, shares: tuple[int, int] = (85, 5)) -> Corpus:
    """Return a text as a corpus: so many percent to train on and to choose by, the rest to judge by."""
    training_share, chosen_share = shares
    development = len(text) * training_share // 100
    held_out = len(text) * (training_share + chosen_share) // 100
    parts = text[:development], text[development:held_out], text[held_out:]
    last = 100 - training_share - chosen_share
    names = (f"first {training_share}%", f"next {chosen_share}%", f"last {last}%")
    training, chosen_by, kept = (
        (Document(part_name, part),) if part else () for part_name, part in zip(names, parts, strict=True)
    )
    return Corpus(name, training, chosen_by, kept)


def _of_folder(folder: Path, pattern: str) -> Corpus:
    parts: dict[int, list[Document]] = {}
    for path in sorted(folder.rglob(pattern)):
        inside = path.relative_to(folder)
        if not path.is_file() or SKIPPED.intersection(inside.parts):
            continue
        try:
            document = Document(inside.as_posix(), path.read_text(encoding="utf-8"))
        except UnicodeDecodeError:
            continue
        if document.text and "\0" not in document.text:
            parts.setdefault(_part(document.name), []).append(document)
    held_out, development = (tuple(parts.pop(part, ())) for part in (0, 1))
    training = sorted((document for rest in parts.values() for document in rest), key=lambda each: each.name)
    return Corpus("", tuple(training), development, held_out)


def _part(name: str) -> int:
    return int(hashlib.sha1(name.encode(), usedforsecurity=False).hexdigest(), 16) % PARTS
