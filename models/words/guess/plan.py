"""What each guess of a secret word tells: its similarity, its rank, and the words that are still possible."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.words.errors import SecretUnknown
from models.words.guess.bands import BANDS, BELOW
from models.words.guess.forms import is_form
from models.words.space.blocks import blocks
from models.words.space.vectors import WordVectors


@dataclass(frozen=True, slots=True)
class Told:
    """What a player is told of one guess.

    Attributes
    ----------
    word : str
        The word that was guessed.
    number : int
        Which guess of the round it is, from 1.
    band : int
        In which fifth its cosine similarity to the secret word lies: 1 for 0.2 to 0.4, BELOW for less than 0,
        BANDS for the secret word itself.
    rank : int
        Its place among all words by similarity to the secret one: 0 for that word itself, 1 for the nearest.
    possible : int
        How many words agree with all bands told up to and including this guess.
    """

    word: str
    number: int
    band: int
    rank: int
    possible: int

    @property
    def found(self) -> bool:
        """Whether it is the secret word."""
        return self.rank == 0


@dataclass(frozen=True, slots=True)
class GuessPlan:
    """What the picture of a round is drawn from; small enough to pickle.

    `words` is how many words there are in all, `secret` the word once it may be shown.
    """

    told: tuple[Told, ...]
    words: int
    secret: str | None
    source: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a guess stands, before it is kept: what was `said`, the word that it counts as, and its rank."""

    said: str
    word: str
    rank: int


def stand(vectors: WordVectors, secret: str, guess: str) -> Standing:
    """Return where a guess stands; another form of the secret word counts as that word.

    Raises
    ------
    SecretUnknown
        When the vectors were changed since the round began.
    """
    hidden, row = _row(vectors, secret), vectors.vocabulary.row(guess)
    if row is None:
        raise SecretUnknown(guess)
    if is_form(guess, secret, _similarity(vectors, row, hidden)):
        return Standing(guess, secret, 0)
    return Standing(guess, guess, _rank(_products(vectors, hidden), row, hidden))


def tell(vectors: WordVectors, secret: str, guesses: Sequence[str]) -> tuple[Told, ...]:
    """Return what is told of each guess, in the order in which they were made.

    A word w is still possible after guesses g1, ..., gk for the secret word s if, for each of them, w·gi and
    s·gi lie in the same fifth. No guess stays possible but the secret word, so the number never grows, and
    the secret word is always counted, even on the edge of a band. What can be no more is not looked at again.
    A guess that the vectors do not know (others were in use) tells nothing and is left out.

    Raises
    ------
    SecretUnknown
        When the vectors were changed since the round began.
    """
    hidden = _row(vectors, secret)
    nearness = _products(vectors, hidden)
    possible = np.arange(len(nearness))
    told: list[Told] = []
    for number, guess in enumerate(guesses, start=1):
        if (row := vectors.vocabulary.row(guess)) is None:
            continue
        if row == hidden:
            possible = possible[possible == hidden]
            told.append(Told(guess, number, BANDS, 0, len(possible)))
            continue
        band = _band(_similarity(vectors, row, hidden))
        agrees = _bands(_products(vectors, row, possible)) == band
        possible = possible[(agrees | (possible == hidden)) & (possible != row)]
        told.append(Told(guess, number, band, _rank(nearness, row, hidden), len(possible)))
    return tuple(told)


def _row(vectors: WordVectors, secret: str) -> int:
    row = vectors.vocabulary.row(secret)
    if row is None:
        raise SecretUnknown(secret)
    return row


def _similarity(vectors: WordVectors, row: int, other: int) -> float:
    """Return the cosine similarity of two words, the same in whatever company it is computed."""
    return float(vectors.matrix[row].astype(np.float64) @ vectors.matrix[other].astype(np.float64))


def _products(vectors: WordVectors, row: int, of: NDArray[np.intp] | None = None) -> NDArray[np.float32]:
    """Return the similarity of each word, or of the rows `of`, to that of a row."""
    query = vectors.matrix[row].astype(np.float32)
    if of is not None and 2 * len(of) < len(vectors.matrix):
        return np.asarray(vectors.matrix[of].astype(np.float32) @ query)
    products = np.concatenate([rows @ query for _, rows in blocks(vectors.matrix)])
    return products if of is None else products[of]


def _band(similarity: float) -> int:
    return min(max(math.floor(similarity * BANDS), BELOW), BANDS - 1)


def _bands(similarities: NDArray[np.float32]) -> NDArray[np.int64]:
    return np.clip(np.floor(similarities * BANDS), BELOW, BANDS - 1).astype(np.int64)


def _rank(nearness: NDArray[np.float32], row: int, hidden: int) -> int:
    """Return a word's place: how many others, the secret one left out, are nearer; of equals the earlier."""
    before = nearness > nearness[row]
    before[:row] |= nearness[:row] == nearness[row]
    before[hidden] = False
    return 1 + int(before.sum())
