"""The words of a set of vectors, most frequent first, in memory-mapped files instead of Python strings."""

from __future__ import annotations

import mmap
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import cached_property
from itertools import takewhile
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

WORDS_FILE = "words.txt"
STARTS_FILE = "word-starts.npy"
ORDER_FILE = "word-order.npy"
FILES = (WORDS_FILE, STARTS_FILE, ORDER_FILE)

SUGGESTED_FROM = 100_000
JOINTS = re.compile(r"[\s_\-\u2010\u2011]+")
_APOSTROPHES = str.maketrans({"\u2018": "'", "\u2019": "'"})  # phones type these by themselves


def fold(text: str) -> str:
    """Return the key that `text` shares with its other letter cases, and with " ", "-" or "_" as joints."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text).translate(_APOSTROPHES)
    return JOINTS.sub("_", text.casefold())


class Vocabulary:
    """Words by row (row 0 is the most frequent) and rows by word.

    On disk: the words as UTF-8 lines, where each starts (n + 1 offsets in bytes), and the rows sorted by
    folded word. Opening maps the three files; a look-up decodes the twenty words or so that a binary search
    meets.
    """

    def __init__(self, text: mmap.mmap, starts: NDArray[np.uint64], order: NDArray[np.uint32]) -> None:
        self._text = text
        self._starts = starts.data  # (n + 1,); gives plain numbers, faster than an array does
        self._order = order.data  # (n,)

    @classmethod
    def write(cls, words: Iterable[str], folder: Path) -> None:
        """Write `words`, most frequent first and each only once, as the three files in `folder`."""
        words = list(words)
        lines = [word.encode(errors="replace") + b"\n" for word in words]
        (folder / WORDS_FILE).write_bytes(b"".join(lines))
        starts = np.cumsum([0, *map(len, lines)], dtype=np.uint64)
        # Sorting is stable: rows of one key stay in order of frequency.
        order = np.array(sorted(range(len(words)), key=lambda row: fold(words[row])), dtype=np.uint32)
        np.save(folder / STARTS_FILE, starts)
        np.save(folder / ORDER_FILE, order)

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Map the files that `write` made.

        Raises
        ------
        ValueError
            If the files do not belong together.
        OSError
            If one of them cannot be read.
        """
        starts = np.asarray(np.load(folder / STARTS_FILE, mmap_mode="r", allow_pickle=False))
        order = np.asarray(np.load(folder / ORDER_FILE, mmap_mode="r", allow_pickle=False))
        with (folder / WORDS_FILE).open("rb") as file:
            text = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        if starts.shape != (len(order) + 1,) or starts[-1] != len(text):
            raise ValueError("the files of the vocabulary do not fit together")
        return cls(text, starts, order)

    def __len__(self) -> int:
        return len(self._order)

    def word(self, row: int) -> str:
        """Return the word of `row`."""
        return self._text[self._starts[row] : self._starts[row + 1] - 1].decode()

    def row(self, word: str) -> int | None:
        """Return the row of exactly this word, or None."""
        return next((row for row in self.rows_like(word) if self.word(row) == word), None)

    def rows_like(self, text: str) -> list[int]:
        """Return the rows of all words with the folded key of `text`, most frequent first."""
        key = fold(text)
        rows = self._order[bisect_left(self._order, key, key=self._key) :]
        return list(takewhile(lambda row: self._key(row) == key, rows))

    def complete(self, prefix: str, count: int) -> list[str]:
        """Return the `count` most frequent words that begin with `prefix`, whatever the letter case."""
        start = fold(prefix.lstrip())
        if not start:
            return [self.word(row) for row in range(min(count, len(self)))]

        def head(row: int) -> str:
            return self._key(row)[: len(start)]

        low = bisect_left(self._order, start, key=head)
        rows = np.asarray(self._order[low : bisect_right(self._order, start, lo=low, key=head)])
        if len(rows) > count:
            rows = np.partition(rows, count)[:count]
        return [self.word(row) for row in np.sort(rows).tolist()]

    def suggest(self, word: str, count: int = 3) -> tuple[str, ...]:
        """Return up to `count` frequent words that differ from `word` by the fewest slips of the keyboard.

        A slip is a letter too many, missing, wrong, or swapped with its neighbour (optimal string alignment).
        Among words at one distance those with the same first letter come first, then the more frequent ones.
        Nothing is close to a text without a letter, such as an emoji or a number, nor to a single letter.
        """
        key = fold(word.strip())
        if len(key) < 2 or not any(map(str.isalpha, key)):
            return ()
        most = 1 if len(key) < 4 else 2 if len(key) < 9 else 3
        distances = process.cdist(
            [key], self._frequent_keys, scorer=OSA.distance, score_cutoff=most, dtype=np.uint8
        )[0]
        rows = np.flatnonzero(distances <= most)

        def closeness(row: int) -> tuple[int, bool, int]:
            return int(distances[row]), self._frequent_keys[row][:1] != key[:1], row

        return tuple(self.word(row) for row in sorted(map(int, rows), key=closeness)[:count])

    @cached_property
    def _frequent_keys(self) -> list[str]:
        # Some 6 MB, and only once somebody mistypes.
        return [self._key(row) for row in range(min(SUGGESTED_FROM, len(self)))]

    def _key(self, row: int) -> str:
        return fold(self.word(row))
