"""Ratings through the real bot and real sockets: none that was acknowledged is lost, whatever is killed."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Sequence

from bot.settings import Settings, variable
from models.movies.library import Film, open_library
from storage.database import Database
from storage.ratings import Ratings
from testbed.wire.answers import Interaction
from testbed.wire.bed import Wire
from testbed.wire.people import Channel, Person

PEOPLE = 24
TITLES = 20
ANSWER_S = 60.0


def environment(wire: Wire, settings: Settings) -> dict[str, str]:
    return {
        variable("token"): wire.token,
        variable("data_dir"): str(settings.data_dir),
        variable("workers"): "1",
        variable("sync"): "always",  # two wires made in one millisecond have one application id
    }


def films(offset: int) -> list[Film]:
    library = open_library()
    return [library.film(row) for row in range(offset, offset + TITLES)]


def like_all(lab: Channel, people: Sequence[Person]) -> dict[int, Interaction]:
    """Let each person like twenty films in one go: hundreds of likes at once."""
    return {
        person.id: person.slash(lab, "like", title="; ".join(film.name for film in films(number)))
        for number, person in enumerate(people)
    }


async def check_kept(settings: Settings, people: Sequence[Person]) -> None:
    """Check that the first person's films are all there, and the second one's, and so on."""
    database = await Database.open(settings.database_file)
    try:
        for number, person in enumerate(people):
            kept = {rating.page for rating in await Ratings(database).of(person.id)}
            assert {film.page for film in films(number)} <= kept
    finally:
        await database.close()


async def test_a_bot_killed_amid_hundreds_of_likes_loses_none_that_it_acknowledged(
    wire: Wire, settings: Settings
) -> None:
    guild = wire.guild("Study group", members=PEOPLE + 1)
    lab, people = guild.text_channel("lab"), guild.members[1:]
    async with wire.process("run", env=environment(wire, settings), cold=True) as process:
        asked = like_all(lab, people)
        answered = people[: PEOPLE // 2]
        for person in answered:
            answer = await asked[person.id].answer(ANSWER_S)
            assert "Noted" in str(answer.embeds[0].title)
        await process.kill()
    await check_kept(settings, answered)
    with sqlite3.connect(settings.database_file) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()
    async with wire.process("run", env=environment(wire, settings), cold=True):
        answer = await people[0].slash(lab, "ratings show").answer(ANSWER_S)
        assert "20 likes" in str(answer.embeds[0].footer.text)


async def test_two_bots_on_one_file_lose_nothing_and_are_never_locked_out(settings: Settings) -> None:
    async with Wire.start() as first, Wire.start() as second:
        rooms = []
        for number, wire in enumerate((first, second)):
            guild = wire.guild(f"Group {number}", members=11)
            rooms.append((guild.text_channel("lab"), guild.members[1:]))
        async with (
            first.process("run", env=environment(first, settings), cold=True) as one,
            second.process("run", env=environment(second, settings), cold=True) as other,
        ):
            asked = [like_all(lab, people) for lab, people in rooms]
            for interactions in asked:
                for answer in await asyncio.gather(
                    *(each.answer(ANSWER_S) for each in interactions.values())
                ):
                    assert "Noted" in str(answer.embeds[0].title)
            assert "is locked" not in one.output + other.output
    for _, people in rooms:
        await check_kept(settings, people)
