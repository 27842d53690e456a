"""Which words a network reads and answers, and the vectors that they start from."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import chain
from typing import Self

import numpy as np
from numpy.typing import NDArray

from models.words.context.corpus import Sentences
from models.words.context.predictor import PAD_ID, SPECIAL
from models.words.space.vectors import WordVectors

MOST_ANSWERS = 26_000
MOST_READ_ONLY = 4_500
LEAST_COUNT = 2
_SPREAD = 0.35
"""The vectors' root mean square: what is learned soon shows beside it and does not drown it."""
_UNKNOWN_SPREAD = 0.1


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The tokens that are read, of which the first are answered too.

    Attributes
    ----------
    tokens : tuple of str
        Without `SPECIAL`, whose rows come first in `vectors`.
    counts : (answers,) float64
        How often each answer stands in what is learned from, a sentence counted as often as it is read.
    vectors : (special + tokens, dimensions) float32
        The principal components of the words' pre-trained vectors; near zero for what has none.
    """

    tokens: tuple[str, ...]
    counts: NDArray[np.float64]
    vectors: NDArray[np.float32]

    @property
    def answers(self) -> int:
        """How many of the tokens are answered."""
        return len(self.counts)

    @classmethod
    def of(cls, sentences: Sentences, words: WordVectors, most: int, dimensions: int, seed: int = 0) -> Self:
        """Choose the most frequent words to be answered, and the most frequent other tokens to be read.

        Where the texts have too few of these, the most frequent words of the vectors are read too.
        """
        counts: Counter[str] = Counter()
        for sentence, times in zip(sentences.training, sentences.times.tolist(), strict=True):
            for token in sentence:
                counts[token] += times
        frequent = sorted(counts, key=lambda token: (-counts[token], token))
        often = [token for token in frequent if counts[token] >= LEAST_COUNT]
        answers = [token for token in often if _is_answer(token)][:most]
        chosen = set(answers)
        known = map(words.vocabulary.word, range(min(MOST_READ_ONLY, len(words.vocabulary))))
        others = dict.fromkeys(token for token in chain(often, known) if token not in chosen)
        read_only = [*others][:MOST_READ_ONLY]
        tokens = (*answers, *read_only)
        counted = np.array([counts[token] for token in answers], dtype=np.float64)
        return cls(tokens, counted, _vectors(tokens, words, dimensions, seed))


def _vectors(tokens: tuple[str, ...], words: WordVectors, dimensions: int, seed: int) -> NDArray[np.float32]:
    random = np.random.default_rng(seed)
    vectors = random.normal(0.0, _UNKNOWN_SPREAD, (len(SPECIAL) + len(tokens), dimensions))
    vectors[PAD_ID] = 0.0
    known = {at: row for at, token in enumerate(tokens) if (row := words.vocabulary.row(token)) is not None}
    matrix = words.matrix[list(known.values())].astype(np.float64)
    matrix -= matrix.mean(axis=0)
    _, axes = np.linalg.eigh(matrix.T @ matrix)
    components = matrix @ axes[:, ::-1][:, :dimensions]
    components *= _SPREAD / np.sqrt((components**2).mean())
    vectors[np.add(list(known), len(SPECIAL)), : components.shape[1]] = components
    return vectors.astype(np.float32)


def _is_answer(token: str) -> bool:
    return token.isascii() and token[-1].isalpha() and token.replace("-", "").isalpha()
