"""Word vectors as the bot serves them: unit rows mapped from disk, with neighbours and mean vectors."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

import numpy as np
from numpy.typing import NDArray

from models.errors import ArtifactDamaged, ModelError
from models.publishing import read_whole
from models.words.errors import UnknownWord, UnknownWords
from models.words.space import search
from models.words.space.search import Hits, Matrix
from models.words.space.terms import Term, exact_or_like, resolve
from models.words.space.vocabulary import Vocabulary
from models.words.store import manifest as manifests
from models.words.store.manifest import MATRIX_FILE, Manifest

if TYPE_CHECKING:
    from models.words.space.beyond import Beyond
    from models.words.space.index import Index

__all__ = ["Neighbour", "Neighbours", "Term", "WordVectors"]

_SAMPLED_ROWS = 64


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A word and its cosine similarity to what was asked for."""

    word: str
    similarity: float


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The words nearest to a term, nearest first; by an index one may be missing unless they are `exact`."""

    term: Term
    found: tuple[Neighbour, ...]
    exact: bool = True


class WordVectors:
    """A vocabulary and the unit vector of each of its words; safe to ask from several threads.

    Attributes
    ----------
    name : str
        What people call these vectors.
    vocabulary : Vocabulary
        The n words, most frequent first.
    matrix : (n, d) float32 or float16
        One unit row per word, memory-mapped and read-only.
    manifest : Manifest or None
        Where they come from, if they were opened from a folder.
    index : Index or None
        Set once it is there; answers `neighbours` sooner.
    beyond : Beyond or None
        Larger vectors, to find words that stand in for those that the vocabulary lacks.
    made_from : str
        Sentences on what they were learned from, where that is known.
    damage : ModelError or None
        Set once they are found damaged: what every question is refused with.
    """

    def __init__(
        self, name: str, vocabulary: Vocabulary, matrix: Matrix, manifest: Manifest | None = None
    ) -> None:
        self.name = name
        self.vocabulary = vocabulary
        self.matrix = matrix
        self.manifest = manifest
        self.index: Index | None = None
        self.beyond: Beyond | None = None
        self.made_from = ""
        self.damage: ModelError | None = None

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Map the vectors that `prepare` put into `folder`, in milliseconds whatever their number.

        Raises
        ------
        ArtifactMissing
            If nothing is there.
        ArtifactDamaged
            If a file is gone, has another size than the manifest says, or holds anything but unit vectors.
        """
        return read_whole(folder, lambda: cls._map(folder))

    @classmethod
    def _map(cls, folder: Path) -> Self:
        manifest = manifests.load(folder)
        try:
            vocabulary = Vocabulary.open(folder)
            # A plain array over the map: np.memmap would make every slice an instance of itself.
            matrix = np.asarray(np.load(folder / MATRIX_FILE, mmap_mode="r", allow_pickle=False))
        except (OSError, ValueError, EOFError) as error:
            raise ArtifactDamaged(folder, str(error), manifest.command) from error
        fits = matrix.shape == (manifest.rows, manifest.dimensions) and matrix.dtype == manifest.precision
        if not fits or len(vocabulary) != manifest.rows:
            raise ArtifactDamaged(folder, "its files do not fit together", manifest.command)
        sample = matrix[np.linspace(0, len(matrix) - 1, _SAMPLED_ROWS, dtype=np.int64)].astype(np.float64)
        if not np.allclose(np.linalg.norm(sample, axis=1), 1.0, atol=1e-3):
            raise ArtifactDamaged(folder, "its rows are not unit vectors", manifest.command)
        return cls(manifest.name, vocabulary, matrix, manifest)

    def become(self, other: WordVectors) -> None:
        """Take the words and the matrix of `other`, which are the same but whole."""
        self.vocabulary, self.matrix, self.manifest = other.vocabulary, other.matrix, other.manifest

    @property
    def dimensions(self) -> int:
        """The number of coordinates of a vector."""
        return int(self.matrix.shape[1])

    def knows(self, text: str) -> bool:
        """Tell whether the vocabulary has `text` as one word, perhaps in another letter case or joint."""
        return exact_or_like(self.vocabulary, text) is not None

    def term(self, asked: str) -> Term:
        """Return the word, or the words whose mean, stands for `asked`; UnknownWords if there is none."""
        if self.damage is not None:
            raise self.damage
        return resolve(self.vocabulary, asked, self.beyond)

    def terms(self, asked: Sequence[str]) -> tuple[Term, ...]:
        """Return the term of each text; one UnknownWords tells of all that are unknown."""
        terms: list[Term] = []
        unknown: dict[str, UnknownWord] = {}
        for text in asked:
            try:
                terms.append(self.term(text))
            except UnknownWords as error:
                unknown.update((word.word, word) for word in error.words)
        if unknown:
            raise UnknownWords(tuple(unknown.values()))
        return tuple(terms)

    def rows(self, term: Term) -> tuple[int, ...]:
        """Return the row of each word of the term."""
        return tuple(self._row(word) for word in term.words)

    def vector(self, term: Term) -> NDArray[np.float32]:
        """Return the unit vector (d,) of the term: of its word, or of the mean of its words' unit vectors."""
        return self.mean(self.rows(term))

    def mean(self, rows: Collection[int]) -> NDArray[np.float32]:
        """Return the unit vector (d,) in the direction of the mean of some rows."""
        return unit(self.matrix[list(rows)].astype(np.float64).sum(axis=0))

    def neighbours(self, term: Term, count: int, *, exact: bool = False) -> Neighbours:
        """Return the `count` words nearest to the term, its own left out; by the index if there is one."""
        if exact or self.index is None:
            return self.neighbours_many([term], count)[0]
        hits = self.index.nearest(self.vector(term), count, self._own_rows(term))
        return Neighbours(term, self.as_neighbours(hits), exact=False)

    def neighbours_many(self, terms: Sequence[Term], count: int) -> list[Neighbours]:
        """Return the neighbours of each term, all found in one pass over the matrix."""
        if not terms:
            return []
        hits = self.nearest(
            np.stack([self.vector(term) for term in terms]), count, [self._own_rows(t) for t in terms]
        )
        return [Neighbours(term, self.as_neighbours(hit)) for term, hit in zip(terms, hits, strict=True)]

    def nearest(
        self,
        queries: NDArray[np.float32],
        count: int,
        excluded: Sequence[Collection[int]] | None = None,
        *,
        places: bool = False,
    ) -> list[Hits]:
        """Return the rows nearest to each unit query of (q, d); see `models.words.space.search.nearest`."""
        return search.nearest(self.matrix, queries, count, excluded, places=places)

    def as_neighbours(self, hits: Hits) -> tuple[Neighbour, ...]:
        """Return the words of some hits."""
        return tuple(
            Neighbour(self.vocabulary.word(row), similarity)
            for row, similarity in zip(hits.rows.tolist(), hits.similarities.tolist(), strict=True)
        )

    def _own_rows(self, term: Term) -> tuple[int, ...]:
        """Return the rows that are the term itself; words that only stand in for it are its neighbours."""
        return () if term.borrowed_from else self.rows(term)

    def _row(self, word: str) -> int:
        row = self.vocabulary.row(word)
        if row is None:
            raise UnknownWords((UnknownWord(word),))
        return row


def unit(vector: NDArray[np.float64]) -> NDArray[np.float32]:
    """Return `vector` at length 1; one of length 0 stays as it is."""
    length = float(np.linalg.norm(vector))
    return (vector / length if length > 0 else vector).astype(np.float32)
