"""The default vectors once per run, gensim's copy to compare with, and tiny vectors made for a test."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
import pytest
from gensim.models import KeyedVectors
from threadpoolctl import threadpool_limits

from models.words.space.vectors import WordVectors
from models.words.store.prepare import prepare
from models.words.store.shelf import Shelf
from models.words.store.vector_file import Chunk, VectorFile

Made = Callable[[Mapping[str, Sequence[float]]], WordVectors]


@pytest.fixture(scope="session", autouse=True)
def _one_blas_thread() -> Iterator[None]:
    # As in the bot: BLAS threads that wait for a busy core make each product slower, not faster.
    with threadpool_limits(1, user_api="blas"):
        yield


@pytest.fixture(scope="session")
def default_vectors(vectors_dir: Path) -> WordVectors:
    return Shelf(vectors_dir).open()


@pytest.fixture(scope="session")
def gensim_vectors(default_vectors: WordVectors) -> KeyedVectors:
    vocabulary = default_vectors.vocabulary
    words = [vocabulary.word(row) for row in range(len(vocabulary))]
    vectors = KeyedVectors(default_vectors.dimensions)
    vectors.index_to_key = words
    vectors.key_to_index = {word: row for row, word in enumerate(words)}
    vectors.vectors = np.array(default_vectors.matrix)
    return vectors


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """Return a function from words and vectors, most frequent first, to WordVectors on the disk."""

    def make(vectors: Mapping[str, Sequence[float]]) -> WordVectors:
        prepare(source_of(vectors), tmp_path, "made")
        return WordVectors.open(tmp_path / "made")

    return make


def source_of(vectors: Mapping[str, Sequence[float]], source: str = "made.txt") -> VectorFile:
    rows = np.array(list(vectors.values()), dtype=np.float32)

    def chunks() -> Iterator[Chunk]:
        yield Chunk(list(vectors), rows, rows.nbytes)

    return VectorFile(source, "made", len(rows), rows.shape[1], rows.nbytes, chunks)
