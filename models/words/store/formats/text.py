"""Word vectors as lines "word number number ...": those of GloVe, and with a header word2vec and fastText."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.words.errors import VectorsUnreadable
from models.words.store.formats.encoding import BOM, decoded, encoding_of, named
from models.words.store.formats.header import Header, announced, check_size, is_header
from models.words.store.unpacking import failing_as_unreadable, open_stream
from models.words.store.vector_file import CHUNK_BYTES, Chunk, VectorFile

_LONGEST_LINE_BYTES = 1 << 20
_NUMBER = re.compile(rb"[+-]?(\d+\.?\d*([eE][+-]?\d+)?|\.\d+([eE][+-]?\d+)?|nan|inf)", re.IGNORECASE)
_FRACTION = re.compile(rb"[+-]?\d*\.\d+([eE][+-]?\d+)?")
_LINES = 200  # that are looked at to tell the number of dimensions
_WRITTEN_BYTES = 4096
_NOT_WRITTEN = frozenset(range(32)) - frozenset(b"\t\n\r")  # nobody writes these; binary numbers have many
_ONE_OFF = 1  # row: the headers of some well-known files announce one more or one less


def recognise(path: Path, head: bytes) -> VectorFile | None:
    """Return the vectors if the beginning `head` of the file is text of this kind."""
    header = announced(path, head)
    if header is None:
        start = len(BOM) if head.startswith(BOM) else 0
        lines = [line for line in head[start:].split(b"\n")[:_LINES] if line.strip()]
        widths = Counter(width for line in lines if (width := _count_numbers(line)) > 1)
        if not widths:
            return None
        _refuse_numbers_only(path, lines)
        header = Header(None, widths.most_common(1)[0][0], start)
    else:
        lines = head[header.skipped_bytes :].split(b"\n")
        if not _is_text(lines[0], header.dimensions):
            _refuse_other_text(path, head, header)
            return None
    check_size(path, header, 2)  # a digit and a space
    whole = lines[:-1] if len(lines) > 1 else lines
    encoding = encoding_of(line.rsplit(None, header.dimensions)[0] for line in whole if line.strip())
    name = named("GloVe text" if header.rows is None else "word2vec text", encoding)
    size = path.stat().st_size
    return VectorFile(
        str(path.resolve()),
        name,
        header.rows,
        header.dimensions,
        size,
        lambda: text_chunks(path, header, encoding),
    )


def text_chunks(path: Path, header: Header, encoding: str) -> Iterator[Chunk]:
    """Yield the vectors of lines "word number number ...", as many as there are."""
    width, line, count = header.dimensions, 1, 0
    most = None if header.rows is None else header.rows + _ONE_OFF
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
            chunk = _text_chunk(path, lines, line, width, encoding=encoding, position=file.position)
            count += len(chunk.words)
            line += len(lines)
            if most is not None and count > most:
                reason = f"it has more than the {header.rows:,} words that its first line announces"
                raise VectorsUnreadable(path, f"{reason}: correct that line, or take it away")
            yield chunk
            if not data:
                break
    if header.rows is not None and count < header.rows - _ONE_OFF:
        reason = f"it ends after {count:,} of the {header.rows:,} words it announces: cut off?"
        raise VectorsUnreadable(path, reason)


def _text_chunk(
    path: Path, lines: list[bytes], first: int, width: int, *, encoding: str, position: int
) -> Chunk:
    """Parse whole lines, the first of which has the number `first`."""
    full = [line for line in (line.rstrip() for line in lines) if line]
    if all(line.count(b" ") == width for line in full):
        parts = [line.split(b" ", 1) for line in full]
        rows = _parsed(b" ".join(numbers for _, numbers in parts), len(full), width)
        if rows is not None:
            return Chunk([decoded(word, encoding) for word, _ in parts], rows, position)
    # Words with spaces in them, runs of spaces, or a broken line: slower, and each line on its own.
    words: list[str] = []
    found = np.empty((len(full), width), dtype=np.float32)
    for number, line in enumerate(lines, start=first):
        if not line.strip():
            continue
        try:
            word, found[len(words)] = _row(line, width)
        except ValueError as error:
            raise VectorsUnreadable(path, f"line {number:,} {error}") from error
        words.append(decoded(word, encoding))
    return Chunk(words, found, position)


def _row(line: bytes, width: int) -> tuple[bytes, list[float]]:
    """Return the word of a line, which may be empty, and its numbers; ValueError says what is wrong."""
    tokens = line.rsplit(None, width)
    if len(tokens) == width and line[:1].isspace():
        tokens = [b"", *tokens]
    shown = repr(line[:60].decode(errors="replace"))
    if len(tokens) <= width:
        if is_header(line):
            raise ValueError(f"is another first line, {shown}: are these several files in one?")
        raise ValueError(f"has not a word and {width} numbers: {shown}")
    word = tokens[0].strip()
    if b" " in word and _FRACTION.fullmatch(word.rsplit(None, 1)[-1]):
        raise ValueError(f"has more than a word and {width} numbers: {shown}")
    try:
        return word, [float(token) for token in tokens[1:]]
    except ValueError as error:
        raise ValueError(f"has not a word and {width} numbers: {shown}") from error


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


def _refuse_numbers_only(path: Path, lines: list[bytes]) -> None:
    """Refuse a table of numbers, the first of which would be taken for words."""
    firsts = [line.split()[0] for line in lines]
    if all(map(_NUMBER.fullmatch, firsts)) and any(map(_FRACTION.fullmatch, firsts)):
        raise VectorsUnreadable(
            path,
            "line 1 has numbers and no word. If this is a tensors.tsv of the Embedding Projector, "
            "its words are in metadata.tsv: paste the two together, a word and its numbers on each line",
        )


def _refuse_other_text(path: Path, head: bytes, header: Header) -> None:
    """Refuse text under a header of other vectors, which would be taken for binary."""
    body = head[header.skipped_bytes :]
    if not body or not _NOT_WRITTEN.isdisjoint(body[:_WRITTEN_BYTES]):
        return
    line = body.split(b"\n", 1)[0]
    width = _count_numbers(line)
    found = f"has {width:,}" if width else f"has no such row: {line[:60].decode(errors='replace')!r}"
    reason = f"its first line announces {header.dimensions:,} numbers a word, but line 2 {found}"
    raise VectorsUnreadable(path, f"{reason}. Correct the first line, or take it away")


def _is_text(line: bytes, width: int) -> bool:
    """Tell whether a line is a word and `width` numbers."""
    tokens = line.rsplit(None, width)
    if len(tokens) == width and line[:1].isspace():
        tokens = [b"", *tokens]
    return len(tokens) == width + 1 and all(map(_NUMBER.fullmatch, tokens[1:]))


def _count_numbers(line: bytes) -> int:
    """Return how many numbers follow the word on this line; 0 if anything else does."""
    numbers = line.split()[1:]
    return len(numbers) if all(map(_NUMBER.fullmatch, numbers)) else 0
