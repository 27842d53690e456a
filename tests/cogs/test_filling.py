"""fill, by prefix and by slash."""

from __future__ import annotations

import pytest

from bot.replies import APOLOGY_COLOUR
from cogs.words.filling import filled_card
from models.words.context.library import SHIPPED, load_predictor
from models.words.context.predictor import Answer, Filled
from models.words.context.sentence import parse
from tests.room import Room

TALK = "The cafe served a ___ that really woke me up"


async def test_the_talks_sentence_is_filled(room: Room, face: str) -> None:
    answer = await room.ask(face, "fill", TALK)
    shown = (answer.embed.description or "").splitlines()
    best = shown[2].split("**")[1]
    assert shown[0] == f"The cafe served a **{best}** that really woke me up"
    assert len([row for row in shown if "█" in row or "░" in row]) == 10
    assert best == "coffee"
    assert "%" in shown[-1]
    assert answer.embed.fields[0].name == f"What points to {best}"
    assert "served" in (answer.embed.fields[0].value or "")
    assert not answer.private


async def test_a_gap_drawn_in_another_way_is_filled_too(room: Room, face: str) -> None:
    answer = await room.ask(face, "fill", "She drank a cup of [MASK]!")
    assert not answer.refused
    assert "She drank a cup of **" in answer.text


@pytest.mark.parametrize(
    ("probability", "told"),
    [
        (0.93, "I'm very sure: 93%"),
        (0.8, "I'm very sure: 80%"),
        (0.62, "I'm fairly sure: 62%"),
        (0.23, "I'm not sure: 23%"),
        (0.08, "I'm only guessing: 8%"),
    ],
)
def test_how_sure_it_says_to_be_follows_from_the_probability(probability: float, told: str) -> None:
    filled = Filled(parse("a cup of ___"), (Answer("tea", probability),), (), ())
    assert told in (filled_card(filled, load_predictor(SHIPPED)[0]).description or "")


async def test_a_sentence_of_small_words_is_filled_with_a_caution(room: Room, face: str) -> None:
    answer = await room.ask(face, "fill", "to be or not to ___")
    assert "Only small words stand around the gap." in answer.text


async def test_markdown_and_mentions_stay_what_they_are(room: Room, face: str) -> None:
    answer = await room.ask(
        face, "fill", "**He** drank a ~~cold~~ glass of ___ @everyone <@1234567890> zzyzx"
    )
    assert r"\*\*He\*\* drank" in answer.text
    assert "`zzyzx`" in answer.text
    assert not answer.message.mentions
    assert not answer.message.mention_everyone


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("coffee", "There is no gap in that."),
        ("He drank a cup of coffee.", "There is no gap in that."),
        ("He drank ___ with ___ and ___", "There are 3 gaps in that"),
        ("___", "There is nothing but the gap."),
        ("<@1234567890> ___ 🙂", "There is nothing but the gap."),
        ("zzyzx ___ `qqqqq`", "I know no word of that: not `zzyzx` or `qqqqq`."),
        ("the " * 301 + "___", "1 to 100 words around the gap, not 301"),
        ("x" * 1600 + " ___", "not 1,604"),
    ],
)
async def test_what_cannot_be_filled_is_told(room: Room, face: str, text: str, told: str) -> None:
    answer = await room.ask(face, "fill", text)
    assert answer.embed.colour == APOLOGY_COLOUR
    assert told in answer.text
    assert not answer.message.mentions
    assert answer.private == (face == "slash")


async def test_no_sentence_at_all_is_told(room: Room) -> None:
    assert (await room.say("!fill")).refused
    assert (await room.say("!fill   ")).refused
