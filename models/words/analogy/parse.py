"""What a person writes to calculate with words, such as "man:king :: woman:?" or "king - man + woman"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from enum import Enum

from models.words.analogy.expression import Expression, Kind
from models.words.errors import BadExpression, WrongNumberOfWords

LEAST_WORDS, MOST_WORDS = 2, 12
MOST_CHARACTERS = 1000

_MOST_JOINED = 9  # "jack-in-the-box-es": the signs inside one word are few, and trying more costs time
_QUOTES = str.maketrans(dict.fromkeys("“”„«»`", '"'))
_ASKING = re.compile(r"(?:\s*[=?])+\s*$")
_IS_TO = re.compile(r"\s+is\s+to(?:\s+what)?(?:\s+|$)", re.IGNORECASE)
_AS = re.compile(r"\s*,?\s+as\s+", re.IGNORECASE)
_AS_OR_COLONS = re.compile(r"\s*::\s*|\s+as\s+", re.IGNORECASE)


def parse(text: str, known: Callable[[str], bool]) -> Expression:
    """Read an analogy or a sum of words.

    Parameters
    ----------
    text : str
        What was written.
    known : function of a word
        Whether the vocabulary has it: a sign inside a known word, such as "c++" or "co-operate", belongs to
        the word.

    Raises
    ------
    BadExpression
        If the text is neither.
    WrongNumberOfWords
        If a sum has one word only, or more than 12.
    """
    if len(text) > MOST_CHARACTERS:
        raise BadExpression(text)
    plain = _ASKING.sub("", " ".join(text.translate(_QUOTES).split()))
    three = _is_to(plain) or _colons(plain)
    if three is None:
        marks = list(_lex(plain, known, inside=False))
        three = _three(marks)
    if three is not None:
        words = [word.strip(' "') for word in three]
        if not all(words) or {"?", "::"} & set(words):
            raise BadExpression(text)
        return Expression.analogy(*words)
    terms = _terms(list(_lex(plain, known, inside=True)))
    if terms is None:
        raise BadExpression(text)
    if not LEAST_WORDS <= len(terms) <= MOST_WORDS:
        raise WrongNumberOfWords(len(terms), LEAST_WORDS, MOST_WORDS)
    return Expression(Kind.SUM, tuple(word for _, word in terms), tuple(sign for sign, _ in terms))


class _Mark(Enum):
    """What stands between words."""

    PLUS = "+"
    MINUS = "-"
    COMMA = ","


_MARKS = {"+": _Mark.PLUS, ",": _Mark.COMMA} | dict.fromkeys("-\u2212\u2013\u2014", _Mark.MINUS)
_AT_MARKS = re.compile(f"([{re.escape(''.join(_MARKS))}])")


def _is_to(text: str) -> tuple[str, str, str] | None:
    """Read "a is to b as c", with or without "is to what" after it."""
    left, as_, right = _parted(_AS, text)
    a, is_to, b = _parted(_IS_TO, left)
    c, _, answer = _parted(_IS_TO, right)
    return (a, b, c) if as_ and is_to and not answer else None


def _colons(text: str) -> tuple[str, str, str] | None:
    """Read "a:b :: c:" or "a:b as c:"."""
    left, between, right = _parted(_AS_OR_COLONS, text)
    a, colon, b = left.partition(":")
    c = right.rstrip(": ")
    return (a, b, c) if between and colon and ":" not in b + c else None


def _parted(separator: re.Pattern[str], text: str) -> tuple[str, str, str]:
    """Return what `str.partition` would at the first match of `separator`."""
    match = separator.search(text)
    return (text[: match.start()], match[0], text[match.end() :]) if match else (text, "", "")


def _lex(text: str, known: Callable[[str], bool], *, inside: bool) -> Iterator[str | _Mark]:
    """Yield words and marks; a quotation is one word; a sign within an unknown word counts if `inside`."""
    for number, part in enumerate(re.split(r'"([^"]+)"', text)):
        if number % 2:
            yield part
            continue
        for token in part.split():
            if token in _MARKS:
                yield _MARKS[token]
            elif known(token):
                yield token
            elif inside:
                yield from _taken_apart(token, known)
            else:
                yield from _trimmed(token)


def _trimmed(token: str) -> Iterator[str | _Mark]:
    """Yield an unknown token without the commas in it and the sign before it."""
    if token[0] in _MARKS:
        yield _MARKS[token[0]]
        token = token[1:]
    for number, word in enumerate(token.split(",")):
        if number:
            yield _Mark.COMMA
        if word:
            yield word


def _taken_apart(token: str, known: Callable[[str], bool]) -> Iterator[str | _Mark]:
    """Yield the words and signs of an unknown token, longest known words first: c++-java is c++ − java."""
    pieces = [piece for piece in _AT_MARKS.split(token) if piece]
    while pieces:
        for length in range(min(len(pieces), _MOST_JOINED), 0, -1):
            word = "".join(pieces[:length])
            if length == 1 or known(word):
                yield _MARKS.get(word, word)
                del pieces[:length]
                break


def _three(marks: list[str | _Mark]) -> tuple[str, str, str] | None:
    """Return the words of "a b c" or "a, b, c"."""
    groups: list[list[str]] = [[]]
    has_commas = _Mark.COMMA in marks
    for mark in marks:
        if mark is _Mark.COMMA:
            groups.append([])
        elif isinstance(mark, _Mark):
            return None
        elif has_commas:
            groups[-1].append(mark)
        else:
            groups.append([mark])
    found = [" ".join(group) for group in (groups if has_commas else groups[1:])]
    if has_commas and found[-1] == "":  # "a, b, c, ?"
        found.pop()
    return (found[0], found[1], found[2]) if len(found) == 3 else None


def _terms(marks: list[str | _Mark]) -> list[tuple[int, str]] | None:
    """Return the signed phrases of a sum; None if it has no sign, or a sign without a word after it."""
    terms: list[tuple[int, list[str]]] = []
    if _Mark.COMMA in marks or not any(isinstance(mark, _Mark) for mark in marks):
        return None
    for number, mark in enumerate(marks):
        if isinstance(mark, _Mark):
            terms.append((1 if mark is _Mark.PLUS else -1, []))
        elif number == 0:
            terms.append((1, [mark]))
        else:
            terms[-1][1].append(mark)
    if not all(words for _, words in terms) or any("?" in words for _, words in terms):
        return None
    return [(sign, " ".join(words)) for sign, words in terms]
