"""Word vectors as lines "word number number ...": those of GloVe, and with a header word2vec and fastText."""

from __future__ import annotations

import re
from collections import Counter
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

_LONGEST_LINE_BYTES = 1 << 20
_NUMBER = re.compile(rb"[+-]?(\d+\.?\d*([eE][+-]?\d+)?|\.\d+([eE][+-]?\d+)?|nan|inf)", re.IGNORECASE)
_LINES = 200  # that are looked at to tell the number of dimensions


def recognise(path: Path, head: bytes) -> VectorFile | None:
    """Return the vectors if the beginning `head` of the file is text of this kind."""
    header = announced(path, head)
    if header is None:
        lines = head.split(b"\n")[:_LINES]
        widths = Counter(width for line in lines if (width := _count_numbers(line)) > 1)
        if not widths:
            return None
        header = Header(None, widths.most_common(1)[0][0], 0)
    elif not _is_text(head[header.skipped_bytes :].split(b"\n", 1)[0], header.dimensions):
        return None
    check_size(path, header, 2)  # a digit and a space
    name = "word2vec text" if header.skipped_bytes else "GloVe text"
    size = path.stat().st_size
    return VectorFile(
        str(path.resolve()), name, header.rows, header.dimensions, size, lambda: text_chunks(path, header)
    )


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
            chunk = _text_chunk(path, lines, line, width, position_in(file))
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
    import pyarrow as pa
    import pyarrow.compute as pc

    if not count:
        return np.empty((0, width), dtype=np.float32)
    try:
        texts = pc.split_pattern(pa.array([numbers.decode("ascii")]), " ").flatten()
        return np.asarray(texts.cast(pa.float32())).reshape(count, width)
    except ValueError:  # ArrowInvalid and UnicodeDecodeError are its children
        return None


def _is_text(line: bytes, width: int) -> bool:
    """Tell whether a line is a word and `width` numbers."""
    tokens = line.rsplit(None, width)
    return len(tokens) == width + 1 and all(map(_NUMBER.fullmatch, tokens[1:17]))


def _count_numbers(line: bytes) -> int:
    """Return how many numbers follow the word on this line; 0 if anything else does."""
    numbers = line.split()[1:]
    return len(numbers) if all(map(_NUMBER.fullmatch, numbers)) else 0
