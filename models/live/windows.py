"""How well vectors tell a word from its neighbours: held out or not, it is measured alike.

A word stands between its neighbours, thinned out as for training, and is to be told from others that were
drawn by chance, as the training draws them. With negative sampling the score of a word is the logarithm of
how much likelier it is here than by chance, but for a constant (Levy and Goldberg 2014); so the softmax over
the candidates is what the network believes, and its surprise is a fair figure: without any knowledge the
logarithm of their number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from models.live.passages import Sentence

DRAWN = 15
"""Words by chance beside the right one: guessing blindly costs 4 bits."""

MOST_WINDOWS = 6_000
MOST_LOOKED_AT = 5 * MOST_WINDOWS
"""Windows of which those are drawn; they come from many passages."""

_AT_ONCE = 2_000

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Matrix = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """The words that are learned.

    Attributes
    ----------
    rows : dict of str to int
        The row of each word.
    counts : (n,) float
        How often each comes in what teaches.
    kept : (n,) float
        The share of its places at which the training does not pass over it.
    window : int
        The most places between a word and its neighbours.
    exponent : float
        Words are drawn by chance in proportion to their counts to this power.
    """

    rows: dict[str, int]
    counts: Floats
    kept: Floats
    window: int
    exponent: float

    @property
    def chances(self) -> Floats:
        """How likely each word is to be drawn by chance."""
        powers = self.counts**self.exponent
        return np.asarray(powers / powers.sum())

    @property
    def frequency_scores(self) -> Floats:
        """What scores the words best without looking at their neighbours: how often they come."""
        return np.asarray(np.log(self.counts * self.kept / self.chances))


@dataclass(frozen=True, slots=True, eq=False)
class Windows:
    """Words between neighbours, each among words drawn by chance.

    Attributes
    ----------
    candidates : (n, 1 + DRAWN) int
        The rows of the right word, and of others.
    neighbours : (m,) int
        The rows of all neighbours, window after window.
    starts : (n,) int
        Where each window's neighbours begin.
    """

    candidates: Ints
    neighbours: Ints
    starts: Ints

    @classmethod
    def drawn(cls, passages: Sequence[Sequence[Sentence]], lexicon: Lexicon, seed: int) -> Self:
        """Return windows of some passages, `MOST_WINDOWS` of them at most, by chance."""
        chance = np.random.default_rng(seed)
        found: list[tuple[int, list[int]]] = []
        for place in chance.permutation(len(passages)).tolist():
            for sentence in passages[place]:
                found += _windows(sentence, lexicon, chance)
            if len(found) > MOST_LOOKED_AT:
                break
        chosen = [found[place] for place in chance.permutation(len(found))[:MOST_WINDOWS]]
        others = chance.choice(len(lexicon.counts), (len(chosen), DRAWN), p=lexicon.chances)
        words = np.array([word for word, _ in chosen], dtype=np.int64)
        lengths = [len(neighbours) for _, neighbours in chosen]
        starts = np.cumsum([0, *lengths[:-1]]) if lengths else np.zeros(0)
        return cls(
            np.concatenate([words[:, None], others], axis=1),
            np.array([row for _, neighbours in chosen for row in neighbours], dtype=np.int64),
            starts.astype(np.int64),
        )

    def __len__(self) -> int:
        return len(self.candidates)

    def bits(self, inputs: Matrix, outputs: Matrix) -> float:
        """Return the bits a word of a network: of the vectors of neighbours (n, d) and of words (n, d)."""
        surprise = 0.0
        for start in range(0, len(self), _AT_ONCE):
            end = min(start + _AT_ONCE, len(self))
            first = self.starts[start]
            last = self.starts[end] if end < len(self) else len(self.neighbours)
            edges = self.starts[start:end] - first
            sums = np.add.reduceat(inputs[self.neighbours[first:last]], edges, axis=0)
            means = sums / np.diff([*edges, last - first])[:, None]
            scores = np.einsum("nd,nkd->nk", means, outputs[self.candidates[start:end]])
            surprise += float(_surprises(scores).sum())
        return surprise / max(1, len(self))

    def bits_by_frequency(self, lexicon: Lexicon) -> float:
        """Return the bits a word of somebody who knows how often each word comes, and nothing more."""
        return float(_surprises(lexicon.frequency_scores[self.candidates]).mean()) if len(self) else 0.0


def _windows(
    sentence: Sentence, lexicon: Lexicon, chance: np.random.Generator
) -> Iterator[tuple[int, list[int]]]:
    rows = [lexicon.rows[word] for word in sentence if word in lexicon.rows]
    rows = [row for row, lot in zip(rows, chance.random(len(rows)), strict=True) if lot < lexicon.kept[row]]
    for place, reach in enumerate(chance.integers(1, lexicon.window + 1, len(rows)).tolist()):
        if neighbours := rows[max(0, place - reach) : place] + rows[place + 1 : place + 1 + reach]:
            yield rows[place], neighbours


def _surprises(scores: NDArray[np.floating]) -> Floats:
    """Return for each row the bits of its first column, by the softmax of the row."""
    raised = scores - scores.max(axis=1, keepdims=True)
    return np.asarray((np.log(np.exp(raised).sum(axis=1)) - raised[:, 0]) / np.log(2), dtype=np.float64)
