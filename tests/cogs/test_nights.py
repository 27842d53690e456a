"""Movie nights: a time is found, people come, are reminded and asked how it was, whatever stops the bot."""

from __future__ import annotations

from datetime import timedelta

import discord
import pytest
import simcord

from storage.night import Night, NightState
from tests.room import Answer, Room

pytestmark = pytest.mark.own_bot  # a night left open would go on when a later test moves the clock

HOUR_S, DAY_S = 3600.0, 24 * 3600.0


def stamp(room: Room, **ahead: float) -> str:
    """Return a time to come as Discord's clients paste it."""
    return f"<t:{int((room.env.now() + timedelta(**ahead)).timestamp())}:F>"


async def planned(room: Room) -> tuple[Night, ...]:
    return await room.bot.services.nights.planned(room.guild_id)


def now(room: Room, message: discord.Message) -> Answer:
    """Return a message as it stands now."""
    (found,) = [each for each in room.channel.history() if each.id == message.id]
    return Answer(found, private=False)


async def press(room: Room, person: simcord.MemberActor, message: discord.Message, label: str) -> Answer:
    return room.answer_to(await person.click(message, label=label))


async def test_a_time_is_found_people_come_and_are_reminded(room: Room) -> None:
    started = await room.say(f"!night start Alien {stamp(room, days=3)}, {stamp(room, days=4)}")
    assert "Movie night: Alien (1979)" in started.text
    assert started.labels == ["1", "2", "Propose a time", "Settle it"]
    word = await press(room, room.alan, started.message, "2")
    assert word.private
    assert "You can make\n**2.** <t:" in word.text
    assert f"**2** <@{room.ada.id}> and <@{room.alan.id}>" in now(room, started.message).text
    await room.env.advance_time(2 * DAY_S + 1)
    (night,) = await planned(room)
    assert night.state is NightState.SET
    told = room.newest()
    assert "2 people can make it" in told.text
    assert told.labels == ["I come", "I can't", "Remind me"]
    shown = now(room, started.message)
    assert "Coming: 2" in shown.text
    assert "You come on" in (await press(room, room.alan, shown.message, "Remind me")).text
    assert "You can't come" in (await press(room, room.ada, shown.message, "I can't")).text
    assert "Coming: 1" in now(room, started.message).text
    await room.env.advance_time(2 * DAY_S - HOUR_S)
    reminder = room.newest()
    assert reminder.message.content == f"<@{room.alan.id}>"
    assert [each.id for each in reminder.message.mentions] == [room.alan.id]
    await room.env.advance_time(4 * HOUR_S)
    last = room.newest()
    assert "The credits roll: Alien (1979)" in last.text
    assert last.labels == ["I liked it", "I didn't", "Just seen"]
    assert "Noted" in (await press(room, room.alan, last.message, "I liked it")).text
    assert await planned(room) == ()
