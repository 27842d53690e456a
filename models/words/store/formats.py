"""Every file format of word vectors, told apart by content and read as one stream of chunks."""

from __future__ import annotations

import gzip
import re
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from models.words.errors import VectorsUnreadable

MOST_DIMENSIONS = 10_000
CHUNK_BYTES = 4 << 20

_SNIFFED_BYTES = 1 << 20
_HEADER = re.compile(rb"\s*(\d{1,18})[ \t]+(\d{1,18})\s*")
_NUMBER = re.compile(rb"[+-]?(\d+\.?\d*([eE][+-]?\d+)?|\.\d+([eE][+-]?\d+)?|nan|inf)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some words and their vectors, in the order of the source.

    Attributes
    ----------
    words : list of str
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


@dataclass(frozen=True, slots=True)
class Header:
    """What a stream tells before it is read: `rows` perhaps, and how many bytes of header to skip."""

    rows: int | None
    dimensions: int
    skipped_bytes: int


def read(path: Path) -> VectorFile:
    """Recognise the word vectors in the file at `path`; gzip is looked through.

    Knows word2vec (binary and text), fastText `.vec`, GloVe text, and what gensim's `KeyedVectors.save` and
    `Word2Vec.save` write. The last is a pickle, and opening a pickle can run any program: add only those of
    people you trust.

    Raises
    ------
    VectorsUnreadable
        If the file is nothing of this kind.
    """
    from models.words.store import sources, streams  # noqa: PLC0415 (they build on this module)

    path = path.expanduser()
    if path.is_dir():
        raise VectorsUnreadable(path, "it is a folder")
    with failing_as_unreadable(path, "its beginning"):
        size = path.stat().st_size
        with open_stream(path) as file:
            head = file.read(_SNIFFED_BYTES)
    if not head:
        raise VectorsUnreadable(path, "it is empty")
    if head.startswith(b"PK\x03\x04"):
        raise VectorsUnreadable(path, "it is a zip archive: unpack it and name a file of it")
    if head[:1] == b"\x80" and head[1:2] in b"\x02\x03\x04\x05":
        return sources.read_gensim(path)
    header, is_text = _recognise(path, head)
    if not is_gzip(path):
        _check_size(path, header, is_text, size)
    reader, name = (
        (streams.text_chunks, "word2vec text" if header.skipped_bytes else "GloVe text")
        if is_text
        else (streams.binary_chunks, "word2vec binary")
    )
    source = str(path.resolve())
    return VectorFile(source, name, header.rows, header.dimensions, size, lambda: reader(path, header))


def is_gzip(path: Path) -> bool:
    """Tell by its first bytes whether the file is compressed with gzip."""
    with path.open("rb") as file:
        return file.read(2) == b"\x1f\x8b"


@contextmanager
def open_stream(path: Path) -> Iterator[BinaryIO]:
    """Open the file at `path`, looking through gzip."""
    with gzip.open(path) if is_gzip(path) else path.open("rb") as file:
        yield file  # type: ignore[misc]  # a GzipFile reads like any other


@contextmanager
def failing_as_unreadable(path: Path, where: str) -> Iterator[None]:
    """Turn the errors of reading and unpacking into VectorsUnreadable."""
    try:
        yield
    except (OSError, EOFError, zlib.error) as error:
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        raise VectorsUnreadable(path, f"{where} cannot be read ({reason})") from error


def _recognise(path: Path, head: bytes) -> tuple[Header, bool]:
    """Return the header, and whether the rows are text."""
    lines = head.split(b"\n")
    if len(head) == _SNIFFED_BYTES:
        lines.pop()  # cut in the middle
    match = _HEADER.fullmatch(lines[0]) if lines else None
    if match is None:
        widths = Counter(width for line in lines[:200] if (width := _count_numbers(line)) > 1)
        if not widths:
            raise VectorsUnreadable(path, "its content is not a format of word vectors that I know")
        return Header(None, widths.most_common(1)[0][0], 0), True
    header = Header(int(match[1]), int(match[2]), len(lines[0]) + 1)
    if header.rows == 0 or not 1 <= header.dimensions <= MOST_DIMENSIONS:
        raise VectorsUnreadable(path, f"its first line announces {_shape(header)}")
    tokens = lines[1].rsplit(None, header.dimensions) if len(lines) > 1 else []
    return header, len(tokens) == header.dimensions + 1 and all(map(_NUMBER.fullmatch, tokens[1:17]))


def _count_numbers(line: bytes) -> int:
    """Return how many numbers follow the word on this line; 0 if anything else does."""
    numbers = line.split()[1:]
    return len(numbers) if all(map(_NUMBER.fullmatch, numbers)) else 0


def _check_size(path: Path, header: Header, is_text: bool, size: int) -> None:
    """Refuse a header that announces more numbers than a file of `size` bytes has room for."""
    least = (header.rows or 0) * header.dimensions * (2 if is_text else 4)
    if least > size:
        room = f"which need at least {least:,} bytes, but it has {size:,}: cut off?"
        raise VectorsUnreadable(path, f"its first line announces {_shape(header)}, {room}")


def _shape(header: Header) -> str:
    return f"{header.rows:,} words of {header.dimensions:,} dimensions"
