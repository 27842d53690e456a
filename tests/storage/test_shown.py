"""What was shown is counted by days, the same all day, and forgotten when it is old or too much."""

from __future__ import annotations

from datetime import timedelta

import pytest

from storage.database import Database
from storage.shown import NEWEST, REMEMBERED, Shown
from tests.storage.examples import ANN, BOB, NOON

TODAY = NOON.date()
DAY = timedelta(days=1)


@pytest.fixture
def shown(database: Database) -> Shown:
    return Shown(database)


async def test_what_was_shown_today_counts_from_tomorrow_on_and_once_a_day(shown: Shown) -> None:
    for pages in (["Alien", "Heat", "Alien"], ["Alien"]):
        await shown.keep([ANN], pages, TODAY)
        assert await shown.passed_over([ANN], TODAY) == {}
    assert await shown.passed_over([ANN], TODAY + DAY) == {"Alien": 1, "Heat": 1}
    await shown.keep([ANN], ["Alien"], TODAY + DAY)
    assert await shown.passed_over([ANN], TODAY + DAY) == {"Alien": 1, "Heat": 1}
    assert await shown.passed_over([ANN], TODAY + 2 * DAY) == {"Alien": 2, "Heat": 1}


async def test_a_film_that_was_shown_no_more_is_as_if_it_had_never_been(shown: Shown) -> None:
    await shown.keep([ANN], ["Alien", "Heat"], TODAY)
    assert "Heat" in await shown.passed_over([ANN], TODAY + REMEMBERED)
    assert await shown.passed_over([ANN], TODAY + REMEMBERED + DAY) == {}
    await shown.keep([ANN], ["Heat"], TODAY + REMEMBERED + DAY)
    assert await shown.passed_over([ANN], TODAY + REMEMBERED + 2 * DAY) == {"Heat": 1}


async def test_only_the_newest_films_of_a_person_are_remembered(shown: Shown) -> None:
    await shown.keep([ANN], ["First"], TODAY - DAY)
    await shown.keep([BOB], ["First"], TODAY - DAY)
    await shown.keep([ANN], [f"Film {number}" for number in range(NEWEST)], TODAY)
    kept = await shown.passed_over([ANN], TODAY + DAY)
    assert len(kept) == NEWEST
    assert "First" not in kept
    assert await shown.passed_over([BOB], TODAY + DAY) == {"First": 1}


async def test_what_a_group_was_shown_counts_apart_and_by_whoever_saw_it_least(shown: Shown) -> None:
    await shown.keep([ANN], ["Alien"], TODAY)
    await shown.keep([ANN, BOB], ["Heat"], TODAY, together=True)
    await shown.keep([ANN], ["Heat", "Jaws"], TODAY + DAY, together=True)
    later = TODAY + 2 * DAY
    assert await shown.passed_over([ANN], later) == {"Alien": 1}
    assert await shown.passed_over([ANN, BOB], later, together=True) == {"Heat": 1}
    assert await shown.passed_over([ANN], later, together=True) == {"Heat": 2, "Jaws": 1}
    assert await shown.passed_over([], later) == {}
    await shown.keep([], ["Heat"], TODAY)
    await shown.keep([ANN], [], TODAY)
