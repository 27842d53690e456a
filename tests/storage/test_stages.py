"""Talks on stage are bounded, nobody ends another's in another server, and a page is turned once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from storage.database import Database
from storage.people import People
from storage.refusals import StagesFull
from storage.servers import Servers
from storage.stages import KEPT_FOR, MOST_OF_SERVER, MOST_OF_SPEAKER, RESTS_AFTER, NewTalk, Stages
from tests.storage.examples import ANN, BOB, BOT, NOON, ROOM, later

HALL = ROOM + 50
TALK = NewTalk(BOT, HALL, ROOM, ANN, "small", "{}", "[]", 0)
FEW = 12


@pytest.fixture
def stages(database: Database, monkeypatch: pytest.MonkeyPatch) -> Stages:
    monkeypatch.setattr("storage.stages.MOST", FEW)
    return Stages(database)


async def given(stages: Stages, count: int, **who: int) -> None:
    """Begin talks in channels of their own, each by somebody in a server of their own unless told."""
    for number in range(1, count + 1):
        new = replace(TALK, channel_id=5000 + number, speaker_id=2000 + number, guild_id=3000 + number)
        await stages.enter(replace(new, **who), {}, NOON)  # type: ignore[arg-type]  # no text is among them


async def test_a_talk_is_as_it_was_begun_with_its_answers(stages: Stages) -> None:
    files = {0: bytes(range(256)) * 4096, 2: b""}
    begun = await stages.enter(replace(TALK, script='{"title": "Ä\\u0000"}', shown=1), files, NOON)
    assert begun == await stages.at(BOT, HALL)
    assert (begun.name, begun.script, begun.shown, begun.led) == ("small", '{"title": "Ä\\u0000"}', 1, True)
    assert [await stages.answers(begun.id, step) for step in range(3)] == [files[0], None, b""]
    assert await stages.at(BOT + 1, HALL) is None
    again = await stages.enter(TALK, {}, NOON)
    assert (await stages.at(BOT, HALL), again.id > begun.id) == (again, True)
    assert await stages.answers(begun.id, 0) is None


async def test_of_two_that_turn_the_same_page_one_does(stages: Stages) -> None:
    begun = await stages.enter(TALK, {}, NOON)
    assert await stages.turn(begun, 1, later(seconds=1))
    assert not await stages.turn(begun, 1, later(seconds=1))
    (broken_off,) = await stages.broken_off(BOT)
    assert (broken_off.shown, broken_off.led) == (1, False)
    assert await stages.turn(broken_off, 1, later(seconds=2))  # who shows it again
    assert not await stages.turn(broken_off, 1, later(seconds=3))
    await stages.lead(begun.id)
    assert await stages.broken_off(BOT) == ()
    assert await stages.there([begun.id, begun.id + 1]) == {begun.id}


async def test_many_talks_of_one_person_or_one_server_end_only_their_own(stages: Stages) -> None:
    await stages.enter(TALK, {}, NOON)
    await given(stages, FEW, speaker_id=BOB)
    await given(stages, FEW, guild_id=ROOM + 1)
    assert await stages.at(BOT, HALL) is not None
    there = [await stages.at(BOT, 5000 + number) for number in range(1, FEW + 1)]
    assert sum(each is not None for each in there) <= MOST_OF_SPEAKER + MOST_OF_SERVER
    assert there[-1] is not None


async def test_when_all_stages_are_taken_only_one_s_own_or_a_resting_talk_makes_room(stages: Stages) -> None:
    await stages.enter(TALK, {}, NOON)
    await given(stages, FEW - 1)
    late = replace(TALK, channel_id=9000, speaker_id=BOB, guild_id=9001)
    for refused in (stages.check_room(BOT, BOB, 9001, NOON), stages.enter(late, {}, NOON)):
        with pytest.raises(StagesFull):
            await refused
    await stages.check_room(BOT, ANN, None, NOON)
    await stages.check_room(BOT, BOB, ROOM, NOON)
    await stages.enter(replace(late, speaker_id=ANN), {}, NOON)
    assert await stages.at(BOT, HALL) is None
    rested = NOON + RESTS_AFTER * 2
    await stages.check_room(BOT, BOB, None, rested)
    await stages.enter(replace(late, channel_id=9002, guild_id=None), {}, rested)
    assert [await stages.at(BOT, place) is None for place in (5001, 5002, 9000, 9002)] == [
        True,
        False,
        False,
        False,
    ]


async def test_a_talk_goes_with_its_channel_its_speaker_its_server_and_in_time(
    stages: Stages, people: People, servers: Servers
) -> None:
    async def begun() -> int:
        return (await stages.enter(TALK, {0: b"her taste"}, NOON)).id

    for end in (
        lambda: stages.lose_channel(HALL),
        lambda: people.forget(ANN),
        lambda: servers.forget_left(later(days=40)),
        lambda: stages.forget_old(NOON + KEPT_FOR * 1.01),
    ):
        talk_id = await begun()
        assert (await people.export(ANN))["talks"][0]["name"] == "small"
        await servers.arrive(BOT, ROOM)
        await servers.leave(BOT, ROOM, NOON)
        await stages.forget_old(NOON + KEPT_FOR * 0.99)
        await stages.lose_channel(HALL + 1)
        assert await stages.answers(talk_id, 0) is not None
        await end()
        assert await stages.at(BOT, HALL) is None
        assert await stages.answers(talk_id, 0) is None
