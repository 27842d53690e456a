"""What a person writes to calculate with words, such as "man:king :: woman:?" or "king - (man - woman)"."""

from __future__ import annotations

import re
from collections.abc import Callable

from models.words.analogy.expression import Expression, Kind
from models.words.analogy.lexer import Mark, lex, three_words, word_of
from models.words.analogy.sums import flattened
from models.words.errors import BadExpression, WrongNumberOfWords
from models.words.space.written import Written

LEAST_WORDS, MOST_WORDS = 2, 12
MOST_CHARACTERS = 1000

_QUESTION = re.compile(
    r"^\s*(?:(?:please|so|and|hey)\s+)*(?:(?:what|who|which(?:\s+word)?)(?:'s|’s|\s+(?:is|are|was))(?!\s+to\b)"
    r"(?:\s+the\s+(?:answer|result|sum)\s+(?:of|to))?|what\s+do\s+(?:you|i|we)\s+get\s+(?:for|from|with|by)"
    r"|(?:calculate|compute|solve|evaluate|how\s+much\s+is))\s*:?\s+(?=\S)",
    re.IGNORECASE,
)
_CONDITION = re.compile(r"^\s*(?:if|as|since)\s+(?=\S)", re.IGNORECASE)
_ENDING = re.compile(
    r"(?:\s*[=≈?!]|\s*\.{2,}|\s*…|(?<=\w)\s+(?:equals|gives|makes|is)(?:\s+what)?(?=\s*[?!.]*\s*$)"
    r"|\s+(?:is\s+)?equal\s+to(?:\s+what)?)+\s*$",
    re.IGNORECASE,
)
_EQUALS = re.compile(r"\s*(?:[-=]+>|=+|[≈→⇒]|\s(?:equals|(?:is\s+)?equal\s+to)\s)\s*", re.IGNORECASE)
_BETWEEN_PAIRS = re.compile(r"\s*::\s*|\s*,?\s+(?:as|so|then)\s+", re.IGNORECASE)
_BETWEEN_WHOLE_PAIRS = re.compile(r"\s*[,;=\n]\s*")
_WITHIN_PAIR = re.compile(r"\s+is\s+to(?:\s+|(?=[?!.]*$))|\s*(?:[-=]+>|[→⇒])\s*|\s*:\s*", re.IGNORECASE)
_UNKNOWN = frozenset({"", "?", "??", "???", "what", "x", "_", "__", "___", "…", "..."})


def parse(text: str, known: Callable[[str], bool]) -> Expression:
    """Read an analogy or a sum of words.

    A sum may have brackets and whole numbers before its words, and is flattened: "a - (b - c)" is a − b + c.
    What stands after an equals sign, or as the fourth word of an analogy, is what the writer expects.

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
    BadFactor
        If a word is to be taken a half, no or too many times.
    WrongNumberOfWords
        If a sum has one word only, or more than 12.
    """
    if len(text) > MOST_CHARACTERS:
        raise BadExpression(text)
    written = Written.read(text)
    pairs = _pairs(written.without(_CONDITION))
    if pairs is not None:
        return _analogy(pairs, text)
    written, expected = _computed(written.without(_QUESTION), text)
    if (three := three_words(written, known)) is not None and not expected:
        return _analogy((*three, ""), text)
    terms = flattened(lex(written, known, inside=True))
    if terms is None:
        raise BadExpression(text)
    if not LEAST_WORDS <= len(terms) <= MOST_WORDS:
        raise WrongNumberOfWords(len(terms), LEAST_WORDS, MOST_WORDS)
    words = tuple(word_of(written, pieces, known) for _, pieces in terms)
    if not all(words):
        raise BadExpression(text)
    return Expression(Kind.SUM, words, tuple(sign for sign, _ in terms), expected)


def _pairs(written: Written) -> tuple[str, str, str, str] | None:
    """Return the words of "a is to b as c is to d", "a:b :: c:d" or "a -> b, c -> d"; "" is the one asked."""
    for between, least in ((_BETWEEN_PAIRS, 1), (_BETWEEN_WHOLE_PAIRS, 2)):
        sides = [side for side in written.parts(between) if side]
        if len(sides) != 2:
            continue
        left, right = (side.parts(_WITHIN_PAIR) for side in sides)
        if len(left) == 2 and least <= len(right) <= 2:
            a, b, c, d = (_slot(each) for each in (*left, *right, written.part(""))[:4])
            return a, b, c, d
    return None


def _slot(written: Written) -> str:
    """Return one word of an analogy, "" if it is the one asked."""
    word = word_of(written, written.text.split())
    return "" if not written.is_quotation() and word.casefold() in _UNKNOWN else word


def _analogy(words: tuple[str, str, str, str], text: str) -> Expression:
    """Turn an analogy round so that its fourth word is the one asked: a ? c d is c d a ?."""
    a, b, c, d = words
    if words.count("") > 1:
        raise BadExpression(text)
    if not a:
        a, b, c, d = d, c, b, a
    elif not b:
        a, b, c, d = c, d, a, b
    elif not c:
        a, b, c, d = b, a, d, c
    return Expression.analogy(a, b, c, d)


def _computed(written: Written, text: str) -> tuple[Written, str]:
    """Return the sum, and what stands on the other side of an equals sign, "" if nothing does."""
    sides = [side for side in written.part(_ENDING.sub("", written.text)).parts(_EQUALS) if side]
    if len(sides) == 1:
        return sides[0], ""
    sums = [
        side for side in sides if any(isinstance(each, Mark) for each in lex(side, _nothing, inside=True))
    ]
    if len(sides) != 2 or len(sums) != 1:
        raise BadExpression(text)
    (expected,) = (side for side in sides if side is not sums[0])
    return sums[0], _slot(expected)


def _nothing(_: str) -> bool:
    return False
