"""What is told of guesses holds for any vectors: ranks are places, and what is possible only shrinks."""

from __future__ import annotations

import numpy as np
import pytest

from models.words.errors import SecretUnknown
from models.words.guess.bands import BANDS, BELOW, band_name
from models.words.guess.plan import stand, tell
from models.words.space.vectors import WordVectors
from tests.models.words.conftest import Made

WORDS = [f"w{''.join(chr(97 + int(d)) for d in str(number))}" for number in range(300)]


@pytest.fixture
def vectors(made: Made) -> WordVectors:
    rows = np.random.default_rng(3).normal(size=(len(WORDS), 8))
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return made(dict(zip(WORDS, rows.tolist(), strict=True)))


def test_each_guess_cuts_the_space_and_never_the_secret_word(vectors: WordVectors) -> None:
    for number in range(20):
        secret, *guesses = WORDS[number * 12 : number * 12 + 8]
        counts = [told.possible for told in tell(vectors, secret, guesses)]
        assert counts == sorted(counts, reverse=True)
        assert counts[-1] >= 1
        assert counts[0] < len(WORDS)


def test_what_is_possible_are_the_words_in_the_same_bands(vectors: WordVectors) -> None:
    secret, guesses = WORDS[7], WORDS[20:23]
    matrix = np.asarray(vectors.matrix, dtype=np.float64)
    bands = np.floor(np.clip(matrix @ matrix[20:23].T, -0.05, 0.99) * BANDS)  # (n, guesses)
    for k, told in enumerate(tell(vectors, secret, guesses), start=1):
        agree = (bands[:, :k] == bands[7, :k]).all(axis=1)
        agree[20 : 20 + k] = False
        assert told.possible == agree.sum()
        assert told.band == bands[7, k - 1]
        assert BELOW <= told.band < BANDS


def test_ranks_are_the_places_of_all_other_words(vectors: WordVectors) -> None:
    told = tell(vectors, WORDS[7], WORDS)
    assert sorted(each.rank for each in told) == list(range(len(WORDS)))
    nearest = vectors.neighbours(vectors.term(WORDS[7]), 1, exact=True).found[0].word
    assert next(each.word for each in told if each.rank == 1) == nearest
    assert [stand(vectors, WORDS[7], each.word).rank for each in told] == [each.rank for each in told]


def test_the_secret_word_alone_is_possible_once_it_is_guessed(vectors: WordVectors) -> None:
    *_, last = tell(vectors, WORDS[7], [WORDS[3], WORDS[7]])
    assert (last.number, last.band, last.rank, last.possible, last.found) == (2, BANDS, 0, 1, True)


def test_other_vectors_leave_out_guesses_that_they_do_not_know_but_not_the_secret_word(
    vectors: WordVectors,
) -> None:
    assert [each.number for each in tell(vectors, WORDS[7], ["gone", WORDS[9]])] == [2]
    with pytest.raises(SecretUnknown):
        tell(vectors, "gone", [WORDS[9]])


def test_bands_have_names_without_gaps() -> None:
    names = [band_name(band) for band in range(BELOW, BANDS + 1)]
    assert names == ["below 0", "0.0 to 0.2", "0.2 to 0.4", "0.4 to 0.6", "0.6 to 0.8", "0.8 to 1.0", "1"]
