"""From the bytes of a file that somebody sends to its text, or to a plain reason why it is none."""

from __future__ import annotations

from dataclasses import dataclass

from models.live.errors import NotAText, TooMuchText

MOST_BYTES = 4_000_000
"""Of a file: more than a training of some minutes can read."""

MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
WINDOWS = "cp1252"
FOREIGN_SHARE = 0.3
"""A text whose letters are accented more often than this was not written in the encoding of Windows."""

CONTROL_SHARE = 0.001
PLAIN_CONTROLS = frozenset("\n\r\t\f\v")


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
    encoding = next((name for mark, name in MARKS.items() if data.startswith(mark)), "utf-8")
    if encoding != "utf-16" and b"\0" in data:
        raise NotAText("it holds bytes that no text has")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        encoding, text = WINDOWS, _as_windows(data)
    if not text.strip():
        raise NotAText("it is empty")
    controls = sum(not each.isprintable() and ord(each) < 32 and each not in PLAIN_CONTROLS for each in text)
    if controls > CONTROL_SHARE * len(text):
        raise NotAText("it holds bytes that no text has")
    return Decoded(text.replace("\r\n", "\n").replace("\r", "\n"), encoding)


def _as_windows(data: bytes) -> str:
    try:
        text = data.decode(WINDOWS)
    except UnicodeDecodeError:
        raise NotAText("its encoding is neither UTF-8 nor UTF-16") from None
    letters = [each for each in text if each.isalpha()]
    if sum(not each.isascii() for each in letters) > FOREIGN_SHARE * len(letters):
        raise NotAText("its encoding is neither UTF-8 nor UTF-16")
    return text
