"""Maps over real sockets: people drop words at once, and no word is lost."""

from __future__ import annotations

import asyncio

import discord

from bot.app import HyperplaneBot
from testbed.wire.bed import Wire
from testbed.wire.people import Person

ANSWER_S = 40.0
WORDS = ("kitten", "copper", "parrot")
ASKED = "!tsne pets: cat, dog, hamster | metals: iron, gold, silver"


async def test_words_dropped_at_once_are_all_on_the_map(wire: Wire, bot: HyperplaneBot) -> None:
    guild = wire.guild("Study group", members=4)
    lab, people = guild.text_channel("lab"), guild.members[1:]
    asker, droppers = people[0], people[1:]
    async with wire.running(bot):
        shown = await wire.reply_to(asker.send(lab, ASKED), timeout_s=ANSWER_S)
        button = shown.custom_ids[-1]

        async def drop(person: Person, word: str) -> None:
            pressed = person.click(shown, button)
            await pressed.acknowledged()
            await person.submit(pressed, {"word": word}).acknowledged()

        await asyncio.gather(*(drop(*each) for each in zip(droppers, WORDS, strict=True)))
        last = await wire.see(
            lambda post: post.id == shown.id and all(f"**{word}**" in post.content for word in WORDS),
            channel=lab,
            timeout_s=ANSWER_S,
        )
        assert last.attachments[0].filename == "map.png"
        dropped = [state.content.count("★") and len(state.attachments) for state in wire.states(shown)]
        assert dropped == [0, 1, 1, 1]


async def test_a_map_that_is_deleted_while_a_word_drops_is_told_of(wire: Wire, bot: HyperplaneBot) -> None:
    guild = wire.guild("Study group", members=1)
    lab, asker = guild.text_channel("lab"), guild.members[-1]
    moderator = guild.member("grace", permissions=discord.Permissions(manage_messages=True))
    async with wire.running(bot):
        shown = await wire.reply_to(asker.send(lab, ASKED), timeout_s=ANSWER_S)
        pressed = asker.click(shown, shown.custom_ids[-1])
        await pressed.acknowledged()
        submitted = asker.submit(pressed, {"word": "kitten"})
        moderator.delete(shown)
        told = (await submitted.answer(ANSWER_S)).followups[-1]
        assert "has been deleted" in str(told.embeds[0].description)
        assert told.ephemeral
