"""Which words near a concept's border are worth a vote: those that people would call in or out of it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from models.words.concept.fit import FREQUENT, Concept
from models.words.context.small_words import SMALL_WORDS
from models.words.space.endings import bases, stems
from models.words.space.vectors import WordVectors

_CLOSEST = 3  # examples to which a word's similarity counts
_ASKED, _INSIDE = 28, 20  # so many of the words most like the examples may be asked about, and inside
_LETTERS = (3, 30)


def worth_a_vote(vectors: WordVectors, concept: Concept) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the rows inside and outside that are worth a vote, those nearest to the border first.

    Far from all examples the border runs through words that have nothing to do with them, and a vote on
    *secretary* says nothing of fruit. So of the frequent words only those are asked about that are most like
    the examples: by the mean cosine to the three nearest ones, less the mean cosine to the words drawn by
    lot, which everyday words have to everything. Numbers, marks and other forms of a given
    word, or of one before it, are not asked about; nor function words, plurals, past tenses and the like,
    unless an example is one.
    """
    order = np.argsort(-_likeness(vectors, concept), kind="stable")
    distances = concept.border.distances(vectors.matrix[order].astype(np.float64))
    inside = _most_like(vectors, concept, order[distances > 0], _INSIDE)
    outside = _most_like(vectors, concept, order[distances <= 0], _ASKED - len(inside))
    return inside, outside


def _likeness(vectors: WordVectors, concept: Concept) -> NDArray[np.float64]:
    """Return how much more each frequent word (n,) is like the examples than like any word."""
    frequent = vectors.matrix[:FREQUENT].astype(np.float64)
    examples = concept.points.units[: concept.points.examples]
    closest = min(_CLOSEST, len(examples))
    to_examples = np.partition(frequent @ examples.T, -closest, axis=1)[:, -closest:].mean(axis=1)
    drawn = concept.points.units[concept.points.given :]
    return np.asarray(to_examples - frequent @ drawn.mean(axis=0))


def _most_like(
    vectors: WordVectors, concept: Concept, order: NDArray[np.int64], most: int
) -> NDArray[np.int64]:
    """Return the first of `order` that can be asked about, those nearest to the border first."""
    rows = np.fromiter(islice(_askable(vectors, concept, order), most), np.int64)
    away = np.abs(concept.border.distances(vectors.matrix[rows].astype(np.float64)))
    return rows[np.argsort(away, kind="stable")]


def _askable(vectors: WordVectors, concept: Concept, rows: NDArray[np.int64]) -> Iterator[int]:
    """Yield the rows of words that are no noise, nor a form of another word where no example is."""
    given = [word for term in concept.given for word in term.words]
    seen = {stem for word in given for stem in stems(word)}
    functional = any(_is_small(word) for term in concept.inside for word in term.words)
    usual = {ending for term in concept.inside for word in term.words for ending in _endings(vectors, word)}
    for row in rows.tolist():
        word = vectors.vocabulary.word(row)
        own = stems(word)
        if (
            _is_word(word)
            and (functional or not _is_small(word))
            and not own & seen
            and usual.issuperset(_endings(vectors, word))
        ):
            seen |= own
            yield row


def _endings(vectors: WordVectors, word: str) -> set[str]:
    """Return the endings that make `word` a form of another frequent word."""
    found = ((vectors.vocabulary.row(base), ending) for base, ending in bases(word))
    return {ending for row, ending in found if row is not None and row < FREQUENT}


def _is_word(text: str) -> bool:
    """Tell whether people can say in or out of it: no mark, number or letter."""
    least, most = _LETTERS
    return least <= len(text) <= most and text.replace("_", "").replace("-", "").isalpha()


def _is_small(text: str) -> bool:
    """Tell whether it is a function word, or a phrase of nothing else."""
    return all(part in SMALL_WORDS for part in text.casefold().replace("-", "_").split("_"))
