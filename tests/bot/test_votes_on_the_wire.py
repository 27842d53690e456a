"""Votes over real sockets: fifty press at once; no ballot is lost, counted twice or left unanswered."""

from __future__ import annotations

import asyncio
import random
import re
import sys
from datetime import timedelta

import pytest

from bot.app import HyperplaneBot, build_bot
from bot.settings import Settings
from storage.places import Place
from testbed.wire.bed import Wire
from testbed.wire.model import Post
from testbed.wire.people import Channel, Guild, Person

PEOPLE = 50
ANSWER_S = 40.0
EDITS_PER_S = 1.0
FILMS = "Alien; Heat 1995; The Matrix; Toy Story"


@pytest.fixture
def guild(wire: Wire) -> Guild:
    return wire.guild("Study group", members=PEOPLE)


async def start_vote(wire: Wire, lab: Channel, starter: Person, words: str = "") -> Post:
    """Make a list and a vote on it; return the vote's message."""
    for command in ("list create Friday", f"list add {FILMS}"):
        await wire.reply_to(starter.send(lab, f"!{command}"), timeout_s=ANSWER_S)
    return await wire.reply_to(starter.send(lab, f"!vote start Friday {words}"), timeout_s=ANSWER_S)


def tally(post: Post) -> list[int]:
    """Return what a vote's message shows, film by film."""
    return [int(count) for count in re.findall(r"[█░]` \*\*(\d+)\*\*", str(post.embeds[0].description))]


async def ballots_of(bot: HyperplaneBot, guild: Guild) -> list[int]:
    (vote,) = await bot.services.votes.running(Place.server(guild.id))
    return [option.approvals for option in vote.options]


async def test_fifty_members_who_vote_at_once_are_each_counted_once(
    wire: Wire, guild: Guild, bot: HyperplaneBot
) -> None:
    lab, people = guild.text_channel("lab"), guild.members[1:]
    chance = random.Random(5)
    wanted = {person.id: chance.sample(range(1, 5), chance.randint(1, 4)) for person in people}
    expected = [sum(number in wanted[person.id] for person in people) for number in range(1, 5)]
    async with wire.running(bot):
        vote = await start_vote(wire, lab, people[0])
        ids = {number: vote.custom_ids[number - 1] for number in range(1, 5)}
        for turn in range(4):
            pressed = [
                person.click(vote, ids[number])
                for person in people
                for number in wanted[person.id][turn : turn + 1]
            ]
            await asyncio.gather(*(press.acknowledged() for press in pressed))
            for press in pressed:
                answer = await press.answer(ANSWER_S)
                assert answer.ephemeral
                assert "You would watch **" in str(answer.embeds[0].description)
        assert await ballots_of(bot, guild) == expected
        shown = await wire.see(
            lambda post: post.id == vote.id and tally(post) == expected, channel=lab, timeout_s=ANSWER_S
        )
        assert f"{PEOPLE} people have voted" in str(shown.embeds[0].description)
        states = wire.states(vote)
        assert len(states) <= 2 + (states[-1].at - states[0].at) * EDITS_PER_S
        result = await wire.reply_to(people[0].send(lab, "!vote close"), timeout_s=ANSWER_S)
        assert sorted(tally(result)) == sorted(expected)


async def test_two_presses_of_one_person_at_once_are_an_approval_taken_back(
    wire: Wire, guild: Guild, bot: HyperplaneBot
) -> None:
    lab, people = guild.text_channel("lab"), guild.members[1:]
    async with wire.running(bot):
        vote = await start_vote(wire, lab, people[0])
        pressed = [people[1].click(vote, vote.custom_ids[0]) for _ in range(2)]
        words = [str((await press.answer(ANSWER_S)).embeds[0].description) for press in pressed]
        assert sorted(word.startswith("You would watch **") for word in words) == [False, True]
        assert await ballots_of(bot, guild) == [0, 0, 0, 0]


async def test_the_buttons_of_a_stopped_bot_work_with_the_next_one(
    wire: Wire, guild: Guild, bot: HyperplaneBot, settings: Settings
) -> None:
    lab, people = guild.text_channel("lab"), guild.members[1:]
    async with wire.running(bot):
        vote = await start_vote(wire, lab, people[0], "3d hidden")
        pressed = [person.click(vote, vote.custom_ids[1]) for person in people[:20]]
        for press in pressed:
            await press.answer(ANSWER_S)
    again = build_bot(settings)
    async with wire.running(again):
        pressed = [person.click(vote, vote.custom_ids[1]) for person in people[20:40]]
        for press in pressed:
            await press.answer(ANSWER_S)
        assert await ballots_of(again, guild) == [0, 40, 0, 0]
        await wire.see(lambda post: post.id == vote.id and "40 people" in str(post.embeds[0].description))
        assert tally(wire.states(vote)[-1]) == []


async def test_a_vote_ends_by_the_real_clock(
    wire: Wire, guild: Guild, bot: HyperplaneBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    lab, people = guild.text_channel("lab"), guild.members[1:]
    async with wire.running(bot):
        loaded_now = sys.modules["cogs.lists.vote_terms"]
        monkeypatch.setattr(loaded_now, "SHORTEST", timedelta())
        vote = await start_vote(wire, lab, people[0], "0.001")
        await people[1].click(vote, vote.custom_ids[2]).answer(ANSWER_S)
        result = await wire.see(lambda post: post.reply_to == vote.id, channel=lab, timeout_s=ANSWER_S)
        assert "🏆 The Matrix (1999)" in str(result.embeds[0].description)
