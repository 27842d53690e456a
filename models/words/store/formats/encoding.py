"""How the letters of words are written, told by the words: UTF-8, or the Latin-1 of older files."""

from __future__ import annotations

from collections.abc import Iterable

BOM = b"\xef\xbb\xbf"
LATIN_1 = "cp1252"  # as it is written where it is called Latin-1
UTF_8 = "utf-8"


def encoding_of(words: Iterable[bytes]) -> str:
    """Return LATIN_1 if most of the words with other letters than ASCII's are no UTF-8, else UTF_8."""
    others = [word for word in words if not word.isascii()]
    broken = sum(not is_utf_8(word) for word in others)
    return LATIN_1 if 2 * broken > len(others) else UTF_8


def is_utf_8(word: bytes) -> bool:
    """Tell whether `word` is whole in UTF-8."""
    try:
        word.decode(UTF_8)
    except UnicodeDecodeError:
        return False
    return True


def decoded(word: bytes, encoding: str) -> str:
    """Return `word` as text, with lone surrogates for bytes that are none."""
    return word.decode(encoding, errors="surrogateescape")


def named(kind: str, encoding: str) -> str:
    """Return the name of a format, with its encoding where that is not the usual one."""
    return f"{kind} in Latin-1" if encoding == LATIN_1 else kind
