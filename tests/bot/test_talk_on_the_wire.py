"""Talks over real sockets: a page is turned once however often it is pressed, and a 429 only slows it."""

from __future__ import annotations

import asyncio

import pytest

from bot.app import HyperplaneBot
from testbed.wire.bed import Wire
from testbed.wire.model import Post
from testbed.wire.people import Channel, Guild, Person

ANSWER_S = 60.0
COMMAND = "!talk start in-five-minutes thread=no"


@pytest.fixture
def guild(wire: Wire) -> Guild:
    return wire.guild("Study group", members=3)


@pytest.fixture
def lab(guild: Guild) -> Channel:
    return guild.text_channel("lab")


async def lead(wire: Wire, lab: Channel, label: str, after: int = 0) -> Post:
    """Return the message under which the speaker presses."""
    return await wire.see(
        lambda post: post.id > after and label in post.labels, channel=lab, timeout_s=ANSWER_S
    )


def titles(lab: Channel) -> list[str]:
    return [str(embed.title) for post in lab.posts for embed in post.embeds if embed.title]


async def begun(wire: Wire, lab: Channel, speaker: Person) -> Post:
    speaker.send(lab, COMMAND)
    return await lead(wire, lab, "Begin")


async def test_two_presses_at_once_turn_one_page(
    wire: Wire, guild: Guild, lab: Channel, bot: HyperplaneBot
) -> None:
    speaker = guild.members[1]
    async with wire.running(bot):
        first = await begun(wire, lab, speaker)
        presses = [speaker.click(first, label="Begin") for _ in range(5)]
        await asyncio.gather(*(press.acknowledged() for press in presses))
        await lead(wire, lab, "Next", first.id)
        for press in presses[1:]:
            answer = await press.answer(ANSWER_S, where=lambda told: told.ephemeral)
            assert "shown already" in str(answer.embeds[0].description)
    assert titles(lab).count("A word is a point") == 1
    assert titles(lab).count("Nearest to coffee") == 1


async def test_a_rate_limit_slows_a_step_and_loses_nothing(
    wire: Wire, guild: Guild, lab: Channel, bot: HyperplaneBot
) -> None:
    speaker = guild.members[1]
    async with wire.running(bot):
        first = await begun(wire, lab, speaker)
        fault = wire.fail("POST", "/channels/*/messages", retry_after_s=0.3, times=2)
        speaker.click(first, label="Begin")
        await lead(wire, lab, "Next", first.id)
    assert fault.hits == 2
    assert titles(lab)[-2:] == ["A word is a point", "Nearest to coffee"]
