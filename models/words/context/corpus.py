"""English sentences to learn from: plain text, WordNet's glosses and examples, and Tatoeba's tables."""

from __future__ import annotations

import gzip
import hashlib
import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.errors import CorpusUnreadable
from models.words.context.sentence import Gapped, tokens

HELD_OUT_OF = 50
"""One sentence in so many is kept back: none of them is learned from."""
LEAST_TOKENS = 3
WORDNET_FILES = ("data.adj", "data.adv", "data.noun", "data.verb")
ENGLISH = "eng"

_LANGUAGE = re.compile(r"[a-z]{3}")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_PARAGRAPH_END = re.compile(r"\n\s*\n")

Tokens = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was read: its name, what it is (version, licence), its hash, how many sentences it gave.

    Each of them is read `times` times a round of the training.
    """

    name: str
    about: str
    sha256: str
    sentences: int
    times: float = 1.0


@dataclass(frozen=True, slots=True)
class Sentences:
    """Sentences as tokens, each once: those to learn from, how often a round (n,), and those kept back."""

    training: tuple[Tokens, ...]
    times: NDArray[np.float32]
    held_out: tuple[Tokens, ...]
    sources: tuple[Source, ...]
    left_out: int = 0


def read_sentences(
    paths: Sequence[Path],
    about: Sequence[str],
    questions: Iterable[Gapped],
    times: Sequence[float] = (),
) -> Sentences:
    """Read the sentences of files and folders, those left out that are among the `questions`.

    A file called as WordNet's (`data.noun`, ...) gives its glosses and examples. One with tabs gives its
    third column, as in Tatoeba's tables, where that is English. Any other is plain text. All of them may be
    gzipped. Of a folder, WordNet's files are read if it has them, else all that end in .txt, .tsv or .gz.

    Parameters
    ----------
    paths : sequence of Path
        Files and folders.
    about : sequence of str
        What each of them is; missing ones are told nothing of.
    questions : iterable of Gapped
        Sentences of a test. One that has all of it but the word in the gap is not learned from.
    times : sequence of float
        How often the sentences of each path are read a round; once, where it is missing.

    Raises
    ------
    CorpusUnreadable
        When a path holds no sentences.
    """
    found: dict[Tokens, float] = {}
    sources: list[Source] = []
    names: dict[str, str] = {}
    told = zip_longest(paths, about[: len(paths)], times[: len(paths)])
    for path, what, often in told:
        weight = 1.0 if often is None else often
        for file in _files(path):
            texts = _texts(file)
            for text in texts:
                found.setdefault(tuple(names.setdefault(each, each) for each in tokens(text)), weight)
            sources.append(Source(file.name, what or "", _sha256(file), len(texts), weight))
    long_enough = [sentence for sentence in found if len(sentence) >= LEAST_TOKENS]
    sides = [_sides(question) for question in questions]
    kept = [sentence for sentence in long_enough if not _asks(sentence, sides)]
    training = tuple(sentence for sentence in kept if not _is_held_out(sentence))
    held_out = tuple(sentence for sentence in kept if _is_held_out(sentence))
    if not training or not held_out:
        raise CorpusUnreadable(paths[0] if paths else Path(), f"{len(kept)} sentences are too few")
    weights = np.array([found[sentence] for sentence in training], dtype=np.float32)
    return Sentences(training, weights, held_out, tuple(sources), len(long_enough) - len(kept))


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    wordnet = [path / name for name in WORDNET_FILES if (path / name).is_file()]
    files = wordnet or sorted(each for each in path.rglob("*") if each.suffix in {".txt", ".tsv", ".gz"})
    if not files:
        raise CorpusUnreadable(path, "it has no .txt, .tsv or .gz file, and none of WordNet's")
    return files


def _texts(file: Path) -> list[str]:
    try:
        packed = file.suffix == ".gz"
        text = (gzip.decompress(file.read_bytes()) if packed else file.read_bytes()).decode("utf-8")
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise CorpusUnreadable(file, str(error)) from error
    if file.name in WORDNET_FILES:
        return list(_wordnet(text))
    first, _, _ = text.partition("\n")
    found = list(_third_column(text) if first.count("\t") > 1 else _prose(text))
    if not found:
        raise CorpusUnreadable(file, "it has no sentences")
    return found


def _wordnet(text: str) -> Iterator[str]:
    """Yield the gloss and the examples of each line: `... | gloss; "example"; "example"`."""
    for line in text.splitlines():
        _, bar, gloss = line.partition(" | ")
        if bar and not line.startswith("  "):
            yield from (part.strip(' "') for part in gloss.split("; "))


def _third_column(text: str) -> Iterator[str]:
    """Yield the third column; where the second names a language, of English lines only."""
    for line in text.splitlines():
        columns = line.split("\t")
        foreign = len(columns) > 1 and _LANGUAGE.fullmatch(columns[1]) and columns[1] != ENGLISH
        if len(columns) > 2 and not foreign and columns[2] != "-":
            yield columns[2]


def _prose(text: str) -> Iterator[str]:
    for paragraph in _PARAGRAPH_END.split(text):
        yield from (part for part in _SENTENCE_END.split(" ".join(paragraph.split())) if part)


def _sides(question: Gapped) -> tuple[str, str]:
    """Return what stands before and after a gap, in spaces, its closing mark aside."""
    left, right = (" ".join(side).rstrip(" .!?,;:") for side in (question.left, question.right))
    return f" {left} " if left else "", f" {right} " if right else ""


def _asks(sentence: Tokens, sides: Sequence[tuple[str, str]]) -> bool:
    """Tell whether a sentence contains one of the questions, whatever stands in its gap."""
    line = f" {' '.join(sentence)} "
    return any(right in line and 0 <= line.find(left) <= line.rfind(right) for left, right in sides)


def _is_held_out(sentence: Tokens) -> bool:
    return zlib.crc32(" ".join(sentence).encode()) % HELD_OUT_OF == 0


def _sha256(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
