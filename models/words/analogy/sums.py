"""A sum with brackets and factors, flattened to signed words: a − 2 (b − c) is a − b − b + c + c."""

from __future__ import annotations

from dataclasses import dataclass, field

from models.words.analogy.lexer import NUMBER, SIGNS, Lexed, Mark
from models.words.errors import BadFactor

MOST_TIMES = 12

Signed = tuple[int, tuple[str, ...]]
"""A sign, +1 or −1, and the pieces of a word or phrase."""


class _NoSum(Exception):
    """What is read is no sum."""


def flattened(lexed: list[Lexed]) -> list[Signed] | None:
    """Return the signed words of a sum, in order; None if it is none, or has a sign without a word after it.

    Raises
    ------
    BadFactor
        If a factor is no whole number from 1 to 12.
    """
    lexed = [
        each
        for each, after in zip(lexed, [*lexed[1:], None], strict=True)
        if each is not Mark.COMMA or after not in SIGNS  # "king, - man"
    ]
    if Mark.COMMA in lexed or not any(each in SIGNS for each in lexed):
        return None
    reader = _Reader(lexed)
    try:
        terms = reader.sum()
    except _NoSum:
        return None
    return terms if reader.at == len(lexed) else None


@dataclass(slots=True)
class _Reader:
    """Reads a sum by recursive descent; `at` is what it reads next."""

    lexed: list[Lexed]
    at: int = field(default=0)

    def sum(self) -> list[Signed]:
        """Read `[sign] term {sign term}`."""
        terms: list[Signed] = []
        first = True
        while first or self._next() in SIGNS:
            mark = self._next()
            sign = SIGNS.get(mark, 1) if isinstance(mark, Mark) else 1
            self.at += mark in SIGNS
            terms += [(sign * own, word) for own, word in self._term()]
            first = False
        return terms

    def _term(self) -> list[Signed]:
        """Read `[number [times]] factor [times number]`."""
        times = [*self._leading_factor()]
        terms = self._factor()
        while (mark := self._next()) in (Mark.TIMES, Mark.OVER):
            self.at += 1
            number = self._next()
            if mark is Mark.OVER or not isinstance(number, str) or not NUMBER.fullmatch(number):
                raise BadFactor(f"÷ {number}" if mark is Mark.OVER else self._shown(number))
            times.append(number)
            self.at += 1
        for factor in times:
            terms = [term for term in terms for _ in range(_whole(factor))]
        return terms

    def _leading_factor(self) -> list[str]:
        number, after = self._next(), self._next(1)
        if not isinstance(number, str) or not NUMBER.fullmatch(number):
            return []
        if after is Mark.TIMES:
            self.at += 2
            return [number]
        if isinstance(after, str) or after is Mark.OPEN:
            self.at += 1
            return [number]
        return []

    def _factor(self) -> list[Signed]:
        """Read a phrase, or a sum in brackets."""
        if self._next() is Mark.OPEN:
            self.at += 1
            terms = self.sum()
            if self._next() is not Mark.CLOSE:
                raise _NoSum
            self.at += 1
            return terms
        pieces: list[str] = []
        while isinstance(piece := self._next(), str):
            pieces.append(piece)
            self.at += 1
        if not pieces or "?" in pieces:
            raise _NoSum
        return [(1, tuple(pieces))]

    def _next(self, further: int = 0) -> Lexed | None:
        at = self.at + further
        return self.lexed[at] if at < len(self.lexed) else None

    @staticmethod
    def _shown(each: Lexed | None) -> str:
        return each.value if isinstance(each, Mark) else each or ""


def _whole(number: str) -> int:
    if not number.isdecimal() or not 1 <= int(number) <= MOST_TIMES:
        raise BadFactor(number)
    return int(number)
