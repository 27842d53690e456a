"""What is kept of a training on the disk: a folder, an artifact whose manifest holds the report too."""

from __future__ import annotations

import json
import shutil
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from models.artifacts import MANIFEST_FILE
from models.errors import ArtifactDamaged, ArtifactMissing
from models.live.errors import NotLearned, TrainedGone
from models.live.lesson import Report
from models.publishing import remove_leftovers
from models.text.library import TextModel, load_text_model
from models.words.errors import UnknownWords
from models.words.space.vectors import Term, WordVectors

REPORT = "report"
"""The name of the report among a manifest's metrics."""

MOST_OPENED = 8
"""Models that are remembered until the next deletion: they are small, and read in a moment."""


class LearnedWords(WordVectors):
    """Word vectors of one text: what the text has too seldom, they do not know."""

    def term(self, asked: str) -> Term:
        """Return the word or words that stand for `asked`; NotLearned where there is none."""
        with self._telling():
            return super().term(asked)

    def terms(self, asked: Sequence[str]) -> tuple[Term, ...]:
        """Return the term of each text; one NotLearned tells of all that there are not."""
        with self._telling():
            return super().terms(asked)

    @contextmanager
    def _telling(self) -> Iterator[None]:
        try:
            yield
        except UnknownWords as error:
            raise NotLearned(error.words, self.name) from error


def read_report(folder: Path) -> tuple[Report, int] | None:
    """Return the report of what is kept in a folder, and its size in bytes; None where nothing whole is."""
    try:
        manifest = json.loads((folder / MANIFEST_FILE).read_text(encoding="utf-8"))
        report = Report.from_document(manifest["metrics"][REPORT])
        return report, sum(int(record["size_bytes"]) for record in manifest["files"].values())
    except (OSError, ValueError, KeyError, TypeError):
        return None


def open_text(folder: Path, name: str) -> TextModel:
    """Return the text model in a folder, under the name that its place knows it by.

    Raises
    ------
    TrainedGone
        When its files are gone or damaged.
    """
    try:
        return replace(_opened(folder), name=name)
    except (ArtifactMissing, ArtifactDamaged) as error:
        raise TrainedGone(name) from error


def open_words(folder: Path, name: str) -> LearnedWords:
    """Return the word vectors in a folder, mapped, under the name that its place knows them by.

    Raises
    ------
    TrainedGone
        When their files are gone or damaged.
    """
    try:
        words = copy(_mapped(folder))  # the matrix and the vocabulary are the same for all who ask
    except (ArtifactMissing, ArtifactDamaged) as error:
        raise TrainedGone(name) from error
    words.name = name
    return words


def remove(folder: Path) -> None:
    """Delete what is kept in a folder, if anything is."""
    shutil.rmtree(folder, ignore_errors=True)
    _let_go()


def tokens_on(shelf: Path) -> frozenset[str]:
    """Return the names of the folders on a shelf in which something is kept."""
    if not shelf.is_dir():
        return frozenset()
    return frozenset(each.name for each in shelf.iterdir() if not each.name.startswith("."))


def remove_all(shelf: Path, tokens: Collection[str]) -> None:
    """Delete folders of a shelf, what a killed training was writing there, and what is remembered."""
    for token in tokens:
        shutil.rmtree(shelf / token, ignore_errors=True)
    if shelf.is_dir():
        remove_leftovers(shelf)
    _let_go()


def _let_go() -> None:
    """Remember no model any more."""
    _opened.cache_clear()
    _mapped.cache_clear()


@lru_cache(MOST_OPENED)
def _opened(folder: Path) -> TextModel:
    return load_text_model(folder)


@lru_cache(MOST_OPENED)
def _mapped(folder: Path) -> LearnedWords:
    return LearnedWords.open(folder)
