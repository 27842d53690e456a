"""Which earlier tokens a head might look at on purpose: the one before, the bracket that is open, ...

From a token, after it has been read, to those that a rule names; a rule names none from most tokens.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from enum import StrEnum

from models.text.endings import Kind
from models.text.structure import CLOSING, OPENING, QUOTES, Inside, Scanner

Targets = dict[int, tuple[int, ...]]
"""From the place of a token, the places that the rule names."""


class Pattern(StrEnum):
    """What a head may look at."""

    BRACKETS = "brackets"
    QUOTES = "quotes"
    REPEATS = "repeats"
    LINE = "line"
    PREVIOUS = "previous"


def targets(pattern: Pattern, pieces: Sequence[str]) -> Targets:
    """Return from where in a text a pattern looks at what."""
    return _RULES[pattern](pieces)


def _brackets(pieces: Sequence[str]) -> Targets:
    """From inside brackets, the one that opened last; comments and strings aside."""
    found: Targets = {}
    scanner, open_ones = Scanner(), list[int]()
    for at, piece in enumerate(pieces):
        was_code = scanner.inside is Inside.CODE
        _feed(scanner, piece)
        mark = piece.strip()
        if was_code and mark in OPENING:
            open_ones.append(at)
        elif was_code and mark in CLOSING and open_ones:
            open_ones.pop()
        if open_ones and open_ones[-1] != at and scanner.inside is Inside.CODE:
            found[at] = (open_ones[-1],)
    return found


def _quotes(pieces: Sequence[str]) -> Targets:
    """From inside quotation marks of one line, the mark that opened them."""
    found: Targets = {}
    scanner, opened = Scanner(), -1
    for at, piece in enumerate(pieces):
        was_code = scanner.inside is Inside.CODE
        _feed(scanner, piece)
        if was_code and piece.strip() in QUOTES:
            opened = at
        elif scanner.inside is Inside.STRING and opened >= 0:
            found[at] = (opened,)
    return found


def _repeats(pieces: Sequence[str]) -> Targets:
    """From a word that stood before, what followed it there.

    Heads that do so are the induction heads of Olsson et al., "In-context Learning and Induction Heads"
    (2022).
    """
    found: Targets = {}
    followers = defaultdict[str, list[int]](list)
    for at, piece in enumerate(pieces):
        if piece.strip()[:1].isalpha() and followers[piece]:
            found[at] = tuple(followers[piece])
        followers[piece].append(at + 1)
    return found


def _line(pieces: Sequence[str]) -> Targets:
    """From within a line, the line break before it."""
    found: Targets = {}
    last = -1
    for at, piece in enumerate(pieces):
        if "\n" in piece:
            last = at
        elif last >= 0:
            found[at] = (last,)
    return found


def _previous(pieces: Sequence[str]) -> Targets:
    return {at: (at - 1,) for at in range(1, len(pieces))}


def _feed(scanner: Scanner, piece: str) -> None:
    for character in piece:
        scanner.feed(character)


_RULES: dict[Pattern, Callable[[Sequence[str]], Targets]] = {
    Pattern.BRACKETS: _brackets,
    Pattern.QUOTES: _quotes,
    Pattern.REPEATS: _repeats,
    Pattern.LINE: _line,
    Pattern.PREVIOUS: _previous,
}

CODE = tuple(Pattern)
PROSE = (Pattern.REPEATS, Pattern.LINE, Pattern.PREVIOUS)
PATTERNS = {Kind.CODE: CODE, Kind.PROSE: PROSE, Kind.VERSE: PROSE}
"""What is looked for in each kind of text, the most telling first."""
