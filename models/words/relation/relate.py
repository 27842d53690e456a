"""What several pairs of words have in common: their mean offset, how well it foretells a pair, an answer."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from models.words.relation.parse import RelationRequest
from models.words.space.vectors import Neighbour, Term, WordVectors, unit
from models.words.space.word_list import refuse_repeated

_CANCELLED = 1e-6


@dataclass(frozen=True, slots=True)
class KeptOut:
    """A pair that was kept out, and the word that the offset of all the others found for it."""

    pair: tuple[Term, Term]
    found: str

    @property
    def right(self) -> bool:
        """Whether that is the second word of the pair."""
        return self.pair[1].words == (self.found,)


@dataclass(frozen=True, slots=True)
class Relation:
    """The relation of n pairs and its answer.

    Attributes
    ----------
    right : (n,) of int
        How many of the n pairs were found, each kept out in turn, from the mean offset of 0, 1, ... n − 1
        others; with none, the answer is the word nearest to the pair's first word.
    kept_out : tuple of KeptOut
        Each pair, with what all others found for it.
    agreement : float
        The mean cosine of two pairs' offsets: 1 if all point the same way.
    """

    asked: Term
    found: tuple[Neighbour, ...]
    right: tuple[int, ...]
    kept_out: tuple[KeptOut, ...]
    agreement: float


def relate(vectors: WordVectors, request: RelationRequest, count: int = 5) -> Relation:
    """Ask a word of the relation of some pairs: the words nearest to it plus the pairs' mean offset.

    This is 3CosAvg of Drozd, Gladkova and Matsuoka, "Word Embeddings, Analogies, and Machine Learning: Beyond
    king − man + woman = queen" (COLING 2016), on unit vectors. As with an analogy, a question's words are
    excluded: the one that is asked and those of the pairs that made the offset; but not the second words,
    where two pairs share one. All questions, those of the pairs that are kept out too, are answered in one
    pass.

    Raises
    ------
    UnknownWords
        With every word of the request that the vocabulary lacks.
    RepeatedWord
        If two pairs begin with the same word, a pair has the same word twice, or the relation is asked of a
        word that begins a pair.
    """
    pairs, asked = _terms(vectors, request)
    total = len(pairs)
    firsts = [*(first for first, _ in pairs), asked]
    starts = np.stack([vectors.vector(first) for first in firsts]).astype(np.float64)  # (n + 1, d)
    offsets = np.stack([vectors.vector(second) for _, second in pairs]) - starts[:-1]  # (n, d)
    questions = [*_rounds(total), (total, list(range(total)))]  # the last one is what was asked
    spent = _spent(vectors, pairs)
    excluded = [
        {*vectors.rows(firsts[of]), *chain.from_iterable(spent[other] for other in others)}
        for of, others in questions
    ]
    queries = [unit(starts[of] + _mean(offsets, others)) for of, others in questions]
    *tried, own = map(vectors.as_neighbours, vectors.nearest(np.stack(queries), count, excluded))
    kept_out = [KeptOut(pairs[number % total], found[0].word) for number, found in enumerate(tried)]
    right = [sum(each.right for each in kept_out[start:][:total]) for start in range(0, total**2, total)]
    return Relation(asked, own, tuple(right), tuple(kept_out[-total:]), _agreement(offsets))


def _terms(vectors: WordVectors, request: RelationRequest) -> tuple[list[tuple[Term, Term]], Term]:
    """Return what the words of the pairs and the asked one stand for; no pair may give an answer away."""
    terms = vectors.terms([*chain.from_iterable(request.pairs), request.asked])
    pairs, asked = list(zip(terms[:-1:2], terms[1::2], strict=True)), terms[-1]
    refuse_repeated([*(first for first, _ in pairs), asked])
    for pair in pairs:
        refuse_repeated(pair)
    return pairs, asked


def _rounds(count: int) -> list[tuple[int, list[int]]]:
    """Return n rounds of n questions: the pair that is kept out, and in round m the m next, in use."""
    return [
        (kept_out, [(kept_out + step) % count for step in range(1, used + 1)])
        for used in range(count)
        for kept_out in range(count)
    ]


def _mean(offsets: NDArray[np.float64], chosen: list[int]) -> NDArray[np.float64]:
    """Return the mean (d,) of the chosen offsets (n, d), 0 if there are none."""
    return np.asarray(offsets[chosen].sum(axis=0) / max(len(chosen), 1))


def _spent(vectors: WordVectors, pairs: list[tuple[Term, Term]]) -> list[tuple[int, ...]]:
    """Return, for each pair, the rows that are no answer once it has made an offset."""
    if len({second.words for _, second in pairs}) < len(pairs):
        return [vectors.rows(first) for first, _ in pairs]
    return [vectors.rows(first) + vectors.rows(second) for first, second in pairs]


def _agreement(offsets: NDArray[np.float64]) -> float:
    """Return the mean cosine of all pairs of offsets (n, d), each of another length than 0."""
    units = offsets / np.maximum(np.linalg.norm(offsets, axis=1, keepdims=True), _CANCELLED)
    return float((units @ units.T)[np.triu_indices(len(units), 1)].mean())
