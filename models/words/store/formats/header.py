"""The first line "rows dimensions" that word2vec and fastText write, and what it announces."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from models.words.errors import VectorsUnreadable
from models.words.store.formats.encoding import BOM
from models.words.store.unpacking import failing_as_unreadable, is_packed

MOST_DIMENSIONS = 10_000

_HEADER = re.compile(rb"\s*(\d{1,18})[ \t]+(\d{1,18})\s*")


@dataclass(frozen=True, slots=True)
class Header:
    """What a stream tells before it is read: `rows` perhaps, and the bytes to skip before the first row."""

    rows: int | None
    dimensions: int
    skipped_bytes: int


def announced(path: Path, head: bytes) -> Header | None:
    """Return what the first line announces; None if it is no header.

    Raises
    ------
    VectorsUnreadable
        If it announces nothing, or vectors of a size that there is not.
    """
    line = head.split(b"\n", 1)[0]
    match = _HEADER.fullmatch(line.removeprefix(BOM))
    if match is None:
        return None
    header = Header(int(match[1]), int(match[2]), len(line) + 1)
    if header.rows == 0 or not 1 <= header.dimensions <= MOST_DIMENSIONS:
        raise VectorsUnreadable(path, f"its first line announces {shape(header)}")
    return header


def is_header(line: bytes) -> bool:
    """Tell whether a line looks like a header."""
    return _HEADER.fullmatch(line) is not None


def check_size(path: Path, header: Header, number_bytes: int) -> None:
    """Refuse a header that announces more numbers of at least `number_bytes` than the file has room for."""
    if header.rows is None or is_packed(path):
        return
    with failing_as_unreadable(path, "its size"):
        size = path.stat().st_size
    least = (header.rows - 1) * header.dimensions * number_bytes  # some files announce one row too many
    if least > size:
        room = f"which need at least {least:,} bytes, but it has {size:,}: cut off?"
        raise VectorsUnreadable(path, f"its first line announces {shape(header)}, {room}")


def shape(header: Header) -> str:
    """Return what a header announces, in words."""
    return f"{header.rows:,} words of {header.dimensions:,} dimensions"
