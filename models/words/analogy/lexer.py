"""The words and signs of a sum, or of three words in a row."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from enum import Enum

from models.words.space.word_list import phrase_in
from models.words.space.written import Written

_MOST_JOINED = 9  # "jack-in-the-box-es": the signs inside one word are few, and trying more costs time


class Mark(Enum):
    """What stands between words."""

    PLUS = "+"
    MINUS = "-"
    TIMES = "*"
    OVER = "/"
    COMMA = ","
    OPEN = "("
    CLOSE = ")"


SIGNS = {Mark.PLUS: 1, Mark.MINUS: -1}
_MARKS = (
    {"+": Mark.PLUS, "➕": Mark.PLUS, ",": Mark.COMMA, "/": Mark.OVER, "÷": Mark.OVER}
    | dict.fromkeys("-\u2010\u2011\u2212\u2013\u2014\ufe63\u207b➖", Mark.MINUS)
    | dict.fromkeys("*×⋅∗✖", Mark.TIMES)
    | dict.fromkeys("([{", Mark.OPEN)
    | dict.fromkeys(")]}", Mark.CLOSE)
)
_SPELLED = {"plus": Mark.PLUS, "minus": Mark.MINUS, "times": Mark.TIMES, "x": Mark.TIMES}
_AT_MARKS = re.compile(f"([{re.escape(''.join(_MARKS))}])")
_AT_BRACKETS = re.compile(r"([()\[\]{}])")
_EMPHASIS = re.compile(r"(?<!\S)(\*{1,3}|_{1,3}|~~)(?=\S)([^*_~]+)(?<=\S)\1(?!\S)")
NUMBER = re.compile(r"\d+(?:[.,]\d+)?|[½¼¾⅓⅔]")
_VARIATION = re.compile("\ufe0f")  # makes a sign an emoji

Lexed = str | Mark


def lex(written: Written, known: Callable[[str], bool], *, inside: bool) -> list[Lexed]:
    """Return words and marks; a sign within an unknown word counts if `inside`."""
    text = _VARIATION.sub("", _EMPHASIS.sub(r"\2", written.text))
    found: list[Lexed] = []
    for token in text.split():
        if known(token) and token not in _MARKS:
            found.append(token)
            continue
        for piece in filter(None, _AT_BRACKETS.split(token)):
            if piece in _MARKS:
                found.append(_MARKS[piece])
            elif known(piece) or (inside and NUMBER.fullmatch(piece)):
                found.append(piece)
            else:
                found += _taken_apart(piece, known) if inside else _trimmed(piece)
    return _spelled_out(found)


def three_words(written: Written, known: Callable[[str], bool]) -> tuple[str, str, str] | None:
    """Return the words of "a b c" or "a, b, c"."""
    lexed = lex(written, known, inside=False)
    if lexed[:1] == [Mark.OPEN] and lexed[-1] is Mark.CLOSE:
        lexed = lexed[1:-1]
    groups: list[list[str]] = [[]]
    has_commas = Mark.COMMA in lexed
    for each in lexed:
        if each is Mark.COMMA:
            groups.append([])
        elif isinstance(each, Mark):
            return None
        elif has_commas:
            groups[-1].append(each)
        else:
            groups.append([each])
    if not has_commas:
        del groups[0]
    elif not groups[-1] or groups[-1] == ["?"]:  # "a, b, c, ?"
        groups.pop()
    words = [word_of(written, group, known) for group in groups]
    if len(words) != 3 or not all(words) or "?" in words or "::" in words:
        return None
    return words[0], words[1], words[2]


def word_of(written: Written, pieces: Sequence[str], known: Callable[[str], bool] = lambda _: False) -> str:
    """Return the word or phrase of some pieces of a text, without punctuation that is no part of it."""
    text = " ".join(pieces)
    return text if known(text) else phrase_in(written.part(text))


def _spelled_out(lexed: list[Lexed]) -> list[Lexed]:
    """Read "plus", "minus" and "times" as signs where they stand between words, or at the head of a sum."""
    result = list(lexed)
    for at, each in enumerate(lexed):
        sign = _SPELLED.get(each.casefold()) if isinstance(each, str) else None
        if sign is None or at + 1 == len(lexed):
            continue
        before, after = result[at - 1] if at else None, lexed[at + 1]
        if sign is Mark.TIMES:
            fits = isinstance(before, str) and NUMBER.fullmatch(before) is not None
        else:
            head = before in (None, Mark.OPEN) and _is_sum(lexed[at + 1 :])
            fits = head or isinstance(before, str) or before is Mark.CLOSE
        if fits and (isinstance(after, str) or after is Mark.OPEN):
            result[at] = sign
    return result


def _is_sum(lexed: list[Lexed]) -> bool:
    """Tell whether a sign follows, so that one at the head is a sign, too."""
    return any(each in SIGNS or (isinstance(each, str) and each.casefold() in _SPELLED) for each in lexed)


def _trimmed(token: str) -> Iterator[Lexed]:
    """Yield an unknown token without the commas in it and the sign before it."""
    if token[0] in _MARKS:
        yield _MARKS[token[0]]
        token = token[1:]
    for number, word in enumerate(token.split(",")):
        if number:
            yield Mark.COMMA
        if word:
            yield word


def _taken_apart(token: str, known: Callable[[str], bool]) -> Iterator[Lexed]:
    """Yield the words and signs of an unknown token, longest known words first: c++-java is c++ − java."""
    pieces = [piece for piece in _AT_MARKS.split(token) if piece]
    while pieces:
        for length in range(min(len(pieces), _MOST_JOINED), 0, -1):
            word = "".join(pieces[:length])
            if length == 1 or known(word):
                yield _MARKS.get(word, word)
                del pieces[:length]
                break
