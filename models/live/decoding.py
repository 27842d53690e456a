"""From the bytes of a file that somebody sends to its text, or to a plain reason why it is none."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from models.live.errors import NotAText, TooMuchText

MOST_BYTES = 4_000_000
"""Of a file: more than a training of some minutes can read."""

MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
WINDOWS = "cp1252"
FOREIGN_SHARE = 0.3
"""A text whose letters are accented more often than this was not written in the encoding of Windows."""

CONTROL_SHARE = 0.001
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f]")

NO_TEXTS = {
    b"PK\x03\x04": "it is a document of Word or the like, or another zip archive",
    b"\xd0\xcf\x11\xe0": "it is a document of Word or the like",
    b"{\\rtf": "it is a document in RTF",
    b"%PDF-": "it is a PDF",
    b"\x89PNG": "it is a picture",
    b"\xff\xd8\xff": "it is a picture",
    b"GIF87a": "it is a picture",
    b"GIF89a": "it is a picture",
    b"\x1f\x8b": "it is compressed",
    b"\xfd7zXZ": "it is compressed",
    b"7z\xbc\xaf": "it is an archive",
    b"Rar!": "it is an archive",
}
"""What files begin with that are often taken for texts, whatever they are called."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, its line breaks all alike, and the encoding that it was read in."""

    text: str
    encoding: str


def decode(data: bytes) -> Decoded:
    """Return the text in UTF-8 or UTF-16 or, where it can hardly be anything else, in that of Windows.

    Raises
    ------
    TooMuchText, NotAText
    """
    if len(data) > MOST_BYTES:
        raise TooMuchText(MOST_BYTES)
    if other := next((told for mark, told in NO_TEXTS.items() if data.startswith(mark)), ""):
        raise NotAText(other)
    encoding = next((name for mark, name in MARKS.items() if data.startswith(mark)), "utf-8")
    if encoding != "utf-16" and b"\0" in data:
        raise NotAText("it holds bytes that no text has")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        encoding, text = WINDOWS, _as_windows(data)
    if not text.strip():
        raise NotAText("it is empty")
    if len(_CONTROLS.findall(text)) > CONTROL_SHARE * len(text):
        raise NotAText("it holds bytes that no text has")
    return Decoded(tidied(text), encoding)


def tidied(text: str) -> str:
    """Return a text whose line breaks are all alike, and so is each letter with its accents (NFC)."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def _as_windows(data: bytes) -> str:
    try:
        text = data.decode(WINDOWS)
    except UnicodeDecodeError:
        raise NotAText("its encoding is neither UTF-8 nor UTF-16") from None
    letters = [each for each in text if each.isalpha()]
    if sum(not each.isascii() for each in letters) > FOREIGN_SHARE * len(letters):
        raise NotAText("its encoding is neither UTF-8 nor UTF-16")
    return text
