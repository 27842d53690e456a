"""The words of a map: looked up in a vocabulary, each one once, grown by their neighbours where asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice

import numpy as np
import numpy.typing as npt

from models.words.errors import WrongNumberOfWords
from models.words.maps.parse import (
    MAX_CATEGORIES,
    MAX_WORDS,
    MIN_WORDS,
    RawCategory,
    Reason,
    Request,
    parse,
)
from models.words.space.endings import stems
from models.words.space.vectors import Neighbours, Term, WordVectors

__all__ = [
    "MAX_CATEGORIES",
    "MAX_WORDS",
    "MIN_WORDS",
    "Category",
    "DroppedWord",
    "Note",
    "RawCategory",
    "Reason",
    "RepairedWord",
    "Request",
    "WordMap",
    "build",
    "parse",
]

GROW_TO = 10
_SPARE = 3  # neighbours asked for per neighbour wanted: some belong to others, some are inflections


@dataclass(frozen=True, slots=True)
class RepairedWord:
    """The vocabulary has `asked` only as `form`."""

    asked: str
    form: str


@dataclass(frozen=True, slots=True)
class DroppedWord:
    """`asked` in `category` is a word that is on the map already, in `kept_in`."""

    asked: str
    category: str
    kept_in: str


Note = RepairedWord | DroppedWord


@dataclass(frozen=True, slots=True)
class Category:
    """A name and the words of the vocabulary under it."""

    name: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class WordMap:
    """Words in categories, and their unit vectors (n, d) in that order; small enough to pickle."""

    categories: tuple[Category, ...]
    vectors: npt.NDArray[np.float32]
    notes: tuple[Note, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """All n words, category by category."""
        return tuple(chain.from_iterable(category.words for category in self.categories))

    @property
    def labels(self) -> npt.NDArray[np.intp]:
        """The number of each word's category, shape (n,)."""
        return np.repeat(
            np.arange(len(self.categories)), [len(category.words) for category in self.categories]
        )


def build(vectors: WordVectors, request: Request, grow_to: int = GROW_TO) -> WordMap:
    """Look up the words of a request.

    A word asked for twice, even in two spellings, is kept where it comes first, and the notes tell of it. A
    category of which nothing is left is not drawn.

    Parameters
    ----------
    vectors
        The vocabulary.
    request
        What to draw.
    grow_to
        How many words each category gets if the request is to be grown.

    Raises
    ------
    UnknownWords
        With every unknown word of all categories.
    WrongNumberOfWords
        If fewer than 4 different words are left, or growing makes more than 300.
    """
    asked = [(category, word) for category in request.categories for word in category.words]
    terms = vectors.terms([word for _, word in asked])
    notes: list[Note] = []
    members: dict[str, list[Term]] = {category.name: [] for category in request.categories}
    kept_in: dict[tuple[str, ...], str] = {}
    for (category, word), term in zip(asked, terms, strict=True):
        if term.words in kept_in:
            notes.append(DroppedWord(word, category.name, kept_in[term.words]))
            continue
        if term.repaired:
            notes.append(RepairedWord(word, term.form))
        kept_in[term.words] = category.name
        members[category.name].append(term)
    kept = {name: own for name, own in members.items() if own}
    return _word_map(vectors, _grown(vectors, kept, grow_to) if request.grow else kept, tuple(notes))


def _word_map(vectors: WordVectors, members: dict[str, list[Term]], notes: tuple[Note, ...]) -> WordMap:
    terms = list(chain.from_iterable(members.values()))
    if not MIN_WORDS <= len(terms) <= MAX_WORDS:
        raise WrongNumberOfWords(len(terms), MIN_WORDS, MAX_WORDS)
    categories = tuple(Category(name, tuple(term.label for term in own)) for name, own in members.items())
    return WordMap(categories, np.stack([vectors.vector(term) for term in terms]).astype(np.float32), notes)


def _grown(vectors: WordVectors, members: dict[str, list[Term]], grow_to: int) -> dict[str, list[Term]]:
    """Return each category's one word with its neighbours; a shared one goes to the most similar."""
    seeds = [own[0] for own in members.values()]
    found = vectors.neighbours_many(seeds, _SPARE * grow_to)
    words = dict.fromkeys(neighbour.word for near in found for neighbour in near.found)
    terms = {word: Term(word, (word,)) for word in words}
    similarity = np.stack([vectors.vector(seed) for seed in seeds])  # (seeds, d)
    owner = {word: int((similarity @ vectors.vector(term)).argmax()) for word, term in terms.items()}
    for seed in chain.from_iterable(seed.words for seed in seeds):
        owner[seed] = -1
    return {
        name: [seed, *islice(_relatives(near, number, owner), grow_to - 1)]
        for number, (name, seed, near) in enumerate(zip(members, seeds, found, strict=True))
    }


def _relatives(near: Neighbours, number: int, owner: dict[str, int]) -> Iterator[Term]:
    """Yield the neighbours of this category that are not just another case or ending of its words."""
    seen = {stem for word in near.term.words for stem in stems(word)}
    for neighbour in near.found:
        own = stems(neighbour.word)
        if owner[neighbour.word] == number and not seen & own:
            seen |= own
            yield Term(neighbour.word, (neighbour.word,))
