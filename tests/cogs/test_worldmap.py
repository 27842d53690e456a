"""worldmap, by prefix and by slash."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from bot import views
from bot.replies import APOLOGY_COLOUR
from tests.room import Answer, Room


async def corner(answer: Answer) -> tuple[int, ...]:
    (attachment,) = answer.message.attachments
    assert attachment.filename == "world.png"
    assert attachment.description is not None
    assert attachment.description.startswith("A map of the world")
    image = Image.open(io.BytesIO(await attachment.read())).convert("RGB")
    pixel = image.getpixel((2, 2))
    assert isinstance(pixel, tuple)
    return pixel


async def test_the_world_is_coloured_and_lit_anew(room: Room, face: str) -> None:
    answer = await room.ask(face, "worldmap", "Cricket - baseball")
    assert answer.embed.title == "The world by cricket − baseball"
    assert "**Sri Lanka**" in answer.text
    assert "Cricket → **cricket**" in answer.text
    assert answer.deferred == (face == "slash")
    assert await corner(answer) != (255, 255, 255)
    await room.ada.click(answer.message, label="Light")
    redrawn = room.last()
    assert redrawn is not None
    assert redrawn.labels == ["Dark"]
    assert await corner(redrawn) == (255, 255, 255)


async def test_in_private_too_and_after_a_restart_the_button_says_what_to_do(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    await room.ada.send_dm("!worldmap coffee")
    messages = room.ada.user.dm_channel
    answer = Answer(messages.history()[-1], private=True)
    assert answer.embed.title == "The world by coffee"
    assert await corner(answer) != (255, 255, 255)
    monkeypatch.setattr(views, "RUN", "later")
    await room.restart()
    pressed = await room.ada.user.click(answer.message, label="Light")
    assert "before my last restart" in room.answer_to(pressed).text


async def test_what_cannot_be_drawn_is_told(room: Room) -> None:
    for text, told in (
        ("", "`!worldmap coffee`"),
        ("???", "colour the world by `???`. Try a word (`coffee`)"),
        ("coffeee", "I don't know `coffeee`. Did you mean **"),
        ("coffee - coffee", "`coffee − coffee` leaves nothing"),
    ):
        answer = await room.say(f"!worldmap {text}")
        assert answer.embed.colour == APOLOGY_COLOUR, text
        assert told in answer.text
