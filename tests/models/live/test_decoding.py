"""Text in any usual encoding is read, and what is none is refused with why."""

from __future__ import annotations

import gzip
import unicodedata

import pytest

from models.live.decoding import MOST_BYTES, decode
from models.live.errors import NotAText, TooMuchText

CAFE = "Un café, s'il vous plaît.\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (CAFE.encode(), "utf-8"),
        (CAFE.encode("utf-8-sig"), "utf-8-sig"),
        (CAFE.encode("utf-16"), "utf-16"),
        (CAFE.encode("cp1252"), "cp1252"),
        (CAFE.replace("\n", "\r\n").encode(), "utf-8"),
        (CAFE.replace("\n", "\r").encode(), "utf-8"),
        (unicodedata.normalize("NFD", CAFE).encode(), "utf-8"),
        (CAFE.encode("utf-16-be").join([b"\xfe\xff", b""]), "utf-16"),
    ],
)
def test_a_text_is_read_in_its_encoding(data: bytes, encoding: str) -> None:
    found = decode(data)
    assert (found.text, found.encoding) == (CAFE, encoding)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"  \n ",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        b"PK\x03\x04\x14\0\0\0",
        b"%PDF-1.7 \x01\x02\x03\x04\x05",
        "Добрый день, как дела?".encode("cp1251"),
        "Добрый день".encode("utf-16-le"),
        "こんにちは、元気ですか".encode("shift_jis"),
        b"\xff\xfe\x00",
    ],
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(NotAText):
        decode(data)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"PK\x03\x04\x14\0\0\0word/document.xml", "a document of Word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a document of Word"),
        (rb"{\rtf1\ansi\deff0 hello\par}", "a document in RTF"),
        (b"%PDF-1.7\nhello", "a PDF"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "a picture"),
        (gzip.compress(CAFE.encode(), mtime=0), "compressed"),
        (b"Arr, me ship\n" * 300 + b"\0", "bytes that no text has"),
        (b"\xef\xbb\xbf", "empty"),
    ],
)
def test_what_is_taken_for_a_text_is_called_what_it_is(data: bytes, told: str) -> None:
    with pytest.raises(NotAText) as refused:
        decode(data)
    assert told in refused.value.reason


def test_what_is_too_large_is_refused() -> None:
    with pytest.raises(TooMuchText):
        decode(b"a" * (MOST_BYTES + 1))
