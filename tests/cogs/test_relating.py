"""relation, by prefix and by slash."""

from __future__ import annotations

import pytest

from bot.replies import APOLOGY_COLOUR
from tests.room import Room


async def test_a_relation_is_asked_and_tested(room: Room, face: str) -> None:
    answer = await room.ask(face, "relation", "Oslo norway, paris france, rome italy: berlin")
    assert answer.embed.title == "berlin → …"
    assert "**germany**" in (answer.embed.description or "").splitlines()[0]
    curve, pairs, forms = (str(field.value) for field in answer.embed.fields)
    assert [line.split("`")[1][:6].strip() for line in curve.splitlines()] == ["0 of", "3 of", "3 of"]
    assert "without an offset" in curve
    assert "from 2 other pairs" in curve
    assert pairs.splitlines()[0] == "✅ oslo → **norway**"
    assert forms == "Oslo → **oslo**"


async def test_a_pair_that_is_missed_says_what_was_found(room: Room) -> None:
    answer = await room.ask("prefix", "relation", "dog puppy, cow calf, horse foal: cat")
    assert "❌ cow → **" in answer.text
    assert "not calf" in answer.text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("oslo", "pairs and a word. Try `oslo norway"),
        ("oslo norway, paris france", "pairs and a word"),
        ("oslo norway: berlin", "2 to 12 pairs, not 1"),
        ("a b, " * 301 + ": c", "not 1,508"),
        ("a b, " * 150 + ": c", "2 to 12 pairs, not 150"),
        ("oslo norwayy, paris france: berlin", "I don't know `norwayy`. Did you mean **"),
        ("oslo norway, Oslo norway: berlin", "**oslo** is in there twice"),
        ("oslo norway, paris france: oslo", "**oslo** is in there twice"),
        ("oslo oslo, paris france: berlin", "**oslo** is in there twice"),
        ("🙂 @here <@1234567890>, @everyone france: `x`", "I don't know `🙂`"),
        ("\u202e", "pairs and a word"),
    ],
)
async def test_what_is_no_relation_is_told(room: Room, text: str, told: str) -> None:
    answer = await room.say(f"!relation {text}")
    assert answer.embed.colour == APOLOGY_COLOUR
    assert told in answer.text
    assert not answer.message.mentions
    assert not answer.message.mention_everyone


async def test_a_refusal_is_between_the_bot_and_the_asker(room: Room, face: str) -> None:
    answer = await room.ask(face, "relation", "oslo")
    assert answer.embed.colour == APOLOGY_COLOUR
    assert answer.private == (face == "slash")
