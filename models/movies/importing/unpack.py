"""The tables in a file that somebody sends: a CSV, or a zip of several, in any encoding, of bounded size."""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from models.movies.errors import ExportUnreadable

MOST_BYTES = 8_000_000
"""Of a file as it is sent; an export of 5,000 films has less than one million."""

MOST_BYTES_UNPACKED = 24_000_000
MOST_TABLES = 12
PASSED_OVER = frozenset({"deleted", "orphaned", "__macosx"})
"""Folders of a Letterboxd export, or of a Mac, whose files say nothing about taste any more."""

_BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, OSError, ValueError)
_ENCODINGS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def unpack(data: bytes, name: str) -> dict[str, str]:
    """Return the text of each table by its path; a lone CSV goes by `name`.

    Raises
    ------
    ExportUnreadable
        For what is empty, too large, locked, damaged, or no text.
    """
    if not data.strip():
        raise ExportUnreadable("empty")
    if len(data) > MOST_BYTES:
        raise ExportUnreadable("too large")
    if not data.startswith(b"PK"):
        return {name: decode(data)}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {path: decode(table) for path, table in _tables(archive)}
    except _BROKEN as error:
        raise ExportUnreadable("damaged") from error


def decode(data: bytes) -> str:
    """Return text in UTF-8 or UTF-16 or, failing these, in the encoding of Windows.

    Raises
    ------
    ExportUnreadable
    """
    encoding = next((name for mark, name in _ENCODINGS.items() if data.startswith(mark)), "utf-8")
    for each in (encoding, "cp1252"):
        try:
            text = data.decode(each)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
        break
    raise ExportUnreadable("no text")


def _tables(archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    """Yield the paths and bytes of the CSV files, counting what really comes out, not what is promised."""
    members = [member for member in archive.infolist() if _is_table(member.filename)]
    room = MOST_BYTES_UNPACKED
    for member in members[:MOST_TABLES]:
        if member.flag_bits & 1:
            raise ExportUnreadable("locked")
        with archive.open(member) as file:
            table = file.read(room + 1)
        room -= len(table)
        if room < 0:
            raise ExportUnreadable("too large")
        yield member.filename, table


def _is_table(filename: str) -> bool:
    path = PurePosixPath(filename.replace("\\", "/").lower())
    return path.suffix == ".csv" and PASSED_OVER.isdisjoint(path.parts) and "lists" not in path.parts[:-1]
