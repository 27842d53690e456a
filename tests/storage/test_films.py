from __future__ import annotations

from datetime import UTC, datetime

from storage.database import Database
from storage.films import Films
from storage.lists import Lists
from storage.places import Place
from storage.ratings import Rating, Ratings, Verdict

NOW = datetime(2026, 1, 1, tzinfo=UTC)
ADA, ALAN = 1, 2


def rating(page: str, verdict: Verdict = Verdict.LIKE) -> Rating:
    return Rating(page, page.partition(" (")[0], verdict, NOW)


async def test_films_of_all_tables_are_told_with_their_titles(database: Database) -> None:
    await Ratings(database).rate(ADA, rating("Alien (film)"))
    made = await Lists(database).create(Place.private(ADA), "Friday", ADA, NOW)
    await Lists(database).add(made.id, [("Heat (1995 film)", "Heat")], ADA, NOW)
    assert await Films(database).kept() == {"Alien (film)": "Alien", "Heat (1995 film)": "Heat"}


async def test_a_film_that_moved_keeps_what_everybody_said_of_it(database: Database) -> None:
    ratings = Ratings(database)
    for person in (ADA, ALAN):
        await ratings.rate(person, rating("Alien"))
    assert await Films(database).move({"Alien": "Alien (film)"}) == 2
    assert [each.page for each in await ratings.of(ADA)] == ["Alien (film)"]
    assert [each.title for each in await ratings.of(ALAN)] == ["Alien"]


async def test_what_was_said_of_the_new_page_stays(database: Database) -> None:
    ratings = Ratings(database)
    await ratings.rate(ADA, rating("Alien"))
    await ratings.rate(ADA, rating("Alien (film)", Verdict.DISLIKE))
    await Films(database).move({"Alien": "Alien (film)"})
    assert [(each.page, each.verdict) for each in await ratings.of(ADA)] == [
        ("Alien (film)", Verdict.DISLIKE)
    ]
