"""The tokens of a text model: pieces of words, learned by byte-pair encoding.

A text is cut into words, runs of digits, line breaks with the indentation that follows them, and punctuation;
a token is such a piece or a part of one. Every bracket and every quotation mark is a token of its own, so
that one can watch what the network makes of it. Merging the most frequent pair of neighbours, again and
again, is the byte-pair encoding of Sennrich, Haddow and Birch, "Neural Machine Translation of Rare Words with
Subword Units" (ACL 2016).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

UNKNOWN = "\N{REPLACEMENT CHARACTER}"
START = "\N{START OF TEXT}"
UNKNOWN_ID = 0
START_ID = 1

PIECE = re.compile(
    r"""
      \n[ \n]*                      # a line break and the indentation after it
    | [ ]?[^\W\d_]+                 # a word, with the blank before it
    | _+ | \d{1,4} | \t+
    | [ ]?(?:'''|\"{3}|['\"])       # a quotation mark
    | [ ]?[()\[\]{}]                # a bracket
    | [ ]?[^\w\s()\[\]{}'\"]+       # other punctuation
    | [ ]+ | \s | .
    """,
    re.VERBOSE | re.DOTALL,
)
LONGEST = 24
"""How many characters a token may have."""
PART = 96
"""A longer piece is encoded in parts of so many characters."""
MOST_LONG = 1_000
"""So many pieces longer than any token teach merges: all parts of an endless row of emoji have all pairs."""
RARE = 10
"""A character seen less often is left out of the alphabet, unless told otherwise; a pair is not joined."""


class Vocabulary:
    """Tokens by number, and the merges that make them from characters.

    Parameters
    ----------
    alphabet : sequence of str
        The characters that are known.
    merges : sequence of (str, str)
        Pairs of tokens to join, in the order of learning.
    """

    def __init__(self, alphabet: Sequence[str], merges: Sequence[tuple[str, str]] = ()) -> None:
        self.alphabet = tuple(alphabet)
        self.merges = tuple(merges)
        self.tokens = (UNKNOWN, START, *self.alphabet, *(left + right for left, right in self.merges))
        self._ids = {token: number for number, token in enumerate(self.tokens)}
        self._ranks = {pair: rank for rank, pair in enumerate(self.merges)}
        self._encode_piece = lru_cache(maxsize=1 << 16)(self._merged)

    @classmethod
    def learn(cls, texts: Iterable[str], size: int, rare: int = RARE) -> Vocabulary:
        """Return the vocabulary of at most `size` tokens that byte-pair encoding finds in `texts`.

        Characters that come less often than `rare` are left out.
        """
        pieces: Counter[str] = Counter()
        for text in texts:
            pieces.update(_parts(text))
        characters: Counter[str] = Counter()
        for piece, count in pieces.items():
            for character in piece:
                characters[character] += count
        alphabet = sorted(character for character, count in characters.items() if count >= rare)
        return cls(alphabet, _learn_merges(_telling(pieces), size - len(alphabet) - 2))

    @classmethod
    def from_document(cls, document: dict[str, Any]) -> Vocabulary:
        """Read what `document` wrote; raises ValueError, KeyError or TypeError where it cannot."""
        return cls(document["alphabet"], [(left, right) for left, right in document["merges"]])

    def document(self) -> dict[str, Any]:
        """Return the vocabulary as JSON can hold it."""
        return {"alphabet": list(self.alphabet), "merges": [list(pair) for pair in self.merges]}

    def __len__(self) -> int:
        """Return how many tokens there are, the unknown one and the start among them."""
        return len(self.tokens)

    def encode(self, text: str) -> NDArray[np.int32]:
        """Return the numbers of the tokens of `text`; characters that are not known become `UNKNOWN_ID`."""
        ids = [number for part in _parts(text) for number in self._encode_piece(part)]
        return np.array(ids, dtype=np.int32)

    def decode(self, ids: Iterable[int]) -> str:
        """Return the text of the tokens; the start of a text is none."""
        return "".join(self.tokens[number] for number in ids if number != START_ID)

    def pieces(self, text: str, ids: Iterable[int]) -> tuple[str, ...]:
        """Return what `ids`, the first tokens of `text`, stand for in it; unknown characters as they are."""
        pieces, at = [], 0
        for number in ids:
            end = at + len(self.tokens[number])
            pieces.append(text[at:end])
            at = end
        return tuple(pieces)

    def unknown(self, text: str) -> tuple[str, ...]:
        """Return the different characters of `text` that are not known, in the order of their appearance."""
        return tuple(dict.fromkeys(character for character in text if character not in self._ids))

    def _merged(self, piece: str) -> tuple[int, ...]:
        parts = list(piece)
        while len(parts) > 1:
            rank, at = min(
                (self._ranks.get(pair, len(self._ranks)), place) for place, pair in enumerate(pairwise(parts))
            )
            if rank == len(self._ranks):
                break
            parts[at : at + 2] = [parts[at] + parts[at + 1]]
        return tuple(self._ids.get(part, UNKNOWN_ID) for part in parts)


def last_piece(text: str) -> str:
    """Return the last word, run of blanks or mark of `text`, with the blank before it, cut to `LONGEST`."""
    *_, last = PIECE.findall(text[-LONGEST:]) or [""]
    return str(last)


def _parts(text: str) -> Iterator[str]:
    """Yield the pieces of `text`, those that nobody would call a word in parts: merging takes the square."""
    for piece in PIECE.findall(text):
        yield from (piece[at : at + PART] for at in range(0, len(piece), PART))


def _telling(pieces: Counter[str]) -> Counter[str]:
    """Return the pieces without all but the most frequent of the long ones."""
    long = Counter({piece: count for piece, count in pieces.items() if len(piece) > LONGEST})
    left_out = {piece for piece, _ in long.most_common()[MOST_LONG:]}
    return Counter({piece: count for piece, count in pieces.items() if piece not in left_out})


def _learn_merges(pieces: Counter[str], most: int) -> list[tuple[str, str]]:
    """Join the most frequent pair of neighbours, up to `most` times; ties go to the first in the alphabet."""
    words = [list(piece) for piece in pieces]
    counts = list(pieces.values())
    frequency: Counter[tuple[str, str]] = Counter()
    places: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    for number, word in enumerate(words):
        for pair in pairwise(word):
            frequency[pair] += counts[number]
            places[pair].add(number)
    merges: list[tuple[str, str]] = []
    while len(merges) < most and frequency:
        best, count = min(frequency.items(), key=lambda item: (-item[1], item[0]))
        if count < RARE:
            break
        del frequency[best]
        if len(best[0]) + len(best[1]) > LONGEST:
            continue
        merges.append(best)
        for number in sorted(places.pop(best)):
            for pair in pairwise(words[number]):
                frequency[pair] -= counts[number]
            words[number] = _joined(words[number], best)
            for pair in pairwise(words[number]):
                frequency[pair] += counts[number]
                places[pair].add(number)
        frequency.pop(best, None)
    return merges


def _joined(word: list[str], pair: tuple[str, str]) -> list[str]:
    joined: list[str] = []
    at = 0
    while at < len(word):
        if tuple(word[at : at + 2]) == pair:
            joined.append(word[at] + word[at + 1])
            at += 2
        else:
            joined.append(word[at])
            at += 1
    return joined
