"""complete, temperatures and next, by prefix and by slash: what people send, and what they see."""

from __future__ import annotations

import re

import pytest
import simcord

from bot.markup import unfenced
from bot.replies import APOLOGY_COLOUR, MESSAGE_LIMIT
from cogs.text.choosing import LONGEST
from models.text.generate import Options
from tests.room import Answer, Room

BLOCK = re.compile(r"```(?:py)?\n(.*)\n```", re.DOTALL)
PROMPT = "def binary_search("


def block(answer: Answer) -> str:
    """Return what stands in the answer's block of code, of which there is one."""
    assert answer.message.content.count("```") == 2, answer.message.content
    found = BLOCK.search(answer.message.content)
    assert found
    return found[1]


def refused(answer: Answer) -> bool:
    return bool(answer.message.embeds and answer.embed.colour == APOLOGY_COLOUR)


async def press(room: Room, answer: Answer, label: str, by: simcord.MemberActor | None = None) -> Answer:
    """Press a button of an answer and return the message as it is then, or the private word."""
    custom_id = dict(zip(answer.labels, answer.custom_ids, strict=True))[label]
    result = await (by or room.ada).click(answer.message, custom_id=custom_id)
    if result.followups or (result.response is not None and result.response.ephemeral):
        return Room.answer_to(result)
    return room.now(answer.message)


async def test_code_is_gone_on_with_as_code(room: Room, face: str) -> None:
    answer = await room.ask(face, "complete", PROMPT, seed=1)
    assert block(answer).startswith(PROMPT)
    assert "):" in block(answer)
    assert "python · temperature 0.6 · seed 1 · " in answer.text
    assert re.search(r"Bits a character of your text: \d\.\d for \*\*python\*\* and", answer.text)
    assert "copied from the training text" in answer.text
    assert answer.labels == ["Again", "Hotter", "Colder", "Longer"]
    assert not answer.private


async def test_verse_is_gone_on_with_as_verse(room: Room) -> None:
    prompt = "Shall I compare thee to a summer's day"
    answer = await room.ask("prefix", "complete", prompt, seed=1)
    assert block(answer).startswith(prompt)
    assert "shakespeare · temperature 0.6" in answer.text


async def test_the_same_seed_writes_the_same_text(room: Room) -> None:
    texts = {
        block(await room.ask(face, "complete", PROMPT, seed=7, temperature=0.9))
        for face in ("prefix", "slash", "prefix")
    }
    model = room.bot.services.texts.open("python")
    alone = model.writer.write(PROMPT, Options(temperature=0.9, seed=7))
    assert texts == {PROMPT + alone.written}


async def test_the_style_is_what_was_asked_for(room: Room) -> None:
    answer = await room.ask("prefix", "complete", PROMPT, style="shakespeare")
    assert "shakespeare · temperature" in answer.text


async def test_options_stand_before_the_text_and_never_in_it(room: Room) -> None:
    answer = await room.say("!complete seed=2 def f(a, seed=1, length=3")
    assert block(answer).startswith("def f(a, seed=1, length=3")
    assert "seed 2" in answer.text


async def test_a_slash_command_has_line_breaks_too(room: Room) -> None:
    answer = await room.ask("slash", "complete", r"while True:\n    x")
    assert block(answer).startswith("while True:\n    x")


@pytest.mark.parametrize(
    ("prompt", "shown"),
    [
        ("🙂🙂", "🙂🙂"),
        ("שלום עולם", "שלום עולם"),
        ("```py\nfor x in\n```", "for x in"),
        ("a ``` b", "a `\u200b`\u200b` b"),
        ("@everyone", "@everyone"),
        ("<@123> **bold** || x ||", "<@123> **bold** || x ||"),
    ],
)
async def test_odd_prompts_are_kept_whole_within_their_block(room: Room, prompt: str, shown: str) -> None:
    answer = await room.ask("prefix", "complete", prompt, length=40)
    assert block(answer).startswith(shown)
    assert not answer.message.mentions
    assert not answer.message.mention_everyone


async def test_characters_that_the_model_has_never_met_are_named(room: Room) -> None:
    answer = await room.ask("prefix", "complete", "x = '🙂ж'")
    assert "has never met `🙂` `ж`" in answer.text


async def test_a_long_prompt_comes_back_whole_in_a_file(room: Room) -> None:
    prompt = "x = '```'\n" * 190 + "y"  # longer as shown: no fence may end the block
    answer = await room.ask("prefix", "complete", prompt, seed=1)
    assert len(answer.message.content) <= MESSAGE_LIMIT
    assert "the file has it all" in answer.message.content
    data = (await answer.message.attachments[0].read()).decode()
    assert data.startswith(prompt)


async def test_too_long_a_prompt_is_told_with_the_limit(room: Room) -> None:
    answer = await room.ask("slash", "complete", "x" * 5000)
    assert refused(answer)
    assert "4,000 characters, not 5,000" in answer.text
    assert answer.private


async def test_nothing_to_go_on_with_shows_how(room: Room) -> None:
    assert refused(await room.say("!complete"))
    assert refused(await room.say("!complete   "))


@pytest.mark.parametrize(
    ("options", "told"),
    [({"temperature": 9}, "2"), ({"length": 5}, "20"), ({"seed": -1}, "0"), ({"style": "latin"}, "latin")],
)
async def test_options_out_of_range_are_told(room: Room, options: dict[str, object], told: str) -> None:
    answer = await room.ask("prefix", "complete", PROMPT, **options)
    assert refused(answer)
    assert told in answer.text


async def test_again_hotter_colder_and_longer(room: Room) -> None:
    answer = await room.ask("prefix", "complete", PROMPT, seed=3)
    again = await press(room, answer, "Again")
    assert "seed 4" in again.text
    assert block(again) != block(answer)
    hotter = await press(room, again, "Hotter")
    assert "temperature 0.8 · seed 4" in hotter.text
    colder = await press(room, hotter, "Colder")
    assert block(colder) == block(again)
    longer = await press(room, colder, "Longer")
    assert block(longer).startswith(block(colder))
    assert len(block(longer)) > len(block(colder))


async def test_only_who_asked_may_press(room: Room) -> None:
    answer = await room.ask("prefix", "complete", PROMPT)
    told = await press(room, answer, "Again", by=room.alan)
    assert told.private
    assert "belong to whoever ran the command" in told.text


async def test_temperatures_stand_side_by_side(room: Room, face: str) -> None:
    answer = await room.ask(face, "temperatures", "def read(", seed=1)
    names = [each.name for each in answer.embed.fields]
    assert names == ["Temperature 0.2", "Temperature 0.6", "Temperature 1", "Temperature 1.4"]
    assert len({each.value for each in answer.embed.fields}) == 4
    assert block(answer) == "def read("


async def test_styles_are_offered(room: Room) -> None:
    offers = await room.ada.autocomplete(room.channel, "complete", "style", "sha")
    assert [each["value"] for each in offers] == ["shakespeare"]


async def test_a_room_writes_together(room: Room, face: str) -> None:
    answer = await room.ask(face, "next", "for line in")
    assert block(answer) == "for line in"
    assert len(answer.labels) == 5
    assert all(re.fullmatch(r".+ \d+%", label) for label in answer.labels)
    first = await press(room, answer, answer.labels[0], by=room.alan)
    assert block(first).startswith("for line in")
    assert len(block(first)) > len("for line in")
    second = await press(room, first, first.labels[1])
    assert block(second).startswith(block(first))


async def test_a_text_that_is_full_has_no_more_buttons(room: Room) -> None:
    answer = await room.ask("slash", "next", "y" * (LONGEST - 1))
    full = await press(room, answer, max(answer.labels, key=len))
    assert full.labels == [] or len(block(full)) < LONGEST
    assert refused(await room.ask("slash", "next", "y" * (LONGEST + 1)))


@pytest.mark.parametrize("prompt", ["🙂", "```", "@everyone", "שלום"])
async def test_odd_beginnings_stay_in_their_block(room: Room, prompt: str) -> None:
    answer = await room.ask("prefix", "next", prompt)
    shown = block(answer)
    assert unfenced(shown) == prompt
    grown = await press(room, answer, answer.labels[0])
    assert block(grown).startswith(shown)
