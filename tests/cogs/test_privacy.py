"""mydata and forgetme: all of a person's, for that person alone, and gone when asked."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.room import Room

LIKES = "Toy Story; Alien"


async def exported(room: Room, face: str) -> Any:
    """Return the JSON that the bot gives Ada, having checked that nobody else sees it."""
    if face == "slash":
        answer = await room.ask("slash", "mydata")
        assert answer.private
        message = answer.message
    else:
        await room.say("!mydata")
        message = room.ada.user.dm_channel.history()[-1]
    return json.loads(await message.attachments[0].read())


async def test_mydata_holds_every_rating(room: Room, face: str) -> None:
    await room.say(f"!like {LIKES}")
    data = await exported(room, face)
    assert data["user_id"] == str(room.ada.id)
    assert {each["title"] for each in data["ratings"]} == {"Toy Story (1995)", "Alien (1979)"}


async def test_mydata_holds_nobody_else(room: Room, face: str) -> None:
    await room.alan.send(room.channel, f"!like {LIKES}")
    assert (await exported(room, face))["ratings"] == []


async def test_forgetme_asks_once_and_deletes_everything(room: Room, face: str) -> None:
    await room.say(f"!like {LIKES}")
    question = await room.ask(face, "forgetme")
    assert len(await room.bot.services.ratings.of(room.ada.id)) == 2
    await room.ada.click(question.message, label="Forget everything")
    assert await room.bot.services.ratings.of(room.ada.id) == ()


async def test_forgetme_leaves_no_byte_of_the_id(room: Room, face: str) -> None:
    await room.say(f"!like {LIKES}")
    question = await room.ask(face, "forgetme")
    await room.ada.click(question.message, label="Forget everything")
    path = room.bot.settings.database_file
    stored = b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*"))
    assert room.ada.id.to_bytes(8, "big") not in stored
    assert str(room.ada.id).encode() not in stored


@pytest.mark.parametrize("label", ["Keep it"])
async def test_whoever_thinks_again_keeps_everything(room: Room, face: str, label: str) -> None:
    await room.say(f"!like {LIKES}")
    question = await room.ask(face, "forgetme")
    await room.ada.click(question.message, label=label)
    assert len(await room.bot.services.ratings.of(room.ada.id)) == 2


async def test_nobody_else_can_have_me_forgotten(room: Room) -> None:
    await room.say(f"!like {LIKES}")
    question = await room.say("!forgetme")
    pressed = await room.alan.click(question.message, label="Forget everything")
    assert "belong to whoever" in room.answer_to(pressed).text
    assert len(await room.bot.services.ratings.of(room.ada.id)) == 2


async def test_closed_direct_messages_point_to_the_slash_command(room: Room) -> None:
    room.env.inject_error("POST", "/users/@me/channels", status=403, code=50007)
    room.env.inject_error("POST", f"/channels/{room.ada.user.dm_channel.id}/messages", status=403, code=50007)
    assert "/mydata" in (await room.say("!mydata")).text
