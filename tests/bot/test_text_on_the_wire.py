"""Texts over real sockets: they grow in place at Discord's pace, and nothing of them is lost."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from itertools import pairwise

import pytest

from bot.app import HyperplaneBot
from bot.refusals import TokensChanged
from bot.sentences import sentence
from cogs.text.growing import EDIT_EVERY_S
from models.text.generate import Options
from testbed.wire.answers import Interaction
from testbed.wire.bed import Wire
from testbed.wire.model import Post
from testbed.wire.people import Channel, Guild, Person

ANSWER_S = 60.0
PROMPT = "My lord,"
LENGTH = 900
COMMAND = f"!complete style=shakespeare seed=1 length={LENGTH} {PROMPT}"


@pytest.fixture
def guild(wire: Wire) -> Guild:
    return wire.guild("Study group", members=14)


@pytest.fixture
def lab(guild: Guild) -> Channel:
    return guild.text_channel("lab")


@pytest.fixture
async def connected(wire: Wire, lab: Channel, bot: HyperplaneBot) -> AsyncIterator[HyperplaneBot]:
    async with wire.running(bot):
        yield bot


def expected(bot: HyperplaneBot, seed: int = 1) -> str:
    """Return the text that the same model writes without Discord."""
    model = bot.services.texts.open("shakespeare")
    return PROMPT + model.writer.write(PROMPT, Options(seed=seed, length=LENGTH)).written


async def finished(wire: Wire, message: Post) -> list[Post]:
    """Return every state that the answer to a message went through."""
    reply = await wire.reply_to(message, timeout_s=ANSWER_S)
    states = wire.backend.history[reply.id]
    await wire.until(lambda: states[-1].embeds or None, timeout_s=ANSWER_S, what="the end of the text")
    return list(states)


async def test_a_text_grows_in_place_at_the_pace_that_discord_allows(
    wire: Wire, lab: Channel, guild: Guild, connected: HyperplaneBot
) -> None:
    states = await finished(wire, guild.members[1].send(lab, COMMAND))
    assert len(states) >= 2
    texts = [state.content.removesuffix("▌\n```").removesuffix("\n```") for state in states]
    assert all(PROMPT in text for text in texts)
    assert len(texts[0]) < len(texts[-1])
    assert expected(connected) in texts[-1]
    pauses = [later.at - earlier.at for earlier, later in pairwise(states)]
    assert min(pauses) >= EDIT_EVERY_S * 0.9
    assert states[-1].labels == ["Again", "Hotter", "Colder", "Longer"]


async def test_a_slash_answer_grows_too(
    wire: Wire, lab: Channel, guild: Guild, connected: HyperplaneBot
) -> None:
    asked = guild.members[1].slash(lab, "complete", text=PROMPT, style="shakespeare", seed=1, length=LENGTH)
    answer = await asked.answer(ANSWER_S, where=lambda answer: bool(answer.embeds))
    assert expected(connected) in answer.content
    assert len([state for state in answer.states if not state.loading]) >= 2


async def test_a_rate_limit_on_an_edit_slows_the_edits_and_loses_no_text(
    wire: Wire, lab: Channel, guild: Guild, connected: HyperplaneBot
) -> None:
    fault = wire.fail("PATCH", "/channels/*/messages/*", status=429, retry_after_s=1.5, times=2)
    states = await finished(wire, guild.members[1].send(lab, COMMAND))
    assert fault.hits == 2
    assert expected(connected) in states[-1].content
    assert states[-1].at - states[0].at >= 3.0


async def test_a_message_that_was_deleted_ends_its_text_in_silence(
    wire: Wire, lab: Channel, guild: Guild, connected: HyperplaneBot
) -> None:
    asked = guild.members[1].send(lab, COMMAND)
    reply = await wire.reply_to(asked, timeout_s=ANSWER_S)
    guild.members[0].delete(reply)
    other = await guild.members[2].slash(lab, "neighbours", word="coffee").answer(ANSWER_S)
    assert "tea" in str(other.embeds[0].description)
    await asyncio.sleep(2 * EDIT_EVERY_S)
    assert len([post for post in lab.posts if post.author_id == wire.bot_id]) == 1


async def test_eight_texts_at_once_and_other_commands_are_all_answered(
    wire: Wire, lab: Channel, guild: Guild, connected: HyperplaneBot
) -> None:
    people: list[Person] = guild.members[1:]
    texts = [
        each.slash(lab, "complete", text=PROMPT, style="shakespeare", seed=seed, length=LENGTH)
        for seed, each in enumerate(people[:8])
    ]
    words = [each.slash(lab, "neighbours", word="coffee") for each in people[8:12]]
    for answer in await asyncio.gather(*(asked.answer(ANSWER_S) for asked in words)):
        assert "tea" in str(answer.embeds[0].description)
    for seed, asked in enumerate(texts):
        answer = await asked.answer(ANSWER_S, where=lambda answer: bool(answer.embeds))
        assert expected(connected, seed) in answer.content


async def test_of_presses_at_once_one_counts_and_the_others_are_told(
    wire: Wire, lab: Channel, guild: Guild, connected: HyperplaneBot
) -> None:
    people = guild.members[1:6]
    post = await wire.reply_to(people[0].send(lab, "!next for line in"), timeout_s=ANSWER_S)
    presses = [each.click(post, custom_id) for each, custom_id in zip(people, post.custom_ids, strict=True)]
    refused = await wire.until(
        lambda: found if len(found := _told_something(presses)) == len(presses) - 1 else None,
        timeout_s=ANSWER_S,
        what="a private word to all but one",
    )
    answers = [await press.answer(ANSWER_S, where=lambda each: bool(each.followups)) for press in refused]
    told = [answer.followups[0] for answer in answers]  # the message itself is edited for who was first
    late = sentence(TokensChanged()).markdown()
    assert all(each.ephemeral and late in str(each.embeds[0].description) for each in told)
    shown = lab.posts[-1].content
    assert len(shown) > len(post.content)


def _told_something(presses: list[Interaction]) -> list[Interaction]:
    """Return the presses that were answered by a message of their own."""
    return [each for each in presses if each.record.followup_ids]
