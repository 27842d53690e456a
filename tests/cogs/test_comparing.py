"""odd and similarity, by prefix and by slash."""

from __future__ import annotations

import pytest

from bot.replies import APOLOGY_COLOUR
from tests.room import Room


async def test_a_car_is_the_odd_one_out_of_the_meals(room: Room, face: str) -> None:
    answer = await room.ask(face, "odd", "breakfast lunch dinner car")
    assert answer.embed.title == "The odd one out: car"
    shown = (answer.embed.description or "").splitlines()
    assert len(shown) == 4
    assert "█" in shown[0]
    assert "car" in shown[-1]
    assert not answer.private


async def test_phrases_are_parted_by_commas(room: Room) -> None:
    answer = await room.ask("prefix", "odd", "new york, coffee shop, paris, London")
    assert answer.embed.title == "The odd one out: coffee shop"
    assert "coffee shop → **coffee + shop** (their middle)" in answer.text


async def test_a_similarity_is_put_into_words(room: Room, face: str) -> None:
    answer = await room.ask(face, "similarity", "coffee tea")
    assert "0.60" in answer.text
    assert "**tea** is the 4th nearest to **coffee** of 74,093 words" in answer.text
    assert "**coffee** is the 2nd nearest to **tea**" in answer.text


async def test_phrases_and_groups_have_a_similarity_too(room: Room) -> None:
    assert (
        "**coffee shop** would be the" in (await room.ask("prefix", "similarity", "coffee shop, paris")).text
    )
    assert "**cat, dog** would be" in (await room.ask("prefix", "similarity", "cat, dog | car, bus")).text


@pytest.mark.parametrize(
    ("command", "text", "told"),
    [
        ("odd", "coffee", "3 to 25 words, not 1"),
        ("odd", "the " * 301, "3 to 25 words, not 301"),
        ("odd", "coffee teaa milk", "I don't know `teaa`. Did you mean **"),
        ("odd", "coffee tea Tea", "**tea** is in there twice"),
        ("odd", "x" * 1600, "not 1,600"),
        ("odd", "🙂 <@1234567890> @everyone @here", "I don't know `🙂`"),
        ("similarity", "coffee", "two things to compare"),
        ("similarity", "the " * 301, "two things to compare"),
        ("similarity", "coffee teaa", "I don't know `teaa`. Did you mean **"),
        ("similarity", "coffee coffee", "**coffee** is in there twice"),
        ("similarity", "cat, dog | dog, cat", "**dog** is in there twice"),
        ("similarity", "x" * 1600, "not 1,600"),
        ("similarity", "@everyone <@1234567890> @here", "I don't know"),
        ("similarity", "\u202e | ```", "two things to compare"),
    ],
)
async def test_what_cannot_be_compared_is_told(room: Room, command: str, text: str, told: str) -> None:
    answer = await room.say(f"!{command} {text}")
    assert answer.embed.colour == APOLOGY_COLOUR
    assert told in answer.text
    assert not answer.message.mentions
    assert not answer.message.mention_everyone


@pytest.mark.parametrize("command", ["odd", "similarity"])
async def test_a_refusal_is_between_the_bot_and_the_asker(room: Room, face: str, command: str) -> None:
    answer = await room.ask(face, command, "coffee")
    assert answer.embed.colour == APOLOGY_COLOUR
    assert answer.private == (face == "slash")
