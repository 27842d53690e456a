"""A talk on stage goes on after a restart: at a press, with the same answers, whatever was broken off."""

from __future__ import annotations

import re
from typing import Any

import discord
import simcord
from sqlalchemy import update

from storage.schema import talk_answers
from storage.stages import OpenTalk
from tests.cogs.talks import SMALL, handout_of, newest, shown, shown_text, started, turn, unzipped, write
from tests.room import Room

EVERYTHING = """
title: Everything
steps:
  - title: A picture, and buttons of both kinds
    commands: [analogy man king woman, "similar Star Wars"]
  - {title: Words, commands: [neighbours coffee]}
"""


async def on_stage(room: Room, place: simcord.ChannelHandle) -> OpenTalk | None:
    return await room.bot.services.stages.at(room.bot.application_id or 0, place.id)


def look(message: discord.Message) -> tuple[str, ...]:
    """Return what people see of a message."""
    embeds = [str(embed.to_dict()) for embed in message.embeds]
    files = [f"{each.filename} {each.size} {each.description}" for each in message.attachments]
    rows: Any = message.components
    buttons = [f"{each.label} {each.emoji}" for row in rows for each in row.children]
    return (message.content, *(re.sub(r"attachments/\d+/\d+", "", each) for each in embeds), *files, *buttons)


async def test_a_press_goes_on_as_if_nothing_had_happened_to_the_same_handout(room: Room) -> None:
    write(room, EVERYTHING)
    looks, handouts = [], []
    for restarts in (False, True):
        place = await started(room, "prefix")
        await turn(room, place)
        if restarts:
            place = await started(room, "prefix")
            await room.restart()
            await turn(room, place)
        looks.append([look(each.message) for each in shown(place)])
        if restarts:
            analogy = shown(place)[-3].message
            await room.ada.click(analogy, label="Multiply too")  # a button that ended with the earlier run
            assert "0.001" in shown(place)[-3].text
        await turn(room, place)
        handouts.append(handout_of(await unzipped(newest(place))))
        assert await on_stage(room, place) is None
    assert looks[0] == looks[1]
    assert handouts[0] == handouts[1]


async def test_a_step_that_was_broken_off_is_shown_again(room: Room) -> None:
    write(room, SMALL)
    place = await started(room, "prefix")
    for restarts in (False, True):
        earlier = newest(place)
        before = await on_stage(room, place)
        assert before is not None
        now = before.turned_at
        assert await room.bot.services.stages.turn(before, before.shown + 1, now)  # and killed
        assert not await room.bot.services.stages.turn(before, before.shown + 1, now)  # by another process
        if restarts:
            await room.restart()
            await room.env.settle()
        else:
            await turn(room, place)
        assert newest(place).labels == ["Next", "End here"]
    assert shown_text(place).count("`!neighbours coffee`") == 1
    assert shown_text(place).count("`!similarity cat dog`") == 1
    late = await room.ada.click(earlier.message, label="Next")
    assert "shown already" in room.answer_to(late).text


async def test_damaged_answers_are_made_anew(room: Room) -> None:
    write(room, SMALL)
    place = await started(room, "prefix")
    broken = update(talk_answers).values(answers=b"PK, but no more")
    await room.bot.services.database.write(lambda connection: connection.execute(broken))
    await room.restart()
    await turn(room, place)
    assert "**tea**" in shown(place)[-2].text
    assert newest(place).labels == ["Next", "End here"]


async def test_a_talk_ends_with_its_thread_and_with_its_speaker_s_memory(room: Room) -> None:
    write(room, SMALL)
    thread = await started(room, "prefix")
    await room.bot.get_channel(thread.id).delete()  # type: ignore[union-attr]
    await room.env.settle()
    assert await on_stage(room, thread) is None
    place = await started(room, "prefix", thread="no")
    asked = await room.ada.send(room.channel, "!forgetme")
    assert asked
    await room.ada.click(room.newest().message, label="Forget everything")
    pressed = await room.ada.click(
        next(each.message for each in shown(place) if each.labels == ["Begin"]), label="Begin"
    )
    assert "talk start small step=1`" in room.answer_to(pressed).text
    assert await on_stage(room, place) is None
