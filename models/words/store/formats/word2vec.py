"""Word vectors as word2vec's binary rows, such as those of the Google News."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.words.errors import VectorsUnreadable
from models.words.store.formats.encoding import decoded, encoding_of, named
from models.words.store.formats.header import Header, announced, check_size, shape
from models.words.store.unpacking import failing_as_unreadable, open_stream
from models.words.store.vector_file import CHUNK_BYTES, Chunk, VectorFile

_LONGEST_WORD_BYTES = 1 << 16
_PROVED_ROWS = 200
_LARGEST = 1e6  # a number of vectors that somebody trained; other bytes make far larger and smaller ones
_SMALLEST = 1e-20
_CONTROLS = frozenset(range(32))


def recognise(path: Path, head: bytes) -> VectorFile | None:
    """Return the vectors if the file begins with a header; text with a header has been asked before.

    Raises
    ------
    VectorsUnreadable
        If the first rows after the header are none.
    """
    header = announced(path, head)
    if header is None:
        return None
    check_size(path, header, 4)
    first = _first_rows(head, header)
    _prove(path, header, first)
    encoding = encoding_of(word for word, _ in first)
    size = path.stat().st_size
    return VectorFile(
        str(path.resolve()),
        named("word2vec binary", encoding),
        header.rows,
        header.dimensions,
        size,
        lambda: binary_chunks(path, header, encoding),
    )


def binary_chunks(path: Path, header: Header, encoding: str) -> Iterator[Chunk]:
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
                word = data[start:space].lstrip(b"\n")
                if b"\0" in word or b"\n" in word:
                    row = f"row {done + len(words) + 1:,} of {rows:,}"
                    raise VectorsUnreadable(path, f"{row} begins with no word: is the first line right?")
                words.append(decoded(word, encoding))
                vectors.append(data[space + 1 : space + 1 + width])
                start = space + 1 + width
                continue
            if words:
                yield Chunk(words, _matrix(vectors, header.dimensions), file.position)
                done, words, vectors = done + len(words), [], []
            row = f"row {done + 1:,} of {rows:,}"
            if space < 0 and len(data) - start > _LONGEST_WORD_BYTES:
                raise VectorsUnreadable(path, f"{row} has a word without end")
            with failing_as_unreadable(path, row):
                more = file.read(CHUNK_BYTES)
            if not more:
                raise VectorsUnreadable(path, f"it ends within {row}: cut off?")
            data, start = data[start:] + more, 0
        with failing_as_unreadable(path, "its end"):
            left = data[start:] + file.read(CHUNK_BYTES)
        if left.strip():
            reason = f"it goes on after the {rows:,} words that its first line announces"
            raise VectorsUnreadable(path, f"{reason}: is that line right?")
        yield Chunk(words, _matrix(vectors, header.dimensions), file.position)


def _first_rows(head: bytes, header: Header) -> list[tuple[bytes, NDArray[np.float32]]]:
    """Return the rows that are whole in the beginning of the file, some hundred at most."""
    start, width = header.skipped_bytes, header.dimensions * 4
    found: list[tuple[bytes, NDArray[np.float32]]] = []
    while len(found) < min(_PROVED_ROWS, header.rows or 0):
        space = head.find(b" ", start)
        if not 0 <= space <= len(head) - width - 1:
            break
        numbers = np.frombuffer(head, dtype="<f4", count=header.dimensions, offset=space + 1)
        found.append((head[start:space].lstrip(b"\n"), numbers))
        start = space + 1 + width
    return found


def _prove(path: Path, header: Header, rows: list[tuple[bytes, NDArray[np.float32]]]) -> None:
    """Refuse rows whose words have control characters, or most of whose numbers nobody trained."""
    told = f"its first line announces {shape(header)}, but row"
    for number, (word, _) in enumerate(rows, start=1):
        if len(word) > _LONGEST_WORD_BYTES or not _CONTROLS.isdisjoint(word):
            raise VectorsUnreadable(path, f"{told} {number:,} is neither text nor binary vectors")
    if rows:
        sizes = np.abs(np.concatenate([numbers for _, numbers in rows]))
        usual = (sizes == 0) | ((sizes >= _SMALLEST) & (sizes <= _LARGEST))
        if usual.mean() < 0.9:
            raise VectorsUnreadable(path, f"{told}s after it hold no such numbers")


def _matrix(vectors: list[bytes], width: int) -> NDArray[np.float32]:
    return (
        np.frombuffer(b"".join(vectors), dtype="<f4")
        .reshape(len(vectors), width)
        .astype(np.float32, copy=False)
    )
