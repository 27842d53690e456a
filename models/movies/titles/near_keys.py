"""Keys of titles near one that is typed: those that begin so, that have its words, and those spelt alike."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import groupby

from rapidfuzz import fuzz, process

CLOSE = 70.0
"""How alike (0 to 100) a whole key must be spelt."""

CLOSE_BEGINNING = 80.0
"""How alike its beginning must be, which says less."""


class KeySearch:
    """Searches among sorted keys; what it needs beside them is made when first asked for."""

    def __init__(self, keys: Sequence[str]) -> None:
        self._sorted = keys

    def begun(self, key: str) -> Sequence[str]:
        """Return the keys that begin as typed."""
        return _beginning_with(self._sorted, key)

    def with_words(self, key: str) -> list[str]:
        """Return the keys that have all the words typed, of the last one its beginning: `goblet of fi`."""
        *whole, last = key.split()
        found = {at for word in _beginning_with(self._vocabulary, last) for at in self._keys_of_word[word]}
        for word in whole:
            found.intersection_update(self._keys_of_word.get(word, ()))
        return [self._sorted[at] for at in found]

    def close(self, key: str, count: int) -> Iterator[list[str]]:
        """Yield the keys spelt like this one, whole or in their beginning, the most alike first."""
        whole = process.extract(key, self._sorted, scorer=fuzz.ratio, limit=count, score_cutoff=CLOSE)
        beginnings = [other[: len(key) + 1] for other in self._sorted]
        begun = process.extract(
            key, beginnings, scorer=fuzz.ratio, limit=4 * count, score_cutoff=CLOSE_BEGINNING
        )
        scores: dict[int, int] = {}
        for _, score, at in [*whole, *((text, 0.95 * score, at) for text, score, at in begun)]:
            scores[at] = max(round(score), scores.get(at, 0))
        ranked = sorted(scores, key=lambda at: -scores[at])
        for _, alike in groupby(ranked, key=scores.__getitem__):
            yield [self._sorted[at] for at in alike]

    @cached_property
    def _keys_of_word(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for at, key in enumerate(self._sorted):
            for word in key.split():
                found.setdefault(word, []).append(at)
        return found

    @cached_property
    def _vocabulary(self) -> list[str]:
        return sorted(self._keys_of_word)


def _beginning_with(ordered: Sequence[str], start: str) -> Sequence[str]:
    return ordered[bisect_left(ordered, start) : bisect_left(ordered, f"{start}\uffff")]
