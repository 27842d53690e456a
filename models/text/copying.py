"""How much of a text also stands, word for word, in the text that a model was trained on.

A Bloom filter (Bloom, CACM 1970) remembers every passage of `TOKENS` tokens of the training text in a few
bits. It never forgets one; now and then it takes another for one, so a run of copied text can be told too
long, not too short.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.text.lstm import Tokens

TOKENS = 6
"""A passage has so many tokens."""
BITS_A_PASSAGE = 8
PROBES = 5

Hashes = NDArray[np.uint64]
_MIX = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True)
class Run:
    """Tokens from `start` up to `stop` that stand in the training text; none when the two are the same."""

    start: int
    stop: int


class Passages:
    """Which passages a text has.

    Parameters
    ----------
    bits : (bytes,) uint8
        As `Passages.of` makes them.
    """

    def __init__(self, bits: NDArray[np.uint8]) -> None:
        if bits.dtype != np.uint8 or bits.ndim != 1 or not len(bits):
            raise ValueError("passages are a row of bytes")
        self.bits = bits

    @classmethod
    def of(cls, documents: Iterable[Tokens]) -> Passages:
        """Remember all passages of `documents`."""
        hashes = np.unique(np.concatenate([_hashes(tokens) for tokens in documents]))
        size = max(64, len(hashes) * BITS_A_PASSAGE // 8)
        wanted = np.zeros(size * 8, dtype=bool)
        for probe in _probes(hashes, size * 8):
            wanted[probe] = True
        return cls(np.packbits(wanted))

    def longest_run(self, tokens: Tokens) -> Run:
        """Return the longest stretch of `tokens` all of whose passages stand in the training text."""
        hashes = _hashes(tokens)
        known = np.ones(len(hashes), dtype=bool)
        for probe in _probes(hashes, len(self.bits) * 8):
            known &= (self.bits[probe >> 3] >> (7 - (probe & 7)) & 1).astype(bool)
        edges = np.flatnonzero(np.diff(np.concatenate([[False], known, [False]])))
        starts, stops = edges[::2], edges[1::2]
        if not len(starts):
            return Run(0, 0)
        longest = int((stops - starts).argmax())
        return Run(int(starts[longest]), int(stops[longest]) + TOKENS - 1)


def _hashes(tokens: Tokens) -> Hashes:
    """Return a number of 64 bits for each passage of `TOKENS` tokens."""
    count = max(0, len(tokens) - TOKENS + 1)
    hashes: Hashes = np.zeros(count, dtype=np.uint64)
    with np.errstate(over="ignore"):
        for offset in range(TOKENS):
            hashes = _mixed(hashes + tokens[offset : offset + count].astype(np.uint64) + np.uint64(1))
    return hashes


def _mixed(values: Hashes) -> Hashes:
    """Spread every bit over all others: the finaliser of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014)."""
    values = values + _MIX
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def _probes(hashes: Hashes, size: int) -> Iterable[NDArray[np.int64]]:
    """Yield, `PROBES` times, a place below `size` for each hash (Kirsch and Mitzenmacher, ESA 2006)."""
    low, high = hashes & np.uint64(0xFFFFFFFF), hashes >> np.uint64(32) | np.uint64(1)
    for number in range(PROBES):
        yield ((low + np.uint64(number) * high) % np.uint64(size)).astype(np.int64)
