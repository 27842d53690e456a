"""Movie nights: a time is found, people come, are reminded and asked how it was, whatever stops the bot."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import discord
import pytest
import simcord

from bot.pacing import PacedEditor
from storage.night import Night, NightState
from tests.room import Answer, Room

pytestmark = pytest.mark.own_bot  # a night left open would go on when a later test moves the clock

HOUR_S, DAY_S = 3600.0, 24 * 3600.0


def stamp(room: Room, **ahead: float) -> str:
    """Return a time to come as Discord's clients paste it."""
    return f"<t:{int((room.env.now() + timedelta(**ahead)).timestamp())}:F>"


async def planned(room: Room) -> tuple[Night, ...]:
    return await room.bot.services.nights.planned(room.guild_id)


async def press(room: Room, person: simcord.MemberActor, message: discord.Message, label: str) -> Answer:
    return room.answer_to(await person.click(message, label=label))


async def test_a_time_is_found_people_come_and_are_reminded(room: Room) -> None:
    started = await room.say(f"!night start Alien {stamp(room, days=3)}, {stamp(room, days=4)}")
    assert "Movie night: Alien (1979)" in started.text
    assert started.labels == ["1", "2", "Propose a time", "Settle it"]
    word = await press(room, room.alan, started.message, "2")
    assert word.private
    assert "You can make\n**2.** <t:" in word.text
    assert f"**2** <@{room.ada.id}> and <@{room.alan.id}>" in room.now(started.message).text
    await room.env.advance_time(2 * DAY_S + 1)
    (night,) = await planned(room)
    assert night.state is NightState.SET
    told = room.newest()
    assert "2 people can make it" in told.text
    assert told.labels == ["I come", "I can't", "Remind me"]
    shown = room.now(started.message)
    assert "Coming: 2" in shown.text
    assert "You come on" in (await press(room, room.alan, shown.message, "Remind me")).text
    assert "You can't come" in (await press(room, room.ada, shown.message, "I can't")).text
    assert "Coming: 1" in room.now(started.message).text
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


async def test_what_another_process_shows_meanwhile_is_not_undone(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PacedEditor, "rest_s", lambda editor, key: 0.0)
    started = await room.say(f"!night start Alien {stamp(room, days=3)}, {stamp(room, days=4)}")
    (night,) = await planned(room)
    edit = discord.PartialMessage.edit
    edited: list[int] = []

    async def settle_and_edit(message: discord.PartialMessage, **what: Any) -> discord.Message | None:
        if not edited:  # what was read before is shown after
            await room.bot.services.nights.settle(night.id, room.env.now(), 1)
        edited.append(message.id)
        return await edit(message, **what)

    monkeypatch.setattr(discord.PartialMessage, "edit", settle_and_edit)
    await press(room, room.alan, started.message, "2")
    await room.env.settle()
    assert edited == [started.message.id] * 2
    assert room.now(started.message).labels == ["I come", "I can't", "Remind me"]


async def test_every_time_is_read_told_and_settled_by_menu_form_and_button(room: Room) -> None:
    assert "In which time zone?" in (await room.ask("slash", "night start", "Alien", times="fri 20:00")).text
    started = await room.ask("slash", "night start", "Alien", times=stamp(room, days=3), remind="no")
    assert started.labels == ["I come", "I can't"]  # a single time is settled
    typed = f'!night start "Alien: Covenant" {stamp(room, days=3)}, {stamp(room, days=4)} zone=berlin'
    asked = await room.say(typed)
    assert "I remember Europe/Berlin as your time zone" in asked.text
    modal = await room.alan.click(asked.message, label="Propose a time")
    values = {"times": "next friday 20:00", "zone": "Europe/London"}
    doubted = room.answer_to(await room.alan.submit_modal(modal, values))
    assert doubted.private
    assert "**Next Friday** is read as that of next week" in doubted.text
    await room.alan.click(doubted.message, label="Propose it")
    (night,) = [each for each in await planned(room) if each.is_open]
    assert [slot.proposer_id for slot in night.slots] == [room.ada.id, room.ada.id, room.alan.id]
    word = room.answer_to(
        await room.alan.select(asked.message, ["2", "3"], custom_id=f"nightslots:{night.id}")
    )
    assert word.text.count("<t:") == 4
    assert "may settle on a time" in (await press(room, room.alan, asked.message, "Settle it")).text
    menu = await press(room, room.ada, asked.message, "Settle it")
    await room.ada.select(menu.message, ["3"], custom_id=f"nighton:{night.id}")
    (night,) = [each for each in await planned(room) if each.id == night.id]
    assert (night.state, night.starts_at) == (NightState.SET, night.slots[2].starts_at)
    assert night.coming == (room.alan.id,)
    assert (await room.ask("slash", "night zone")).text.count("Europe/Berlin") == 1


async def test_a_night_is_among_the_events_moved_and_cancelled_with_it(room: Room) -> None:
    guild = room.bot.get_guild(room.guild_id)
    assert guild is not None
    started = await room.say(f"!night start Alien {stamp(room, days=3)} where=sofa")
    (event,) = await guild.fetch_scheduled_events()
    assert (event.name, event.location) == ("Movie night: Alien (1979)", "sofa")
    assert f"https://discord.com/events/{guild.id}/{event.id}" in room.now(started.message).text
    moved = await room.say(f"!night move {stamp(room, days=5)}")
    assert "Moved to <t:" in moved.text
    (event,) = await guild.fetch_scheduled_events()
    assert event.start_time - room.env.now() > timedelta(days=4)
    await room.say("!night film Heat 1995")
    (event,) = await guild.fetch_scheduled_events()
    assert event.name == "Movie night: Heat (1995)"
    await room.alan.send(room.channel, "!night cancel")
    assert "may cancel it" in room.newest().text
    asked = await room.say("!night cancel")
    await room.ada.click(asked.message, label="Cancel the night")
    assert await guild.fetch_scheduled_events() == []
    assert "Cancelled" in room.now(started.message).text
    gone = await press(room, room.alan, moved.message, "I come")
    assert "is over, or was cancelled" in gone.text


async def test_an_event_that_was_deleted_or_may_not_be_made_stops_no_night(room: Room) -> None:
    guild = room.bot.get_guild(room.guild_id)
    assert guild is not None
    await room.say(f"!night start Alien {stamp(room, days=3)}")
    (event,) = await guild.fetch_scheduled_events()
    await event.delete()
    assert "Somebody has deleted its event" in (await room.say(f"!night move {stamp(room, days=5)}")).text
    (night,) = await planned(room)
    assert (night.event_id, night.state) == (None, NightState.SET)
    room.env.inject_error("POST", f"/guilds/{guild.id}/scheduled-events", status=403, code=50013)
    await room.say(f"!night start Heat 1995 {stamp(room, days=3)}")
    assert [each.event_id for each in await planned(room)] == [None, None]


async def test_a_weekly_night_follows_itself_and_stops_when_nobody_comes(room: Room) -> None:
    await room.say("!list create Film club")
    await room.say("!list add Alien; Heat 1995")
    await room.say("!list create Horror")
    await room.say("!list add Horror: Alien")
    offered = await room.ada.autocomplete(room.channel, "night start", "film", "")
    assert [each["name"] for each in offered] == ["Film club", "Horror", "Alien (1979)", "Heat (1995)"]
    await room.say(f"!night start Alien {stamp(room, days=3)} every=week remind=no")
    (first,) = await planned(room)
    assert first.plan.list_id is not None
    await room.env.advance_time(3 * DAY_S + 3 * HOUR_S)
    said = [Answer(each, private=False).text for each in room.channel.history()]
    assert any("is among what was watched of **Film club**" in each for each in said)
    entries = await room.bot.services.lists.entries(first.plan.list_id)
    assert {each.title: each.watched_at for each in entries}["Alien (1979)"] == first.ends_at
    (second,) = await planned(room)
    assert (second.plan.title, second.plan.page, second.coming) == ("Film club", None, ())
    assert second.starts_at == (first.starts_at or first.made_at) + timedelta(weeks=1)
    for _ in range(3):
        assert len(await planned(room)) == 1
        await room.env.advance_time(7 * DAY_S)
    assert await planned(room) == ()
    assert "Nobody came three times in a row" in room.newest().text


async def test_a_bot_that_was_stopped_or_killed_goes_on_and_tells_nothing_twice(room: Room) -> None:
    started = await room.say(f"!night start Alien {stamp(room, days=3)}, {stamp(room, days=4)}")
    (night,) = await planned(room)
    nights = room.bot.services.nights
    settled = await nights.settle(night.id, room.env.now())  # killed before it could tell
    await room.restart()
    await room.env.settle()
    assert "1 person can make it" in room.newest().text
    told = len(room.channel.history())
    nights = room.bot.services.nights
    await nights.move(night.id, settled.slots[1].starts_at, room.env.now())
    (due,) = await nights.due(room.bot.application_id or 0)
    await nights.begin(due, room.env.now() - timedelta(minutes=1))
    await room.restart()  # killed after it had told, before it could keep that
    await room.env.settle()
    assert len(room.channel.history()) == told
    assert (await room.bot.services.nights.get(night.id)).state is NightState.SET
    await press(room, room.ada, room.now(started.message).message, "Remind me")
    await room.env.advance_time(4 * DAY_S + 3 * HOUR_S)
    texts = [each.content for each in room.channel.history()]
    assert texts.count(f"<@{room.ada.id}>") == 1
    assert await planned(room) == ()


async def test_a_vote_s_winner_is_planned_by_a_form(room: Room) -> None:
    await room.say("!list create Friday night")
    await room.say("!list add Alien; Heat 1995")
    vote = await room.say("!vote start")
    await room.ada.click(vote.message, label="2. Heat (1995)")
    closed = await room.say("!vote close")
    modal = await room.alan.click(closed.message, label="Plan a night")
    values = {"times": f"{stamp(room, days=3)}, {stamp(room, days=4)}", "where": "online"}
    await room.alan.submit_modal(modal, values)
    (night,) = await planned(room)
    assert (night.plan.title, night.plan.location, night.organiser_id) == (
        "Heat (1995)",
        "online",
        room.alan.id,
    )
    assert night.message_id == room.newest().message.id
    assert "Movie nights" in (await room.ask("slash", "night")).text
    assert "**Heat (1995)**" in (await room.say("!night")).text
    await room.ada.user.send_dm("!night start Alien fri 20:00")
    assert "Movie nights belong to a server" in room.direct()[-1]


async def test_a_server_reserves_nights_and_lends_its_zone(room: Room) -> None:
    room.ada = room.manager("Grace")
    await room.say("!settings nights managers")
    assert "Europe/Berlin" in (await room.say("!settings zone berlin")).text
    assert "Movie night" in (await room.say("!night start Alien fri 20:00, sat 8pm")).text
    await room.alan.send(room.channel, "!night start Alien fri 20:00")
    assert "Movie nights are planned here by those who may manage the server" in room.newest().text
    assert len(await planned(room)) == 1
