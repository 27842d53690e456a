"""How alike two tastes are, where the answer is known by construction."""

from __future__ import annotations

import numpy as np
import pytest

from models.movies.group import Member
from models.movies.library import Library, open_library
from models.movies.match import DECILES, match_tastes, share_less_alike

EVEN, ODD = tuple(range(0, 40, 2)), tuple(range(1, 40, 2))


@pytest.fixture(scope="module")
def library() -> Library:
    return open_library()


def test_the_same_ratings_are_the_same_taste(library: Library) -> None:
    found = match_tastes(library, Member(EVEN, ODD), Member(EVEN, ODD))
    assert found.cosine == pytest.approx(1.0, abs=1e-5)
    assert found.less_alike > 0.99


def test_the_reverse_is_as_far_as_average_taste_allows(library: Library) -> None:
    found = match_tastes(library, Member(EVEN, ODD), Member(ODD, EVEN))
    assert found.cosine < DECILES[0]
    assert found.less_alike < 0.05
    for argument in found.arguments[:2]:
        assert argument.likings[0] > 0.5 > argument.likings[1]
    assert found.arguments[2].likings[1] > 0.5 > found.arguments[2].likings[0]


def test_no_film_that_either_has_rated_or_seen_is_named(library: Library) -> None:
    one, other = Member(EVEN, ODD, (41,)), Member(tuple(range(50, 60)), (), (42,))
    found = match_tastes(library, one, other, count=5)
    rows = {pick.row for pick in found.both} | {argument.row for argument in found.arguments}
    assert len(found.both) == len(found.arguments) == 5
    assert not rows & {*one.rated, *other.rated}


def test_the_share_grows_with_the_cosine() -> None:
    shares = [share_less_alike(cosine) for cosine in np.linspace(-1, 1, 41)]
    assert shares == sorted(shares)
    assert shares[0] == 0
    assert shares[-1] == 1
    assert share_less_alike(DECILES[4]) == pytest.approx(0.45)
