"""How known and how liked films are, on a checkerboard: many rate even films, and like every fourth."""

from __future__ import annotations

import numpy as np
import pytest

from models.movies.audience import Audience, Part, audience_of, part_of
from models.movies.catalogue import Catalogue
from models.movies.evaluate import rank_correlation
from models.movies.facts import continuations, film_facts, means_of_links
from models.movies.film_record import FilmRecord
from models.movies.reputation import (
    UTMOST_ACCLAIM,
    learn_reputation,
    prominence_of_unseen_films,
    reputation_from_links,
)

FILMS = 400


@pytest.fixture(scope="module")
def board() -> Catalogue:
    rng = np.random.default_rng(0)
    return Catalogue.of(
        FilmRecord(
            f"Film {n}",
            f"Film {n}",
            1950 + n % 50,
            (),
            (f"Kind {n % 4}", *(f"Link {n % 2 + 2 * at}" for at in rng.choice(20, 6, replace=False))),
            item=100 if n % 2 == 0 else 100_000,
            cast=n % 4,
        )
        for n in range(FILMS)
    )


@pytest.fixture(scope="module")
def audience() -> Audience:
    even = np.arange(FILMS) % 2 == 0
    likes = np.where(np.arange(FILMS) % 4 == 0, 9.0, 1.0) * even
    return Audience(rated=12.0 * even, likes=likes, dislikes=(10.0 - likes) * even)


def test_prominence_and_acclaim_follow_those_who_rate(board: Catalogue, audience: Audience) -> None:
    found = learn_reputation(board, audience, seed=0)
    assert found.prominence[::2].min() > found.prominence[1::2].max()
    assert found.acclaim[::4].min() > found.acclaim[2::4].max()
    assert np.abs(found.acclaim).max() <= UTMOST_ACCLAIM
    again = learn_reputation(board, audience, seed=0)
    assert (again.prominence == found.prominence).all()


def test_a_film_whose_ratings_are_unseen_is_known_by_its_facts(board: Catalogue, audience: Audience) -> None:
    found = prominence_of_unseen_films(board, audience, seed=0)
    assert found[::2].mean() > 1.0 > found[1::2].mean()


def test_without_ratings_links_tell(board: Catalogue) -> None:
    vectors = np.eye(FILMS, 8, dtype=np.float32)
    found = reputation_from_links(board, vectors)
    assert found.prominence.shape == found.acclaim.shape == (FILMS,)
    assert np.isfinite(found.prominence).all()


def test_the_mean_of_a_films_links_leaves_the_film_itself_out(board: Catalogue) -> None:
    values = np.zeros(FILMS)
    before = means_of_links(board, values)[7]
    values[7] = 100.0
    after = means_of_links(board, values)[7]
    assert (after[[0, 2, 3]] < 1.0).all()
    assert (before == 0).all()


def test_facts_are_a_row_a_film_and_unknown_ones_are_no_number(board: Catalogue) -> None:
    facts = film_facts(board)
    assert len(facts) == FILMS
    unknown = film_facts(
        Catalogue.of([FilmRecord("A", "A", None, (), ()), FilmRecord("B", "B", 1950, (), ("x",), 5)])
    )
    assert np.isnan(unknown[0]).sum() == 2


def test_titles_that_go_on_are_counted() -> None:
    titles = ["The Lamp", "Lamp 2", "Lamp: Dusk", "Lamplight", "Dusk"]
    assert continuations(titles).tolist() == [2, 0, 0, 0, 0]


def test_the_users_are_parted_by_their_number_and_nobody_is_lost() -> None:
    stars = {user: [(user % 7, 4.0)] for user in range(30)}
    learn, report = part_of(stars, Part.CHOOSE), part_of(stars, Part.REPORT)
    assert learn.keys() | report.keys() == stars.keys()
    assert not learn.keys() & report.keys()
    assert part_of(stars, Part.ALL) == stars


def test_an_audience_counts_ratings_likes_and_dislikes() -> None:
    found = audience_of({1: [(0, 5.0), (1, 1.0)], 2: [(0, 5.0), (2, 3.0), (1, 4.0)]}, films=4)
    assert found.rated.tolist() == [2, 2, 1, 0]
    assert found.likes.tolist() == [2, 1, 0, 0]
    assert found.dislikes.tolist() == [0, 1, 1, 0]


def test_rank_correlation_knows_order_alone() -> None:
    values = np.array([1.0, 2.0, 3.0, 3.0])
    assert rank_correlation(values, np.exp(values)) == pytest.approx(1.0)
    assert rank_correlation(values, -values) == pytest.approx(-1.0)
