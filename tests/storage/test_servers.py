"""What is kept for a server goes thirty days after the last bot has left it."""

from __future__ import annotations

import pytest

from storage.concepts import Concepts
from storage.guess_round import NewRound
from storage.guess_rounds import GuessRounds
from storage.lists import Lists
from storage.ratings import Ratings
from storage.servers import Servers
from storage.votes import Votes
from tests.storage.examples import (
    ANN,
    ANNS,
    BOT,
    NOON,
    OTHER_SERVER,
    ROOM,
    SERVER,
    friday,
    fruit,
    later,
    rating,
    vote_on,
)

PLAYGROUND = BOT + 1


@pytest.fixture(autouse=True)
async def _kept(lists: Lists, votes: Votes, servers: Servers, ratings: Ratings) -> None:
    for place in (SERVER, OTHER_SERVER, ANNS):
        await vote_on(votes, await friday(lists, place))
        if place.guild_id is not None:
            await servers.arrive(BOT, place.guild_id)
    await ratings.rate(ANN, rating())


async def count(lists: Lists) -> list[int]:
    return [len(await lists.of(place)) for place in (SERVER, OTHER_SERVER, ANNS)]


async def test_a_server_s_lists_and_votes_go_thirty_days_after_the_bot(
    servers: Servers, lists: Lists, votes: Votes, ratings: Ratings
) -> None:
    await servers.leave(BOT, ROOM, NOON)
    assert await servers.forget_left(later(days=29.9)) == 0
    assert await count(lists) == [1, 1, 1]
    assert await servers.forget_left(later(days=30)) == 1
    assert await count(lists) == [0, 1, 1]
    assert await votes.running(SERVER) == ()
    assert len(await votes.unfinished(BOT)) == 2
    assert len(await ratings.of(ANN)) == 1
    assert await servers.forget_left(later(days=60)) == 0


async def test_a_server_s_rounds_go_with_its_lists(servers: Servers, rounds: GuessRounds) -> None:
    for place in (SERVER, OTHER_SERVER, ANNS):
        await rounds.start(NewRound(place, ROOM, "coffee", NOON, ANN))
    await servers.leave(BOT, ROOM, NOON)
    await servers.forget_left(later(days=30))
    left = [await rounds.open_in(place, ROOM) for place in (SERVER, OTHER_SERVER, ANNS)]
    assert [each is not None for each in left] == [False, True, True]


async def test_a_server_s_concepts_go_with_its_lists(servers: Servers, concepts: Concepts) -> None:
    for place in (SERVER, OTHER_SERVER, ANNS):
        await fruit(concepts, place)
    await servers.leave(BOT, ROOM, NOON)
    await servers.forget_left(later(days=30))
    assert [len(await concepts.of(place)) for place in (SERVER, OTHER_SERVER, ANNS)] == [0, 1, 1]


async def test_a_bot_that_comes_back_finds_everything(servers: Servers, lists: Lists) -> None:
    await servers.leave(BOT, ROOM, NOON)
    await servers.arrive(BOT, ROOM)
    assert await servers.forget_left(later(days=99)) == 0
    assert await count(lists) == [1, 1, 1]


async def test_a_second_departure_does_not_start_the_clock_anew(servers: Servers, lists: Lists) -> None:
    await servers.leave(BOT, ROOM, NOON)
    await servers.leave(BOT, ROOM, later(days=20))
    await servers.look_around(BOT, {ROOM + 1}, later(days=25))
    assert await servers.forget_left(later(days=30)) == 1


async def test_what_happened_while_the_bot_was_away_is_noticed_at_its_start(
    servers: Servers, lists: Lists
) -> None:
    await servers.leave(BOT, ROOM + 1, NOON)
    await servers.look_around(BOT, {ROOM + 1}, NOON)
    assert await servers.forget_left(later(days=30)) == 1
    assert await count(lists) == [0, 1, 1]


async def test_another_bot_on_the_same_file_forgets_nothing_of_mine(servers: Servers, lists: Lists) -> None:
    await servers.look_around(PLAYGROUND, {12345}, NOON)
    assert await servers.forget_left(later(days=99)) == 0
    await servers.arrive(PLAYGROUND, ROOM)
    await servers.leave(BOT, ROOM, NOON)
    assert await servers.forget_left(later(days=99)) == 0
    assert await count(lists) == [1, 1, 1]


async def test_a_server_without_lists_leaves_no_trace(servers: Servers) -> None:
    await servers.leave(BOT, 777, NOON)
    assert await servers.forget_left(later(days=99)) == 0


async def test_a_process_that_sees_some_servers_takes_no_other_for_left(
    servers: Servers, lists: Lists
) -> None:
    own = OTHER_SERVER.guild_id
    for day in range(0, 70, 7):
        await servers.look_around(BOT, {own or 0}, later(days=day), lambda guild_id: guild_id == own)
        assert await servers.forget_left(later(days=day)) == 0
    await servers.look_around(BOT, set(), later(days=70), lambda guild_id: guild_id == own)
    assert await servers.forget_left(later(days=101)) == 1
    assert await count(lists) == [1, 0, 1]
