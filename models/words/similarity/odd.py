"""The odd one out: which of some words lies farthest from the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from models.words.errors import WrongNumberOfWords
from models.words.space.vectors import Term, WordVectors, unit
from models.words.space.word_list import refuse_repeated

LEAST_WORDS, MOST_WORDS = 3, 25


@dataclass(frozen=True, slots=True)
class Belonging:
    """A term, and its cosine similarity to the mean of the others."""

    term: Term
    similarity: float


@dataclass(frozen=True, slots=True)
class OddOneOut:
    """Each term, the one that belongs least last; `terms` are in the order of the question."""

    terms: tuple[Term, ...]
    belonging: tuple[Belonging, ...]

    @property
    def odd(self) -> Belonging:
        """The odd one out."""
        return self.belonging[-1]


def odd_one_out(vectors: WordVectors, words: Sequence[str]) -> OddOneOut:
    """Rank words by their cosine similarity to the mean of the other words' unit vectors.

    gensim's `doesnt_match` compares each word with the mean of all words, itself among them. The similarity
    to the others grows with the similarity to all as long as the sum of the unit vectors is longer than 1, so
    that both find the same word unless the words point everywhere; the figures are easier to explain without
    the word itself.

    Raises
    ------
    WrongNumberOfWords
        If there are fewer than 3 words or more than 25.
    UnknownWords
        With every word that the vocabulary lacks.
    RepeatedWord
        If a word is there twice.
    """
    if not LEAST_WORDS <= len(words) <= MOST_WORDS:
        raise WrongNumberOfWords(len(words), LEAST_WORDS, MOST_WORDS)
    terms = vectors.terms(words)
    refuse_repeated(terms)
    units = np.stack([vectors.vector(term) for term in terms]).astype(np.float64)  # (n, d)
    others = np.stack([unit(rest) for rest in units.sum(axis=0) - units])
    similarities = np.einsum("nd,nd->n", units, others.astype(np.float64)).tolist()
    belonging = map(Belonging, terms, similarities)
    return OddOneOut(terms, tuple(sorted(belonging, key=lambda each: each.similarity, reverse=True)))
