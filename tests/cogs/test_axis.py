"""axis, by prefix and by slash."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from bot.replies import APOLOGY_COLOUR
from tests.room import Answer, Room


async def image(answer: Answer) -> Image.Image:
    (attachment,) = answer.message.attachments
    assert attachment.filename == "axis.png"
    assert attachment.description
    return Image.open(io.BytesIO(await attachment.read())).convert("RGB")


async def test_words_are_drawn_between_two_words(room: Room, face: str) -> None:
    answer = await room.ask(face, "axis", "bad..good: War, cake, ice cream")
    assert (await image(answer)).width == 1000
    assert "From **bad** to **good**" in answer.text
    assert "War → **war**" in answer.text
    assert answer.deferred == (face == "slash")


async def test_two_axes_make_a_plane(room: Room) -> None:
    answer = await room.ask(
        "prefix", "axis", "bad, evil..good, kind | poor..rich: thief, king", theme="light"
    )
    assert (await image(answer)).getpixel((2, 2)) == (255, 255, 255)
    assert "**bad, evil** to **good, kind** and **poor** to **rich**" in answer.text


async def test_the_button_draws_the_other_theme(room: Room) -> None:
    answer = await room.ask("prefix", "axis", "bad..good: war, cake")
    await room.ada.click(answer.message, label="Light")
    redrawn = room.last()
    assert redrawn is not None
    assert redrawn.labels == ["Dark"]
    assert (await image(redrawn)).getpixel((2, 2)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("war", "words on an axis. Try `bad..good: war"),
        ("bad..good:", "words on an axis"),
        ("bad..good: " + "the " * 301, "1 to 30 words, not 301"),
        ("bad..good: coffeee", "I don't know `coffeee`. Did you mean **"),
        ("bad..good: war, War", "**war** is in there twice"),
        ("bad..bad: war", "Both ends of that axis are **bad**"),
        ("bad, evil..evil, bad: war", "Both ends of that axis are **bad, evil**"),
        ("x" * 1900, "words on an axis"),
        ("🙂..@here <@1234567890>: @everyone", "I don't know `🙂`"),
        ("\u202e", "words on an axis"),
    ],
)
async def test_what_cannot_be_drawn_is_told(room: Room, text: str, told: str) -> None:
    answer = await room.say(f"!axis {text}")
    assert answer.embed.colour == APOLOGY_COLOUR
    assert told in answer.text
    assert not answer.message.mentions
    assert not answer.message.mention_everyone


async def test_a_refusal_is_between_the_bot_and_the_asker(room: Room, face: str) -> None:
    answer = await room.ask(face, "axis", "war")
    assert answer.embed.colour == APOLOGY_COLOUR
    assert answer.private == (face == "slash")


async def test_the_ends_are_completed_too(room: Room) -> None:
    choices = await room.ada.autocomplete(room.channel, "axis", "words", "bad..goo")
    assert "bad..good" in [choice["value"] for choice in choices]
