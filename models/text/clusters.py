"""What readers take for one letter: a character with all that belongs to it, and never parts."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_JOINER = "\u200d"
_WITH_ANY = ("COMBINING", "VARIATION", "ZERO")
_VIRAMA = 9
"""The combining class of what takes a consonant's vowel away, and so binds it to the next."""
_FLAGS = range(0x1F1E6, 0x1F200)
_SKINS = range(0x1F3FB, 0x1F400)


def clusters(text: str) -> Iterator[str]:
    """Yield the letters of a text, each with its marks; those of a sign that several make are one."""
    begun = ""
    for character in text:
        if begun and not _belongs(begun, character):
            yield begun
            begun = ""
        begun += character
    if begun:
        yield begun


@lru_cache(maxsize=4096)
def script(character: str) -> str:
    """Return the script of a character, as Unicode's names begin with it; "" for what goes with any."""
    name = unicodedata.name(character, "")
    return "" if name.startswith(_WITH_ANY) else name.partition(" ")[0]


def _belongs(begun: str, character: str) -> bool:
    """Tell whether a character goes on with the letter begun before it."""
    before = begun[-1]
    if unicodedata.category(character)[0] == "M":
        return not before.isspace() and script(character) in ("", script(begun[0]))
    if character == _JOINER or ord(character) in _SKINS:
        return not before.isspace()
    if ord(character) in _FLAGS:
        return len(begun) == 1 and ord(before) in _FLAGS
    if before == _JOINER:
        return unicodedata.category(character) == "So" or _is_bound(begun[:-1], character)
    return _is_bound(begun, character)


def _is_bound(begun: str, character: str) -> bool:
    bound = bool(begun) and unicodedata.combining(begun[-1]) == _VIRAMA
    return bound and unicodedata.category(character) == "Lo" and script(character) == script(begun[0])
