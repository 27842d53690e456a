"""How alike titles are by their words, rare ones above all: sequels are called like the first film."""

from __future__ import annotations

import re
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from models.movies.titles.numbers import PARTS
from models.movies.titles.title_keys import TitleKeys

_NAMES_NOTHING = re.compile(
    r"\d+|an?|and|at|by|das|de|de[rs]|die|el|for|from|her|his|i|i[ns]|it|l|l[ae]|les|my|o[fnr]|the|to|with|your?"
)
"""Numbers and small words."""

_SHORTEST_PLURAL = 4


class TitleWords:
    """The words of a catalogue's titles.

    Parameters
    ----------
    keys : TitleKeys
        Those of the titles: case, accents and the form of numbers are gone from them.
    films : int
    """

    def __init__(self, keys: TitleKeys, films: int) -> None:
        self._keys = keys
        self._films = films

    def cosines(self, row: int) -> NDArray[np.float32]:
        """Return the cosine of this film's title with every film's, rare words weighing more: (films,)."""
        pointers, rows, weights, lengths = self._index
        found = np.zeros(self._films, np.float32)
        for word in self._words_of(row):
            of_word = rows[pointers[word] : pointers[word + 1]]
            found[of_word] += weights[word] ** 2
        cosines: NDArray[np.float32] = found / (lengths * lengths[row])
        return cosines

    def _words_of(self, row: int) -> NDArray[np.int64]:
        pointers, rows, _, _ = self._index
        return np.searchsorted(pointers, np.flatnonzero(rows == row), side="right") - 1

    @cached_property
    def _index(
        self,
    ) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float32], NDArray[np.float32]]:
        """The films of each word, as compressed rows; each word's weight; each title's length."""
        number: dict[str, int] = {}
        pairs = [
            (number.setdefault(_singular(word), len(number)), row)
            for at, key in enumerate(self._keys.keys)
            for word in key.split()
            if word not in PARTS and not _NAMES_NOTHING.fullmatch(word)
            for row in self._keys.rows[self._keys.starts[at] : self._keys.starts[at + 1]].tolist()
        ]
        words, rows = np.unique(np.array(pairs, np.int64).reshape(-1, 2), axis=0).T
        counts = np.bincount(words, minlength=len(number))
        weights = np.log(self._films / np.maximum(counts, 1)).astype(np.float32)
        squares = np.bincount(rows, weights[words] ** 2, minlength=self._films)
        lengths = np.sqrt(np.maximum(squares, 1e-9)).astype(np.float32)
        return np.concatenate([[0], np.cumsum(counts)]), rows, weights, lengths


def _singular(word: str) -> str:
    """Return `alien` for `aliens`, and other words as they are."""
    plural = len(word) >= _SHORTEST_PLURAL and word.endswith("s") and not word.endswith("ss")
    return word[:-1] if plural else word
