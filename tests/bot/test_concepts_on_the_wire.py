"""Concepts over real sockets: a room votes at once on the same words, and every vote counts once."""

from __future__ import annotations

import asyncio
import random

import pytest

from bot.app import HyperplaneBot
from storage.concept import Tally
from storage.places import Place
from testbed.wire.bed import Wire
from testbed.wire.model import Post
from testbed.wire.people import Guild

PEOPLE = 24
ANSWER_S = 40.0
FRUIT = "!concept fruit: apple, pear, plum, banana, cherry, grape not: carrot, bread"
EDITS_PER_S = 0.5


@pytest.fixture
def guild(wire: Wire) -> Guild:
    return wire.guild("Study group", members=PEOPLE)


def words(post: Post) -> list[str]:
    return [each.split(":")[3] for each in post.custom_ids if ":in:" in each]


async def tallies(bot: HyperplaneBot, guild: Guild, asked: list[str]) -> list[Tally]:
    (stored,) = await bot.services.concepts.of(Place.server(guild.id))
    return [stored.tally(word) for word in asked]


async def test_a_room_that_votes_at_once_on_the_same_words_loses_no_vote(
    wire: Wire, guild: Guild, bot: HyperplaneBot
) -> None:
    lab, people = guild.text_channel("lab"), guild.members[1:]
    chance = random.Random(6)
    async with wire.running(bot):
        shown = await wire.reply_to(people[0].send(lab, FRUIT), timeout_s=ANSWER_S)
        asked = words(shown)
        said = {(person.id, word): chance.random() < 0.6 for person in people for word in asked}
        ids = {
            (word, inside): next(each for each in shown.custom_ids if each.endswith(f":{side}:{word}"))
            for word in asked
            for side, inside in (("in", True), ("out", False))
        }
        for word in asked:
            pressed = [person.click(shown, ids[word, said[person.id, word]]) for person in people]
            await asyncio.gather(*(press.acknowledged() for press in pressed))
        expected = [
            Tally(word, ins := sum(said[person.id, word] for person in people), PEOPLE - ins)
            for word in asked
        ]
        wanted = [f"{each.word} · {each.ins}" for each in expected] + [str(each.outs) for each in expected]
        await wire.see(
            lambda post: post.id == shown.id and set(wanted) <= set(post.labels),
            channel=lab,
            timeout_s=ANSWER_S,
        )
        assert await tallies(bot, guild, asked) == expected
        states = wire.states(shown)
        assert len(states) <= 2 + (states[-1].at - states[0].at) * EDITS_PER_S
        assert states[-1].attachments


async def test_two_who_press_one_word_s_two_sides_at_once_are_both_counted(
    wire: Wire, guild: Guild, bot: HyperplaneBot
) -> None:
    lab, (ada, alan, *_) = guild.text_channel("lab"), guild.members[1:]
    async with wire.running(bot):
        shown = await wire.reply_to(ada.send(lab, FRUIT), timeout_s=ANSWER_S)
        first, second = shown.custom_ids[:2]
        for press in (
            ada.click(shown, first),
            alan.click(shown, second),
            ada.click(shown, label="Other words"),
        ):
            await press.acknowledged()
        word = words(shown)[0]
        await wire.see(
            lambda post: post.id == shown.id and word not in words(post), channel=lab, timeout_s=ANSWER_S
        )
        assert await tallies(bot, guild, [word]) == [Tally(word, 1, 1)]
