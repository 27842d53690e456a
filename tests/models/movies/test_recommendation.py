"""What is said of a taste: computed once, frozen, page by page, and what was passed over stands lower."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace

import numpy as np
import pytest

from models.movies.diversity import SINKING, sunk
from models.movies.embeddings import Embeddings, Roles
from models.movies.errors import NoFilmsLeft, TooFewRatings
from models.movies.filters import Filter
from models.movies.library import Library
from models.movies.portrait import portrait, surroundings_of_film, surroundings_of_link
from models.movies.reasons import why
from models.movies.recommendation import (
    MOST_PAGES,
    Recommendation,
    Request,
    map_taste,
    recommend,
    suppose,
)

EVEN, ODD = (0, 2, 4, 6, 8), (1, 3, 5, 7, 9)
ALL = Filter(obscure=True)


def asked(board: Library, request: Request) -> Recommendation:
    return recommend(board, EVEN, ODD, (10, 11), request)


def rows(found: Recommendation) -> list[int]:
    return [film.row for film in found.shown]


def test_a_recommendation_says_all_that_is_told_of_it_and_stays_so(
    embeddings: Embeddings, parity: np.ndarray
) -> None:
    found = asked(Library(embeddings), Request(ALL))
    assert not {*EVEN, *ODD, 10, 11} & set(rows(found))
    assert parity[found.best[0].film.row] > 0 > parity[found.worst[0].film.row]
    first, last = found.best[0], found.worst[0]
    assert first.reasons.evidence
    assert all(each.liked == each.resembles for each in first.reasons.evidence)
    assert all(each.liked != each.resembles for each in last.reasons.evidence)
    assert found.direction is not None
    assert found.direction.toward[0] == "Drama"
    assert found.direction.away[0] == "Action"
    assert found.self_test is not None
    assert (found.standing.likes, found.standing.dislikes) == (5, 5)
    with pytest.raises(FrozenInstanceError):
        found.more = True  # type: ignore[misc]


def test_average_taste_points_nowhere_and_is_not_tested(embeddings: Embeddings) -> None:
    found = recommend(Library(embeddings), (), (), (), Request(ALL))
    assert found.direction is None
    assert found.self_test is None
    assert found.standing.missing == "both"
    assert all(each.reasons.average_taste or each.distance < 0 for each in found.best[:1])


def test_pages_go_on_where_the_one_before_ended_until_nothing_is_left(embeddings: Embeddings) -> None:
    board, shown = Library(embeddings), []
    for page in range(MOST_PAGES):
        found = asked(board, Request(ALL, 2, page))
        shown += rows(found)
        assert asked(board, Request(ALL, 2, page)) == found
        if not found.more:
            break
    assert len(shown) == len(set(shown)) > 2
    with pytest.raises(NoFilmsLeft):
        asked(board, Request(ALL, 2, MOST_PAGES))


def test_rows_that_were_passed_over_sink_by_the_days_and_no_other_changes_places() -> None:
    order = list(range(100, 140))
    once, twice = sunk(order, {100: 1}), sunk(order, {100: 2})
    assert once.index(100) == SINKING
    assert twice.index(100) == 2 * SINKING
    assert [row for row in once if row != 100] == order[1:]
    assert sunk(order, dict.fromkeys(order, 3)) == order
    assert sunk([], {100: 1}) == []


def test_a_film_that_was_passed_over_steps_back_and_that_is_told(embeddings: Embeddings) -> None:
    board = Library(embeddings)
    before = asked(board, Request(ALL, 1))
    (passed,) = before.best
    after = asked(board, Request(ALL, 1, passed_over={passed.film.row: 1}))
    if len(asked(board, Request(ALL, 10)).best) > 1:
        assert passed.film.row not in rows(after)
        assert after.stepped_back == (passed.film,)
    assert before.stepped_back == ()
    assert asked(board, Request(ALL, 1, 1, {passed.film.row: 1})).stepped_back == ()


def test_a_film_on_the_liked_side_sinks_no_further_than_its_side(embeddings: Embeddings) -> None:
    board = Library(embeddings)
    taste = board.taste(EVEN, ODD)
    passed = dict.fromkeys(range(len(board)), 0) | {
        row: 30 for row in range(len(board)) if taste.distances[row] > 0
    }
    found = asked(board, Request(ALL, 1, passed_over=passed))
    assert found.best[0].distance > 0


def test_why_adds_up_whatever_is_shown(embeddings: Embeddings) -> None:
    board = Library(embeddings)
    taste = board.taste(EVEN, ODD)
    for row in range(20, 60, 7):
        told = why(board, taste, row, 2)
        parts = [each.contribution for each in (*told.supports, *told.against)]
        total = sum(parts) + told.others_part + told.average_taste + told.middle
        assert total == pytest.approx(told.distance, abs=1e-5)
        assert told.others == 10 - len(parts)
        assert 1 <= told.place <= told.among == len(board)
        assert all(each.contribution * told.distance > 0 for each in told.supports)
        assert told.in_short.evidence == told.supports


def test_a_supposed_taste_and_a_person_s_are_drawn_from_the_same_films(embeddings: Embeddings) -> None:
    board = Library(embeddings)
    supposed, mapped = suppose(board, EVEN, ODD), map_taste(board, EVEN, ODD, ())
    assert supposed.map == mapped.map
    assert {film.title for film in supposed.map.of_kind("best")} == {
        each.film.title for each in supposed.best
    }
    assert mapped.standing.likes == 5
    with pytest.raises(TooFewRatings):
        map_taste(board, (), (), (3,))


def test_a_film_and_a_link_have_what_lies_near_them(embeddings: Embeddings, parity: np.ndarray) -> None:
    board = Library(embeddings)
    near = surroundings_of_film(board, board.film(0), 5, 3)
    assert len(near.films) == 5
    assert len(near.links) == 3
    assert all(parity[film.row] > 0 for film, _ in near.films)
    column = embeddings.links.index("Link 1")
    around = surroundings_of_link(board, column, 5)
    assert around.name == "Link 1"
    assert all(parity[film.row] < 0 for film, _ in around.films)
    known = portrait(board, board.film(0), 4)
    assert known.links == len(embeddings.links_of(0))
    assert set(known.told) <= {link.name for link in embeddings.links_of(0)}
    assert len(known.near_links) == 4
    assert known.roles == Roles()
    credited = Roles(("Ann",), ("Bo", "Cy"))
    other = Library(replace(embeddings, roles={board.film(0).page: credited}))
    assert portrait(other, other.film(0), 4).roles == credited
