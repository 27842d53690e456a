"""Sentences as numbers, and their words one after the other as gaps to be guessed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from models.words.context.corpus import Tokens
from models.words.context.predictor import END_ID, PAD_ID, SPECIAL, START_ID, token_id

FIRST = len(SPECIAL)
SENTENCES_AT_ONCE = 50_000

Ids = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Gaps:
    """Some gaps: the tokens (n, 2 x window) around each, and the answer (n,) that belongs there."""

    contexts: Ids
    right: Ids


class GapReader:
    """Reads sentences again and again in another order, a frequent word as a gap less often than a rare one.

    Parameters
    ----------
    sentences : sequence of Tokens
        What is read.
    times : (sentences,) float
        How often each is read a round, on average; a half is every other round.
    tokens : sequence of str
        The words of the network, without `SPECIAL`; the first of them are its answers.
    kept : (answers,) float
        How often each answer is a gap where it stands, from 0 to 1.
    window : int
        So many tokens on either side are read.
    """

    def __init__(
        self,
        sentences: Sequence[Tokens],
        times: NDArray[np.float32],
        tokens: Sequence[str],
        kept: NDArray[np.float64],
        window: int,
    ) -> None:
        ids = {token: at for at, token in enumerate(tokens, FIRST)}
        self._ends = np.cumsum([len(each) + 2 for each in sentences])
        whole = ((START_ID, *(token_id(token, ids) for token in sentence), END_ID) for sentence in sentences)
        self._stream = np.fromiter(chain.from_iterable(whole), np.int32, self._ends[-1])
        self._times, self._kept, self._window = times, kept, window

    def endless(self, batch: int, random: np.random.Generator) -> Iterator[Gaps]:
        """Yield so many gaps at a time, for ever."""
        while True:
            yield from self.round(batch, random)

    def round(self, batch: int, random: np.random.Generator) -> Iterator[Gaps]:
        """Yield the gaps of one round, so many at a time; the rest that fills no batch is left out."""
        times = np.floor(self._times + random.random(len(self._times))).astype(np.int64)
        order = random.permutation(np.repeat(np.arange(len(times)), times))
        for at in range(0, len(order), SENTENCES_AT_ONCE):
            stream = self._laid_out(order[at : at + SENTENCES_AT_ONCE])
            places = self._places(stream, random)
            for first in range(0, max(min(1, len(places)), len(places) - batch + 1), batch):
                yield self._gaps(stream, places[first : first + batch])

    def _laid_out(self, order: Ids) -> NDArray[np.int32]:
        """Lay sentences out in one row, with so much nothing between them that none sees another."""
        between = np.full(self._window, PAD_ID, dtype=np.int32)
        starts = np.concatenate([[0], self._ends[:-1]])
        rows = ((self._stream[starts[at] : self._ends[at]], between) for at in order)
        return np.concatenate([between, *chain.from_iterable(rows)])

    def _places(self, stream: NDArray[np.int32], random: np.random.Generator) -> Ids:
        """Return where the answers stand that are gaps this time, shuffled."""
        places = np.nonzero((stream >= FIRST) & (stream < FIRST + len(self._kept)))[0]
        return random.permutation(places[random.random(len(places)) < self._kept[stream[places] - FIRST]])

    def _gaps(self, stream: NDArray[np.int32], places: Ids) -> Gaps:
        around = np.array([*range(-self._window, 0), *range(1, self._window + 1)])
        contexts = stream[places[:, None] + around].astype(np.int64)
        return Gaps(contexts, stream[places].astype(np.int64) - FIRST)
