"""The films of each title: keys in order, and whose they are; made once, as it takes longer than the rest."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.movies.titles.spelling import identities

RULES = 1
"""Which rules of spelling made the keys. Raise it with any change to them: keys that a catalogue keeps of
earlier ones are then made anew when it is opened."""


@dataclass(frozen=True, slots=True, eq=False)
class TitleKeys:
    """Which rows have a title, by its key (see `identities`).

    Attributes
    ----------
    keys : sequence of str
        Sorted, each once.
    starts : ndarray of int32, (keys + 1,)
    rows : ndarray of int32
        Key i is that of the films rows[starts[i]:starts[i + 1]], in ascending order.
    """

    keys: Sequence[str]
    starts: NDArray[np.int32]
    rows: NDArray[np.int32]

    @classmethod
    def of(cls, titles: Sequence[str]) -> TitleKeys:
        """Make the keys of titles."""
        found: dict[str, list[int]] = {}
        for row, title in enumerate(titles):
            for key in identities(title):
                found.setdefault(key, []).append(row)
        keys = sorted(found)
        sizes = np.array([len(found[key]) for key in keys], np.int64)
        return cls.joined(keys, sizes, np.array([row for key in keys for row in found[key]], np.int32))

    @classmethod
    def joined(cls, keys: Sequence[str], sizes: NDArray[np.integer], rows: NDArray[np.integer]) -> TitleKeys:
        """Put keys together with how many rows each has, and the rows.

        Raises
        ------
        ValueError
            When they do not fit together.
        """
        starts = np.concatenate([[0], np.cumsum(sizes, dtype=np.int64)])
        if len(keys) != len(sizes) or starts[-1] != len(rows):
            raise ValueError("keys and rows of titles differ in number")
        return cls(keys, starts.astype(np.int32), rows.astype(np.int32))

    @property
    def sizes(self) -> NDArray[np.int32]:
        """How many films each key has: (keys,)."""
        return np.diff(self.starts)

    def of_key(self, key: str) -> list[int]:
        """Return the rows of a key; none for one that no title has."""
        at = bisect_left(self.keys, key)
        if at == len(self.keys) or self.keys[at] != key:
            return []
        return self._rows(at)

    def shared(self) -> Iterator[list[int]]:
        """Yield the rows of each key that several films have."""
        for at in np.flatnonzero(self.sizes > 1):
            yield self._rows(int(at))

    def _rows(self, at: int) -> list[int]:
        found: list[int] = self.rows[self.starts[at] : self.starts[at + 1]].tolist()
        return found
