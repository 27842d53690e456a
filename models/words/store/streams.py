"""The two streams of word vectors: lines of text, and word2vec's binary rows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from models.words.errors import VectorsUnreadable
from models.words.store.formats import CHUNK_BYTES, Chunk, Header, failing_as_unreadable, open_stream

_LONGEST_WORD_BYTES = 1 << 16
_LONGEST_LINE_BYTES = 1 << 20


def text_chunks(path: Path, header: Header) -> Iterator[Chunk]:
    """Yield the vectors of lines "word number number ...", as many as there are."""
    width, line, count = header.dimensions, 1, 0
    with open_stream(path) as file:
        with failing_as_unreadable(path, "its first line"):
            line += file.read(header.skipped_bytes).count(b"\n")
        rest = b""
        while True:
            with failing_as_unreadable(path, f"line {line:,}"):
                data = file.read(CHUNK_BYTES)
            lines = (rest + data).replace(b"\t", b" ").split(b"\n")
            rest = lines.pop() if data else b""
            if len(rest) > _LONGEST_LINE_BYTES:
                raise VectorsUnreadable(path, f"line {line + len(lines):,} has no end")
            chunk = _text_chunk(path, lines, line, width, _position(file))
            count += len(chunk.words)
            line += len(lines)
            yield chunk
            if not data:
                break
    if header.rows is not None and count < header.rows:
        reason = f"it ends after {count:,} of the {header.rows:,} words it announces: cut off?"
        raise VectorsUnreadable(path, reason)


def _text_chunk(path: Path, lines: list[bytes], first: int, width: int, position: int) -> Chunk:
    """Parse whole lines, the first of which has the number `first`."""
    full = [line for line in (line.rstrip() for line in lines) if line]
    if all(line.count(b" ") == width for line in full):
        parts = [line.split(b" ", 1) for line in full]
        rows = _parsed(b" ".join(numbers for _, numbers in parts), len(full), width)
        if rows is not None:
            return Chunk([word.decode(errors="replace") for word, _ in parts], rows, position)
    # Words with spaces in them, runs of spaces, or a broken line: slower, and each line on its own.
    words: list[str] = []
    found = np.empty((len(full), width), dtype=np.float32)
    for number, line in enumerate(lines, start=first):
        numbers = line.rsplit(None, width)
        if not numbers:
            continue
        try:
            found[len(words)] = [float(token) for token in numbers[1:]]
        except ValueError as error:
            reason = (
                f"line {number:,} has not a word and {width} numbers: {line[:60].decode(errors='replace')!r}"
            )
            raise VectorsUnreadable(path, reason) from error
        words.append(numbers[0].decode(errors="replace"))
    return Chunk(words, found, position)


def _parsed(numbers: bytes, count: int, width: int) -> NDArray[np.float32] | None:
    """Return `numbers` (count, width), which are separated by single spaces; None where that is not so."""
    if not count:
        return np.empty((0, width), dtype=np.float32)
    try:
        texts = pc.split_pattern(pa.array([numbers.decode("ascii")]), " ").flatten()
        return np.asarray(texts.cast(pa.float32())).reshape(count, width)
    except ValueError:  # ArrowInvalid and UnicodeDecodeError are its children
        return None


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
                yield Chunk(words, _matrix(vectors, header.dimensions), _position(file))
                done, words, vectors = done + len(words), [], []
            row = f"row {done + 1:,} of {rows:,}"
            if space < 0 and len(data) - start > _LONGEST_WORD_BYTES:
                raise VectorsUnreadable(path, f"{row} has a word without end")
            with failing_as_unreadable(path, row):
                more = file.read(CHUNK_BYTES)
            if not more:
                raise VectorsUnreadable(path, f"it ends within {row}: cut off?")
            data, start = data[start:] + more, 0
        yield Chunk(words, _matrix(vectors, header.dimensions), _position(file))


def _matrix(vectors: list[bytes], width: int) -> NDArray[np.float32]:
    return (
        np.frombuffer(b"".join(vectors), dtype="<f4")
        .reshape(len(vectors), width)
        .astype(np.float32, copy=False)
    )


def _position(file: BinaryIO) -> int:
    """Return how many bytes of the file on disk have been read, be it compressed or not."""
    packed = getattr(file, "fileobj", None)  # a GzipFile has the file it unpacks
    return int((packed or file).tell())
