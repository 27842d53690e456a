"""One rating a person and film, kept word for word."""

from __future__ import annotations

import asyncio
import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy.exc import IntegrityError, StatementError

from storage import schema
from storage.database import Database
from storage.ratings import LONG, Rating, Ratings, Verdict
from tests.storage.examples import ANN, BOB, NOON, many, rating


async def test_a_rating_is_read_back_as_it_was_given(ratings: Ratings) -> None:
    given = rating()
    assert await ratings.rate(ANN, given) is None
    assert await ratings.of(ANN) == (given,)


@pytest.mark.parametrize("verdict", Verdict)
async def test_every_verdict_can_be_kept(ratings: Ratings, verdict: Verdict) -> None:
    await ratings.rate(ANN, rating(verdict=verdict))
    assert [kept.verdict for kept in await ratings.of(ANN)] == [verdict]


async def test_no_other_verdict_can_be_kept(database: Database) -> None:
    row = {"user_id": ANN, "page": "p", "title": "t", "verdict": "love", "rated_at": NOON}
    with pytest.raises(IntegrityError):
        await database.write(lambda connection: connection.execute(schema.ratings.insert(), row))


async def test_a_second_rating_of_a_film_replaces_the_first_and_returns_its_verdict(ratings: Ratings) -> None:
    await ratings.rate(ANN, rating(verdict=Verdict.LIKE))
    later = replace(rating(verdict=Verdict.DISLIKE, minute=5), title="Alien, again", guild_id=None)
    assert await ratings.rate(ANN, later) is Verdict.LIKE
    assert await ratings.of(ANN) == (later,)


async def test_people_rate_the_same_film_apart(ratings: Ratings) -> None:
    await ratings.rate(ANN, rating(verdict=Verdict.LIKE))
    assert await ratings.rate(BOB, rating(verdict=Verdict.DISLIKE)) is None
    assert [kept.verdict for kept in await ratings.of(ANN)] == [Verdict.LIKE]


async def test_the_newest_comes_first_and_those_of_one_moment_by_page(ratings: Ratings) -> None:
    shuffled = [rating(page, minute=minute) for page, minute in [("C", 0), ("A", 2), ("B", 2), ("D", 1)]]
    random.Random(0).shuffle(shuffled)
    await ratings.rate_many(ANN, shuffled)
    assert [kept.page for kept in await ratings.of(ANN)] == ["A", "B", "D", "C"]


async def test_moments_come_back_in_utc_to_the_microsecond(ratings: Ratings) -> None:
    kolkata = timezone(timedelta(hours=5, minutes=30))
    moment = datetime(2026, 1, 1, 2, 3, 4, 567_891, tzinfo=kolkata)
    await ratings.rate(ANN, replace(rating(), rated_at=moment))
    (kept,) = await ratings.of(ANN)
    assert kept.rated_at == moment
    assert kept.rated_at.tzinfo is UTC


async def test_a_moment_without_a_zone_is_refused_and_nothing_is_kept(ratings: Ratings) -> None:
    with pytest.raises(StatementError, match="zone"):
        await ratings.rate(ANN, replace(rating(), rated_at=NOON.replace(tzinfo=None)))
    assert await ratings.of(ANN) == ()


TITLES = [
    "Amélie",
    "Ame\u0301lie",
    "千と千尋の神隠し",
    "Ирония судьбы",
    "🎬👩‍👩‍👧‍👦",
    "فیلم",
    "'; DROP TABLE ratings; --",
    "%_\\",
]


async def test_titles_of_every_script_stay_as_they_are(ratings: Ratings) -> None:
    await ratings.rate_many(ANN, [Rating(title, title, Verdict.LIKE, NOON) for title in TITLES])
    assert sorted(kept.page for kept in await ratings.of(ANN)) == sorted(TITLES)
    assert all(kept.page == kept.title for kept in await ratings.of(ANN))


async def test_many_ratings_at_once_return_each_earlier_verdict_in_order(ratings: Ratings) -> None:
    await ratings.rate(ANN, rating("Film 1", Verdict.SEEN))
    assert await ratings.rate_many(ANN, many(3)) == (None, Verdict.SEEN, None)


async def test_of_a_film_named_twice_at_once_the_last_word_counts(ratings: Ratings) -> None:
    twice = [rating(verdict=Verdict.LIKE), rating(verdict=Verdict.DISLIKE)]
    assert await ratings.rate_many(ANN, twice) == (None, Verdict.LIKE)
    assert await ratings.of(ANN) == (twice[1],)


async def test_many_ratings_at_once_are_kept_all_or_none(ratings: Ratings) -> None:
    bad = replace(rating("Bad"), rated_at=NOON.replace(tzinfo=None))
    with pytest.raises(StatementError):
        await ratings.rate_many(ANN, [*many(3), bad])
    assert len(await ratings.of(ANN)) == 0


async def test_no_ratings_at_once_are_no_work(ratings: Ratings) -> None:
    assert await ratings.rate_many(ANN, []) == ()


@pytest.mark.parametrize("count", [LONG - 1, LONG, 10_000])
async def test_huge_numbers_of_ratings_are_kept(ratings: Ratings, count: int) -> None:
    await ratings.rate_many(ANN, many(count))
    assert await ratings.rate_many(ANN, many(count, Verdict.SEEN)) == (Verdict.LIKE,) * count
    assert len(await ratings.of(ANN)) == count


async def test_a_rating_can_be_taken_back_once(ratings: Ratings) -> None:
    await ratings.rate_many(ANN, many(2))
    await ratings.rate(BOB, rating("Film 0"))
    assert await ratings.unrate(ANN, "Film 0")
    assert not await ratings.unrate(ANN, "Film 0")
    assert [len(await ratings.of(person)) for person in (ANN, BOB)] == [1, 1]


async def test_who_has_rated_nothing_has_no_ratings(ratings: Ratings) -> None:
    assert await ratings.of(ANN) == ()
    assert len(await ratings.of(ANN)) == 0


async def test_of_people_who_rate_one_film_at_the_same_time_each_sees_the_one_before(
    ratings: Ratings,
) -> None:
    verdicts = [Verdict.LIKE, Verdict.DISLIKE] * 10
    previous = await asyncio.gather(*(ratings.rate(ANN, rating(verdict=each)) for each in verdicts))
    (last,) = await ratings.of(ANN)
    # Each verdict given was seen by the next as the earlier one, but for the last.
    assert sorted(map(str, [*previous, last.verdict])) == sorted(map(str, [None, *verdicts]))
