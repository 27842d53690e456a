"""What several hyperplanes agree on, with the films that ship."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from models.movies.diversity import SERIES
from models.movies.errors import NoFilmsLeft
from models.movies.filters import Filter
from models.movies.group import LEAST_COUNT, Member, liking, recommend_together, score_films
from models.movies.library import Library, open_library
from models.movies.recommendation import MOST_PAGES
from models.movies.rules import Rule


@pytest.fixture(scope="module")
def library() -> Library:
    return open_library()


def member(library: Library, likes: str, dislikes: str = "", seen: str = "") -> Member:
    def rows(text: str) -> tuple[int, ...]:
        titles = [each.strip() for each in text.split(";") if each.strip()]
        return tuple(sorted(library.titles.complete(title, 1)[0] for title in titles))

    return Member(rows(likes), rows(dislikes), rows(seen))


@pytest.fixture(scope="module")
def members(library: Library) -> list[Member]:
    return [
        member(library, "Toy Story; The Matrix; Alien; Blade Runner", "Pretty Woman; Notting Hill; Grease"),
        member(library, "Pretty Woman; Notting Hill; Casablanca", "Alien; The Exorcist"),
        member(library, "The Godfather; Goodfellas; Taxi Driver", "Grease; Toy Story", "Citizen Kane"),
    ]


@pytest.mark.parametrize("rule", Rule)
def test_nobody_has_rated_or_seen_what_is_shown(library: Library, members: list[Member], rule: Rule) -> None:
    found = recommend_together(library, members, rule)
    assert len(found.picks) == 5
    assert not {pick.row for pick in found.picks} & {row for each in members for row in each.rated}
    assert all(len(pick.likings) == 3 and min(pick.likings) >= 0 for pick in found.picks)
    assert max(liking for pick in found.picks for liking in pick.likings) <= 1


@pytest.mark.parametrize("rule", Rule)
def test_of_a_series_one_film_is_shown(library: Library, members: list[Member], rule: Rule) -> None:
    rows = [pick.row for pick in recommend_together(library, members, rule).picks]
    for place, row in enumerate(rows):
        assert (library.neighbours.shared(row)[rows[place + 1 :]] < SERIES).all()


def test_what_a_group_passed_over_steps_back_and_all_else_stays_in_its_order(
    library: Library, members: list[Member]
) -> None:
    usual = recommend_together(library, members)
    first = usual.picks[0].row
    later = recommend_together(library, members, passed_over={first: 1})
    assert (usual.stepped_back, later.stepped_back) == ((), (first,))
    rows, others = [pick.row for pick in later.picks], [pick.row for pick in usual.picks][1:]
    assert first not in rows
    assert [row for row in rows if row in others] == [row for row in others if row in rows]
    assert len(set(rows) & set(others)) >= 3  # a star of the first has room again


def test_pages_follow_each_other_and_end(library: Library, members: list[Member]) -> None:
    found = [recommend_together(library, members, page=page) for page in range(MOST_PAGES)]
    rows = [pick.row for page in found for pick in page.picks]
    assert len(rows) == len(set(rows)) == 5 * MOST_PAGES
    assert [page.more for page in found] == [True] * (MOST_PAGES - 1) + [False]
    passed_over = {rows[0]: 1}
    assert recommend_together(library, members, passed_over=passed_over, page=1).stepped_back == ()
    few = Filter(genres=("Western",), first_year=1992, last_year=1993)
    pages = [recommend_together(library, members, wanted=few)]
    while pages[-1].more:
        pages.append(recommend_together(library, members, wanted=few, page=len(pages)))
    assert 0 < len(pages[-1].picks) <= 5
    with pytest.raises(NoFilmsLeft):
        recommend_together(library, members, wanted=few, page=len(pages))


def test_likings_run_from_the_worst_over_the_hyperplane_to_the_favourite() -> None:
    found = liking(np.array([0.4, 0.2, 0.0, -0.05, -0.1], np.float32))
    assert found.tolist() == pytest.approx([1.0, 0.75, 0.5, 0.25, 0.0])
    assert liking(np.array([-0.1, -0.2], np.float32)).tolist() == pytest.approx([0.25, 0.0])


def test_likings_do_not_depend_on_how_long_a_normal_is() -> None:
    distances = np.random.default_rng(0).normal(size=50).astype(np.float32)
    np.testing.assert_allclose(liking(distances), liking(7 * distances), atol=1e-6)


def test_least_misery_spares_the_unhappiest_and_most_pleasure_does_not(
    library: Library, members: list[Member]
) -> None:
    spared, pleased = (
        recommend_together(library, members, rule) for rule in (Rule.LEAST_MISERY, Rule.MOST_PLEASURE)
    )
    assert min(min(pick.likings) for pick in spared.picks) > min(min(pick.likings) for pick in pleased.picks)
    assert max(pleased.picks[0].likings) == pytest.approx(1.0)


def test_in_turns_everybody_has_a_pick(library: Library, members: list[Member]) -> None:
    found = recommend_together(library, members, Rule.FAIR_TURNS)
    assert found.without_pick == ()


def test_who_has_none_of_their_best_tenth_goes_without(library: Library, members: list[Member]) -> None:
    crowd = [dataclasses.replace(members[2], seen=(row,)) for row in range(3)]
    found = recommend_together(library, [members[1], *crowd], Rule.AVERAGE, count=1)
    (pick,) = found.picks
    assert set(found.without_pick) == set(range(4)) - set(pick.pick_of)


def test_alone_it_goes_by_ones_own_liking(library: Library, members: list[Member]) -> None:
    one = members[0]
    distances = library.taste(one.likes, one.dislikes).distances
    found = [float(distances[pick.row]) for pick in recommend_together(library, [one]).picks]
    assert found == sorted(found, reverse=True)
    assert min(found) > 0


def test_reasons_are_links_of_the_film_that_many_films_have(library: Library, members: list[Member]) -> None:
    for pick in recommend_together(library, members).picks:
        own = {link.column for link in library.embeddings.links_of(pick.row)}
        assert all(reason.column in own and reason.count >= LEAST_COUNT for reason in pick.reasons)


def test_reasons_do_not_change_with_whose_like_it_was(library: Library, members: list[Member]) -> None:
    assert recommend_together(library, members).picks[0].reasons == (
        recommend_together(library, members[::-1]).picks[0].reasons
    )


def test_a_filter_holds_for_groups_too(library: Library, members: list[Member]) -> None:
    wanted = Filter(genres=("Comedy",), first_year=1990, last_year=1999)
    for pick in recommend_together(library, members, wanted=wanted).picks:
        film = library.film(pick.row)
        assert "Comedy" in film.genres
        assert 1990 <= (film.year or 0) <= 1999
    with pytest.raises(NoFilmsLeft):
        recommend_together(library, members, wanted=Filter(first_year=1600, last_year=1700))


def test_films_are_scored_for_a_tie(library: Library, members: list[Member]) -> None:
    rows = [pick.row for pick in recommend_together(library, members, wanted=Filter(obscure=True)).picks]
    worst = int(np.argmin(library.taste(members[0].likes, members[0].dislikes).distances))
    scores = score_films(library, members, [*rows, worst])
    assert min(scores[:-1]) > scores[-1]
