"""Words that a vocabulary lacks, read through larger vectors that know them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from models.words.space import search
from models.words.space.terms import exact_or_like

if TYPE_CHECKING:
    from models.words.space.vectors import WordVectors
    from models.words.space.vocabulary import Vocabulary

STAND_INS = 5

_AMONG = 100_000  # most frequent words: rarer ones have neighbours as rare as themselves
_LOOKED_AT = 50


@dataclass(frozen=True)
class Beyond:
    """Larger vectors, asked which words of a smaller vocabulary are used most like one that it lacks.

    Attributes
    ----------
    name : str
        What people call the larger vectors.
    open : function
        Opens them; called when the first word is missing, so that they take no memory before.
    """

    name: str
    open: Callable[[], WordVectors]

    @cached_property
    def larger(self) -> WordVectors:
        """The larger vectors."""
        return self.open()

    def stand_ins(self, text: str, known: Vocabulary) -> tuple[str, ...]:
        """Return the words of `known` nearest to `text`, five at most; none if `text` is no word here."""
        word = exact_or_like(self.larger.vocabulary, text)
        if word is None:
            return ()
        query = self.larger.vector(self.larger.term(word)).astype(np.float32)
        (hits,) = search.nearest(self.larger.matrix[:_AMONG], query[None], _LOOKED_AT)
        found = (self.larger.vocabulary.word(row) for row in hits.rows.tolist())
        return tuple(word for word in found if known.row(word) is not None)[:STAND_INS]
