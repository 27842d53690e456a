"""Files that are often taken for word vectors, each with a sentence on what it is and what to do instead."""

from __future__ import annotations

from pathlib import Path

from models.words.errors import VectorsUnreadable

_PAGE = "it is a web page, which a server sent in place of the file: fetch the file itself"
_UTF_16 = "it is text in UTF-16: save it as UTF-8"
_ARCHIVE = "it is an archive: unpack it and add a file of it"
_BY_BEGINNING = {
    b"version https://git-lfs": "it is a pointer of Git LFS: fetch the file itself with `git lfs pull`",
    b"\xba\x16\x4f\x2f": "it is a whole model of fastText (.bin): add the vectors that come with it (.vec)",
    b"\xff\xfe": _UTF_16,
    b"\xfe\xff": _UTF_16,
    b"PK\x03\x04": _ARCHIVE,
    b"7z\xbc\xaf": _ARCHIVE,
    b"Rar!": _ARCHIVE,
    b"\x28\xb5\x2f\xfd": "it is packed by zstd: unpack it first",
    b"\x93NUMPY": "it is an array of NumPy, without words: write each word and its numbers as a line of text",
    b"PAR1": "it is a Parquet table: write each word and its numbers as a line of text",
    b"\x89HDF": "it is an HDF5 file: write each word and its numbers as a line of text",
}
_TAR_PLACE, _TAR = 257, b"ustar"


def refuse(path: Path, head: bytes) -> None:
    """Raise VectorsUnreadable if what begins with `head` is known to be something else."""
    start = head[:200].lstrip().lower()
    if start.startswith((b"<!doctype", b"<html", b"<?xml")):
        raise VectorsUnreadable(path, _PAGE)
    if head[_TAR_PLACE : _TAR_PLACE + len(_TAR)] == _TAR:
        raise VectorsUnreadable(path, _ARCHIVE)
    for beginning, reason in _BY_BEGINNING.items():
        if head.startswith(beginning):
            raise VectorsUnreadable(path, reason)
