"""What is shown: by taste and prominence, one of a series, a few of a star; and what that is worth."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from models.movies.appeal import Appeal, combined
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


def ordered(
    *films: tuple[float, float, float], own: tuple[float, ...] = (1.0,), ratings: int = 5
) -> list[int]:
    """Return the order of films with these distances, likenesses and prominences."""
    distances, likeness, prominence = np.array(films, np.float32).T
    scores = combined(distances, likeness, prominence, np.array(own, np.float32), ratings)
    assert np.isfinite(scores).all()
    return [int(at) for at in np.argsort(-scores, kind="stable")]


def test_of_two_films_that_are_else_the_same_the_one_with_more_of_anything_comes_first() -> None:
    base = np.array([0.3, 0.3, 0.3])
    for part in np.eye(3) * 0.1:
        assert ordered(tuple(base), tuple(base + part), own=(5.0,)) == [1, 0]
    assert ordered((0.0, 0.0, 1.0), (0.0, 0.0, 2.0), own=(), ratings=0) == [1, 0]


def test_fame_beyond_that_of_a_persons_own_films_hardly_counts() -> None:
    famous, theirs, dull = (0.1, 0.0, 6.0), (0.1, 0.9, 2.0), (0.0, 0.0, 0.0)
    assert ordered(famous, theirs, dull, own=(5.0, 6.0, 7.0))[0] == 0
    assert ordered(famous, theirs, dull, own=(1.0, 2.0, 2.5))[0] == 1


def test_taste_has_more_say_with_every_rating() -> None:
    films = (0.2, 0.0, -1.0), (0.1, 0.0, 1.0), (-0.3, 0.0, 0.0)
    assert [ordered(*films, ratings=ratings)[0] for ratings in (1, 10, 10_000)] == [1, 1, 0]


def test_known_films_alone_have_appeal_and_those_like_the_liked_have_more(
    board: Library, parity: np.ndarray
) -> None:
    appeal = Appeal(board.embeddings)
    for likes, dislikes in ((EVEN, ODD), (EVEN, ()), ((), ODD), ((), ())):
        taste = board.taste(likes, dislikes)
        best, worst = appeal.of_films(taste, 1), appeal.of_films(taste, -1)
        assert np.isfinite(best).tolist() == np.isfinite(worst).tolist() == [row < 60 for row in range(120)]
        even, odd = (np.isfinite(best) & (parity == side) for side in (1, -1))
        assert best[even].mean() > best[odd].mean()
        assert worst[even].mean() < worst[odd].mean()


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
    assert ours.liked > chance.liked  # on the checkerboard a series is half of all films, and shown once
    assert found["prominence alone"].rated > ours.rated
    assert found["taste alone"].liked_of_judged == 1.0 > chance.liked_of_judged
    assert measure_lists(board, {}, sizes=(5,)) == []
