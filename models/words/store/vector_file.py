"""Word vectors about to be read: what every format gives, a stream of chunks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

CHUNK_BYTES = 4 << 20

_ROWS_AT_ONCE = 16_384


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some words and their vectors, in the order of the source.

    Attributes
    ----------
    words : list of str
        Where bytes of a word are no text, it has lone surrogates in their place; see `os.fsdecode`.
    rows : (len(words), d) float32
        As they are in the source: not normalised, perhaps not even finite.
    position : int
        How many bytes of the source have been read so far.
    """

    words: list[str]
    rows: NDArray[np.float32]
    position: int


@dataclass(frozen=True, slots=True)
class VectorFile:
    """Word vectors to be read, most frequent word first.

    Attributes
    ----------
    source : str
        What a person would name to read them again.
    rows : int or None
        How many there are, if the source tells.
    size_bytes : int
        The size of the source, as `Chunk.position` counts it.
    chunks : function
        Begins to read; VectorsUnreadable comes out of the iterator where the source breaks off or makes no
        sense.
    """

    source: str
    format: str
    rows: int | None
    dimensions: int
    size_bytes: int
    chunks: Callable[[], Iterator[Chunk]]


def from_matrix(source: str, kind: str, words: list[str], matrix: NDArray[np.float32]) -> VectorFile:
    """Return the rows of a matrix, perhaps memory-mapped, as if they were read from a file."""
    row_bytes = int(matrix.shape[1]) * matrix.itemsize

    def chunks() -> Iterator[Chunk]:
        for start in range(0, len(words), _ROWS_AT_ONCE):
            end = min(start + _ROWS_AT_ONCE, len(words))
            rows = np.ascontiguousarray(matrix[start:end], dtype=np.float32)
            yield Chunk(words[start:end], rows, end * row_bytes)

    return VectorFile(source, kind, len(words), int(matrix.shape[1]), len(words) * row_bytes, chunks)
