"""What is shown: by taste and prominence, one of a series, a few of a star; and what that is worth."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from models.movies.appeal import appeal
from models.movies.embeddings import Embeddings
from models.movies.evaluate_list import measure_lists
from models.movies.filters import Filter
from models.movies.library import Library

EVEN, ODD = (0, 2, 4, 6, 8), (1, 3, 5, 7, 9)


@pytest.fixture(scope="module")
def board(embeddings: Embeddings) -> Library:
    """The checkerboard, of which the first half is known and the other is not, and all may be shown."""
    known = np.where(np.arange(len(embeddings.pages)) < 60, 1.0, -1.0).astype(np.float32)
    return Library(replace(embeddings, prominence=known))


def test_of_two_films_as_near_the_known_one_comes_first() -> None:
    distances = np.array([0.5, 0.5, -0.5, -0.5], np.float32)
    known = np.array([-1.0, 1.0, -1.0, 1.0], np.float32)
    assert np.argsort(-appeal(distances, known, 5)).tolist()[0] == 1
    assert np.argsort(-appeal(-distances, known, 5)).tolist()[0] == 3
    assert np.isfinite(appeal(np.zeros(4, np.float32), known, 0)).all()


def test_taste_has_more_say_with_every_rating() -> None:
    distances = np.array([0.2, 0.1, -0.3], np.float32)
    known = np.array([-1.0, 1.0, 0.0], np.float32)
    first = [int(np.argmax(appeal(distances, known, ratings))) for ratings in (1, 10, 10_000)]
    assert first == [1, 1, 0]


def test_the_list_is_known_films_of_the_liked_kind_and_obscure_goes_by_distance(
    board: Library, parity: np.ndarray
) -> None:
    taste = board.taste(EVEN, ODD)
    best, worst = board.recommend(taste, 5, Filter(), EVEN + ODD)
    assert all(pick.row < 60 for pick in [*best, *worst])
    assert parity[best[0].row] > 0 > parity[worst[0].row]
    assert not {pick.row for pick in best} & {pick.row for pick in worst}
    obscure, _ = board.recommend(taste, 5, Filter(obscure=True), EVEN + ODD)
    distances = [pick.distance for pick in obscure]
    assert distances == sorted(distances, reverse=True)
    assert distances[0] >= max(pick.distance for pick in best)


def test_a_list_is_worth_more_than_chance_to_those_who_know_the_known_films(board: Library) -> None:
    rng = np.random.default_rng(0)
    stars = {
        user: [(int(row), 5.0 if row % 2 == 0 else 1.0) for row in rng.choice(60, 40, replace=False)]
        for user in range(4)
    }
    found = {score.method: score for score in measure_lists(board, stars, sizes=(5,))}
    ours, chance = found["as shown"], found["chance"]
    assert ours.users == 4
    assert ours.rated > chance.rated  # on the checkerboard a series is half of all films, and shown once
    assert found["prominence alone"].rated > ours.rated
    assert found["taste alone"].liked_of_judged == 1.0 > chance.liked_of_judged
    assert measure_lists(board, {}, sizes=(5,)) == []
