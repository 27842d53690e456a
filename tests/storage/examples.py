"""People, films and ratings to test with."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from storage.concept import NewConcept, StoredConcept
from storage.concepts import Concepts
from storage.film_list import FilmList
from storage.lists import Lists
from storage.places import Place
from storage.ratings import Rating, Verdict
from storage.vote import NewVote, Vote
from storage.votes import Votes

ANN, BOB = 1_187_654_321_098_765_432, 298_765_432_109_876_543
ROOM = 1_055_443_322_110_099_887
SERVER, OTHER_SERVER, ANNS = Place.server(ROOM), Place.server(ROOM + 1), Place.private(ANN)
FILMS = [("Alien (film)", "Alien (1979)"), ("Heat (1995 film)", "Heat (1995)"), ("Amélie", "Amélie (2001)")]
BOT = 1
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def rating(page: str = "Alien (film)", verdict: Verdict = Verdict.LIKE, *, minute: int = 0) -> Rating:
    return Rating(page, page.removesuffix(" (film)"), verdict, NOON + timedelta(minutes=minute), ROOM)


def many(count: int, verdict: Verdict = Verdict.LIKE) -> list[Rating]:
    return [rating(f"Film {number}", verdict) for number in range(count)]


def later(**time: float) -> datetime:
    return NOON + timedelta(**time)


async def friday(lists: Lists, place: Place = SERVER) -> FilmList:
    """Make a list of three films that Ann added."""
    made = await lists.create(place, "Friday", ANN, NOON)
    await lists.add(made.id, FILMS, ANN, NOON)
    return await lists.get(made.id)


async def fruit(concepts: Concepts, place: Place = SERVER) -> StoredConcept:
    """Make a concept of three words in and one out, in Ann's name."""
    new = NewConcept("Fruit", ("apple", "pear", "ice plant"), ("carrot",), seed=7)
    return await concepts.create(place, new, ANN, NOON)


async def vote_on(votes: Votes, film_list: FilmList, *, hours: float = 24) -> Vote:
    """Start a vote on a list's three films, in Ann's name."""
    new = NewVote(
        place=film_list.place,
        list_id=film_list.id,
        list_name=film_list.name,
        application_id=BOT,
        channel_id=ROOM + 7,
        starter_id=ANN,
        started_at=NOON,
        closes_at=later(hours=hours),
        hidden=False,
        films=FILMS,
    )
    return await votes.start(new)
