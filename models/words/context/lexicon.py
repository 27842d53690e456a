"""Which words a network reads and answers, and their pre-trained vectors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from typing import Self

import numpy as np
from numpy.typing import NDArray

from models.words.context.corpus import Tokens
from models.words.context.predictor import SPECIAL
from models.words.space.vectors import WordVectors

MOST_ANSWERS = 25_000
READ_ONLY_FROM_FIRST = 30_000
"""So many of the vectors' most frequent words are read even if no text had them."""
LEAST_COUNT = 2
LEAST_COUNT_OF_MARKS = 3
_RANK_OF_COMMON = 1_000


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The tokens that are read, of which the first `answers` are answered too.

    Attributes
    ----------
    tokens : tuple of str
        Without `SPECIAL`, whose rows come first in `vectors`.
    vectors : (special + tokens, d) float32
        Unit vectors.
    """

    tokens: tuple[str, ...]
    answers: int
    vectors: NDArray[np.float32]

    @classmethod
    def of(cls, sentences: Iterable[Tokens], words: WordVectors, most: int = MOST_ANSWERS) -> Self:
        """Choose the words that are frequent in the sentences and in what the vectors were made from."""
        counts = Counter(chain.from_iterable(sentences))
        rows = {token: row for token in counts if (row := words.vocabulary.row(token)) is not None}
        worth = {
            token: (counts[token] + 1) / np.sqrt(row + _RANK_OF_COMMON)
            for token, row in rows.items()
            if _is_answer(token) and counts[token] >= LEAST_COUNT
        }
        answers = sorted(worth, key=lambda token: (-worth[token], token))[:most]
        marks = [token for token in rows if not _is_answer(token) and counts[token] >= LEAST_COUNT_OF_MARKS]
        frequent = map(words.vocabulary.word, range(min(READ_ONLY_FROM_FIRST, len(words.vocabulary))))
        tokens = tuple(dict.fromkeys([*answers, *sorted(marks), *filter(_is_answer, frequent)]))
        vectors = np.zeros((len(SPECIAL) + len(tokens), words.dimensions), dtype=np.float32)
        chosen = [row for token in tokens if (row := words.vocabulary.row(token)) is not None]
        vectors[len(SPECIAL) :] = words.matrix[chosen]
        return cls(tokens, len(answers), vectors)


def _is_answer(token: str) -> bool:
    return token.isascii() and token.isalpha()
