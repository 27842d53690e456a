"""analogy's picture and buttons, by prefix and by slash: never in the way of the answer."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from PIL import Image

from bot.compute import Busy, Compute, TimedOut
from tests.room import Answer, Room


async def image(answer: Answer) -> Image.Image:
    assert answer.embed.image.url
    (attachment,) = answer.message.attachments
    assert attachment.filename == "analogy.png"
    assert "parallelogram" in str(attachment.description)
    return Image.open(io.BytesIO(await attachment.read())).convert("RGB")


def shown(room: Room) -> Answer:
    answer = room.last()
    assert answer is not None
    return answer


async def test_the_picture_is_added_to_the_answer(room: Room, face: str) -> None:
    await room.ask(face, "analogy", "man king woman")
    answer = shown(room)
    assert "queen" in answer.text
    assert (await image(answer)).width == 1000
    assert answer.labels == ["Multiply too", "Light"]


@pytest.mark.parametrize("text", ["king + woman", "man man woman"])
async def test_what_is_no_parallelogram_has_no_picture(room: Room, text: str) -> None:
    await room.ask("prefix", "analogy", text)
    assert not shown(room).message.attachments
    assert not shown(room).labels


@pytest.mark.parametrize("error", [Busy(), TimedOut(1)])
async def test_without_a_worker_the_answer_is_there_without_its_picture(
    room: Room, face: str, error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refuse(*_: Any) -> None:
        raise error

    with monkeypatch.context() as patched:
        patched.setattr(Compute, "_long", refuse)
        answer = await room.ask(face, "analogy", "man king woman")
        assert "queen" in answer.text
        assert not shown(room).message.attachments
    await room.ada.click(shown(room).message, label="Light")
    assert (await image(shown(room))).getpixel((2, 2)) == (255, 255, 255)


async def test_a_channel_without_files_keeps_the_answer(room: Room) -> None:
    room.env.inject_error("PATCH", "*", status=403, code=50013)
    await room.ask("prefix", "analogy", "man king woman")
    assert "queen" in shown(room).text
    assert not shown(room).message.attachments


async def test_adding_and_multiplying_stand_side_by_side(room: Room, face: str) -> None:
    await room.ask(face, "analogy", "man king woman")
    await room.ada.click(shown(room).message, label="Multiply too")
    added, multiplied = shown(room).embed.fields[:2]
    assert added.inline
    assert multiplied.inline
    assert re.findall(r"\*\*(.+?)\*\*", str(added.value))[0] == "queen"
    assert "0.001" in str(multiplied.value)
    await image(shown(room))
    await room.ada.click(shown(room).message, label="Only add")
    assert "**queen**" in str(shown(room).embed.description)
    await image(shown(room))


async def test_the_theme_changes_and_the_answers_stay(room: Room) -> None:
    await room.ask("prefix", "analogy", "man king woman")
    await room.ada.click(shown(room).message, label="Multiply too")
    await room.ada.click(shown(room).message, label="Light")
    assert shown(room).labels == ["Only add", "Dark"]
    assert (await image(shown(room))).getpixel((2, 2)) == (255, 255, 255)


async def test_only_the_asker_may_press(room: Room) -> None:
    await room.say("!analogy man king woman")
    pressed = await room.alan.click(shown(room).message, label="Multiply too")
    assert pressed.ephemeral
