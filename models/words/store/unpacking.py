"""Files as they are or packed by gzip, bzip2, xz or zip: told by their first bytes, bounded."""

from __future__ import annotations

import bz2
import gzip
import lzma
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO, cast

from models.words.errors import VectorsUnreadable

MOST_TIMES = 50
"""Vectors shrink to a half or a fifth; what unpacks to so many times its size is something else."""

_UNASKED_BYTES = 64 << 20  # may be unpacked before anybody asks how much it was
_ZIP = b"PK\x03\x04"
_BY_MAGIC: dict[bytes, Callable[[BinaryIO], IO[bytes]]] = {
    b"\x1f\x8b": lambda file: cast(IO[bytes], gzip.GzipFile(fileobj=file)),
    b"BZh": bz2.BZ2File,
    b"\xfd7zXZ\x00": lzma.LZMAFile,
}
_LISTED = 5  # files of an archive that a refusal names


@dataclass(slots=True)
class Stream:
    """What a file holds, unpacked."""

    path: Path
    _file: BinaryIO
    _unpacked: IO[bytes]
    _count: int = 0

    def read(self, size: int) -> bytes:
        """Return the next bytes, at most `size`; VectorsUnreadable where they are out of proportion."""
        data = self._unpacked.read(size)
        self._count += len(data)
        if self._count > _UNASKED_BYTES and self._count > MOST_TIMES * self.position:
            reason = f"it unpacks to more than {MOST_TIMES} times its size, as no word vectors do"
            raise VectorsUnreadable(self.path, reason)
        return data

    @property
    def position(self) -> int:
        """How many bytes of the file on disk have been read."""
        return self._file.tell()


def is_packed(path: Path) -> bool:
    """Tell by its first bytes whether the file has to be unpacked."""
    with path.open("rb") as file:
        return file.read(6).startswith((*_BY_MAGIC, _ZIP))


@contextmanager
def open_stream(path: Path) -> Iterator[Stream]:
    """Open what the file at `path` holds.

    Raises
    ------
    VectorsUnreadable
        If it is an archive of several files.
    """
    with path.open("rb") as file:
        head = file.read(6)
        file.seek(0)
        with _unpacked(path, file, head) as unpacked:
            yield Stream(path, file, unpacked)


@contextmanager
def failing_as_unreadable(path: Path, where: str) -> Iterator[None]:
    """Turn the errors of reading and unpacking into VectorsUnreadable."""
    try:
        yield
    except (OSError, EOFError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        raise VectorsUnreadable(path, f"{where} cannot be read ({reason})") from error


@contextmanager
def _unpacked(path: Path, file: BinaryIO, head: bytes) -> Iterator[IO[bytes]]:
    if head.startswith(_ZIP):
        with zipfile.ZipFile(file) as archive, archive.open(_only_file(path, archive)) as member:
            yield member
        return
    for magic, unpack in _BY_MAGIC.items():
        if head.startswith(magic):
            with unpack(file) as unpacked:
                yield unpacked
            return
    yield file


def _only_file(path: Path, archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    files = [
        entry
        for entry in archive.infolist()
        if not entry.is_dir() and not entry.filename.startswith("__MACOSX")
    ]
    if len(files) != 1:
        names = ", ".join(entry.filename for entry in files[:_LISTED]) + (
            ", …" if len(files) > _LISTED else ""
        )
        held = f"{len(files):,} files ({names})" if files else "no file"
        raise VectorsUnreadable(path, f"it is a zip archive of {held}: unpack it and add one of them")
    return files[0]
