"""Word vectors as word2vec's binary rows, such as those of the Google News."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.words.errors import VectorsUnreadable
from models.words.store.formats.header import Header, announced, check_size
from models.words.store.vector_file import (
    CHUNK_BYTES,
    Chunk,
    VectorFile,
    failing_as_unreadable,
    open_stream,
    position_in,
)

_LONGEST_WORD_BYTES = 1 << 16


def recognise(path: Path, head: bytes) -> VectorFile | None:
    """Return the vectors if the file begins with a header; text with a header has been asked before."""
    header = announced(path, head)
    if header is None:
        return None
    check_size(path, header, 4)
    size = path.stat().st_size
    return VectorFile(
        str(path.resolve()),
        "word2vec binary",
        header.rows,
        header.dimensions,
        size,
        lambda: binary_chunks(path, header),
    )


def binary_chunks(path: Path, header: Header) -> Iterator[Chunk]:
    """Yield the vectors of rows "word SPACE four bytes per number", as many as the header says."""
    rows, width = header.rows or 0, header.dimensions * 4
    done, data, start = 0, b"", 0
    words: list[str] = []
    vectors: list[bytes] = []
    with open_stream(path) as file:
        with failing_as_unreadable(path, "its first line"):
            file.read(header.skipped_bytes)
        while done + len(words) < rows:
            space = data.find(b" ", start)
            if 0 <= space <= len(data) - width - 1:
                words.append(data[start:space].lstrip(b"\n").decode(errors="replace"))
                vectors.append(data[space + 1 : space + 1 + width])
                start = space + 1 + width
                continue
            if words:
                yield Chunk(words, _matrix(vectors, header.dimensions), position_in(file))
                done, words, vectors = done + len(words), [], []
            row = f"row {done + 1:,} of {rows:,}"
            if space < 0 and len(data) - start > _LONGEST_WORD_BYTES:
                raise VectorsUnreadable(path, f"{row} has a word without end")
            with failing_as_unreadable(path, row):
                more = file.read(CHUNK_BYTES)
            if not more:
                raise VectorsUnreadable(path, f"it ends within {row}: cut off?")
            data, start = data[start:] + more, 0
        yield Chunk(words, _matrix(vectors, header.dimensions), position_in(file))


def _matrix(vectors: list[bytes], width: int) -> NDArray[np.float32]:
    return (
        np.frombuffer(b"".join(vectors), dtype="<f4")
        .reshape(len(vectors), width)
        .astype(np.float32, copy=False)
    )
