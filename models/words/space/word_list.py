"""The one reader of words and phrases that people list: by commas, lines or bullets, or else by spaces."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from models.bullets import BULLET
from models.words.errors import RepeatedWord
from models.words.space.terms import Term
from models.words.space.written import Written

MARKUP = " *_~`>\"'“”„‘’«»‹›「」『』"  # around a word; within one, "_" and "'" belong to it

# A comma within a number parts nothing: 1,000. Nor does a stroke within a word: and/or.
_SEPARATOR = re.compile(r"[;|\n\r\u2028\u060c\u061b\u3001\uff64•‣◦·]|,(?!(?<=\d,)\d{3}(?!\d))|(?<=\s)/(?=\s)")
_LINES = re.compile(r"[\n\r\u2028]+")
_LEADING_DASH = re.compile(r"\s*[-–—*]\s+")
_DASHES = re.compile(r"(?:^|\s)[-–—*]\s+")
_LEADING_NUMBER = re.compile(r"\s*\(?1[.)]\s")
_NUMBERS = re.compile(r"(?:^|\s)\(?\d{1,2}[.)]\s+")
_AND = re.compile(r"\s+(?:and|or|&)\s+", re.IGNORECASE)
_LAST = re.compile(r"^\s*(?:(?:and|or)\s+|&\s*)(?=\S)", re.IGNORECASE)
_ANDS = frozenset({"and", "or", "&"})
_TITLE = re.compile(r"^[^,;|\n:]{1,40}:(?:\s+|$)")
_BRACKETS = {"(": ")", "[": "]", "{": "}"}
_TRAILING = ",;:?!…"
_OPENING = "¿¡"


def words_in(written: Written) -> tuple[str, ...]:
    """Return the items of a list, parted by commas, lines or bullets or, where there are none, by spaces."""
    written = _unwrapped(written)
    parts = listed(written)
    if len(parts) > 1 or _SEPARATOR.search(written.text):
        return _named(conjoined(parts))
    return _named([part.part(word) for part in parts for word in _without_ands(part.text.split())])


def phrases_in(written: Written) -> tuple[str, ...]:
    """Return the items of a list that spaces do not part: each is a word or a phrase."""
    return _named(conjoined(listed(written)))


def phrase_in(written: Written) -> str:
    """Return the one word or phrase that a text is; "" if it is none."""
    return _bare(written)


def untitled(written: Written) -> Written:
    """Return a list without a title before it: `animals: cat, dog`."""
    return written.without(_TITLE)


def listed(written: Written) -> list[Written]:
    """Return what commas, lines or bullets part, to be read further."""
    return [part for part in _parts(_unwrapped(written)) if part]


def conjoined(parts: list[Written]) -> list[Written]:
    """Part the last item of an enumeration at its "and" or "or", unless that stands before it already."""
    if not parts:
        return parts
    *others, last = parts
    bare = _LAST.sub("", last.text) if others else last.text
    if bare != last.text:
        return [*others, last.part(bare)]
    return [*others, *last.parts(_AND)]


def refuse_repeated(terms: Iterable[Term]) -> None:
    """Raise RepeatedWord if two terms are the same word, perhaps in two spellings."""
    seen: set[tuple[str, ...]] = set()
    for term in terms:
        if term.words in seen:
            raise RepeatedWord(term.form)
        seen.add(term.words)


def _unwrapped(written: Written) -> Written:
    """Return a list without the brackets, quotes or line breaks around all of it."""
    bare = written.text.strip()
    if written.part(bare).is_quotation() and _SEPARATOR.search(whole := written.part(bare).whole()):
        return Written(whole, ())
    while len(bare) > 1 and _BRACKETS.get(bare[0]) == bare[-1]:
        bare = bare[1:-1].strip()
    return written.part(bare)


def _parts(written: Written) -> Iterator[Written]:
    """Yield what lines, bullets, numbers and commas part."""
    lines = [line for line in _LINES.split(written.text) if line.strip()]
    for line in lines:
        for part in _inline(line):
            for piece in _SEPARATOR.split(BULLET.sub("", part, count=1)):
                yield written.part(BULLET.sub("", piece, count=1) if piece.strip() else "")


def _inline(line: str) -> list[str]:
    """Part a line at bullets that were lines before they were pasted into one: `- cat - dog`, `1. a 2. b`."""
    for leading, mark in ((_LEADING_DASH, _DASHES), (_LEADING_NUMBER, _NUMBERS)):
        if leading.match(line) and len(mark.findall(line)) > 1:
            return mark.split(line)
    return [line]


def _without_ands(words: list[str]) -> list[str]:
    """Leave out the "and" or "or" before the last word: `cat dog and car`; or each, as in `a or b or c`."""
    if len(words) < 3:
        return words
    if len(words) % 2 and all(word.casefold() in _ANDS for word in words[1::2]):
        return words[::2]
    if words[-2].casefold() in _ANDS and words[-1].casefold() not in _ANDS:
        return [*words[:-2], words[-1]]
    return words


def _named(parts: Iterable[Written]) -> tuple[str, ...]:
    return tuple(word for word in map(_bare, parts) if word)


def _bare(part: Written) -> str:
    """Return an item without marks around it and punctuation after it; a quotation stays as it is."""
    text = part.text.strip(MARKUP)
    if part.part(text).is_quotation():
        return " ".join(part.part(text).whole().split())
    text = text.lstrip(_OPENING).rstrip(_TRAILING + MARKUP)
    if text.endswith(".") and "." not in text[:-1] and len(text) > 2:
        text = text[:-1]  # the end of a sentence, and no "u.s."
    return " ".join(part.part(text).whole().strip(MARKUP).split())
