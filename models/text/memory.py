"""What a text has said before: where its last words stood earlier in it, what followed may follow again.

A network of some hundred cells keeps no word for word memory of a page, so the names and tables of the text
at hand surprise it each time. A longest match over tokens mends that: no weights, no training, a step of
constant cost. It is the match model of Mahoney, "Adaptive Weighing of Context Models for Lossless Data
Compression" (2005), and kin to the cache of Grave, Joulin and Usunier, "Improving Neural Language Models
with a Continuous Cache" (2017).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

SHORTEST, LONGEST = 2, 32
"""So many tokens have to match, and at most so many are compared."""
LENGTHS = (2, 3, 6, 9, 10, 16, 24, 32)
WEIGHTS = (0.20, 0.34, 0.38, 0.45, 0.60, 0.70, 0.85, 0.92)
"""How far a match of a length is trusted: chosen on development text, straight lines between."""
TRUST = np.interp(np.arange(LONGEST + 1), LENGTHS, WEIGHTS).tolist()


class Expectation(NamedTuple):
    """A token that should follow, and the probability to give it beyond the network's own."""

    token: int
    weight: float


class Memory:
    """The tokens of one text, by the pairs that they follow."""

    def __init__(self, tokens: Iterable[int] = ()) -> None:
        self.tokens: list[int] = []
        self._places: dict[tuple[int, ...], int] = {}
        for token in tokens:
            self.read(token)

    def read(self, token: int) -> None:
        """Remember one more token."""
        if len(self.tokens) >= SHORTEST:
            self._places[tuple(self.tokens[-SHORTEST:])] = len(self.tokens)
        self.tokens.append(token)

    def expect(self, recent: Sequence[int]) -> Expectation | None:
        """Return what followed when the end of `recent` stood here last; None if it never did."""
        at = self._places.get(tuple(recent[-SHORTEST:]))
        if at is None:
            return None
        length = SHORTEST
        most = min(LONGEST, at, len(recent))
        while length < most and self.tokens[at - length - 1] == recent[-length - 1]:
            length += 1
        return Expectation(self.tokens[at], TRUST[length])
