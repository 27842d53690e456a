from __future__ import annotations

import numpy as np
import pytest

from models.movies.first_round import KNOWN, FirstRound


@pytest.fixture(scope="module")
def groups() -> np.ndarray:
    """Four kinds of films of a hundred each, in turn: those of a kind are almost alike."""
    rng = np.random.default_rng(0)
    kinds = np.eye(4)[np.arange(KNOWN) % 4]
    vectors = np.concatenate([kinds, 0.1 * rng.standard_normal((KNOWN, 8))], axis=1)
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), np.float32)


def test_the_first_questions_are_about_films_of_every_kind(groups: np.ndarray) -> None:
    round_ = FirstRound(groups, -np.arange(KNOWN, dtype=float))
    likes: list[int] = []
    for _ in range(4):
        row = round_.next(likes, [], [])
        assert row is not None
        likes.append(row)
    assert {row % 4 for row in likes} == {0, 1, 2, 3}


def test_a_film_not_seen_says_nothing_and_is_not_asked_about_again(groups: np.ndarray) -> None:
    round_ = FirstRound(groups, -np.arange(KNOWN, dtype=float))
    first = round_.next([], [], [])
    second = round_.next([], [], [first] if first is not None else [])
    assert first is not None
    assert second is not None
    assert second != first


def test_of_equal_films_the_better_known_is_asked_about(groups: np.ndarray) -> None:
    known_last = np.arange(KNOWN, dtype=float)
    row = FirstRound(groups, known_last).next([], [], [])
    assert row is not None
    assert row > KNOWN * 0.9


def test_rated_films_are_not_asked_about_and_the_questions_end(groups: np.ndarray) -> None:
    few = FirstRound(groups[:6], np.arange(6.0))
    assert few.next([0, 1], [2], [3]) in (4, 5)
    assert few.next([0, 1], [2], [3, 4, 5]) is None


def test_ratings_of_little_known_films_break_nothing(groups: np.ndarray) -> None:
    more = np.concatenate([groups, groups[:3]])
    prominence = np.concatenate([np.ones(KNOWN), np.zeros(3)])
    assert FirstRound(more, prominence).next([KNOWN + 1], [KNOWN + 2], [KNOWN]) is not None
