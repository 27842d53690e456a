"""help, ping, about and sync."""

from __future__ import annotations

import re

from discord.ext import commands

from bot.app import HyperplaneBot
from cogs.shared.kept import KEPT
from testbed.wire.bed import Wire
from tests.room import Room


async def test_help_shows_every_command(room: Room, face: str) -> None:
    answer = await room.ask(face, "help")
    for command in room.bot.commands:
        assert (f"{command.name}`" in answer.text or f"{command.name} " in answer.text) != command.hidden
    assert "…" not in answer.text, "a part of it is too long to be shown whole"


async def test_help_of_a_command_shows_its_options_and_examples(room: Room, face: str) -> None:
    answer = await room.ask(face, "help", "neighbors")
    assert "How many words to list, 1 to 25." in answer.text
    assert "neighbours coffee`" in answer.text


async def test_help_of_an_unknown_topic_offers_the_known_ones(room: Room, face: str) -> None:
    answer = await room.ask(face, "help", "anlogies")
    assert "**analogy**" in answer.text


async def test_what_no_group_has_is_refused_with_what_it_has(room: Room) -> None:
    groups = [
        each
        for each in room.bot.commands
        if isinstance(each, commands.Group)
        and not any(p.kind is p.KEYWORD_ONLY for p in each.params.values())
    ]
    assert {each.name for each in groups} >= {"privacy", "talk", "train", "vote"}
    for group in groups:
        room.ada = room.manager("somebody")  # whom nobody has told to go slowly
        refused = await room.say(f"!{group.name} frog `x`")
        assert f"There is no `!{group.name} frog`. There are `!{group.name} " in refused.text
        assert "There is no" not in (await room.say(f"!{group.name} \n")).text


async def test_the_help_can_be_walked_through(room: Room, face: str) -> None:
    answer = await room.ask(face, "help")
    await room.ada.click(answer.message, label="About me")
    page = room.last()
    assert page is not None
    assert "ping`" in page.text
    await room.ada.click(page.message, label="Overview")
    overview = room.last()
    assert overview is not None
    assert overview.text == answer.text


async def test_nobody_else_turns_my_pages(room: Room, face: str) -> None:
    answer = await room.ask(face, "help")
    pressed = await room.alan.click(answer.message, label="About me")
    assert room.answer_to(pressed).private
    assert "belong to whoever" in room.answer_to(pressed).text


async def test_topics_and_commands_are_offered_while_typing(room: Room) -> None:
    choices = await room.ada.autocomplete(room.channel, "help", "topic", "tsn")
    assert [choice["value"] for choice in choices] == ["tsne"]


async def test_ping_tells_the_latency_and_the_loop_s_wait(room: Room, face: str) -> None:
    answer = await room.ask(face, "ping")
    assert "event loop waits" in answer.text


async def test_about_tells_version_models_and_what_is_kept(room: Room, face: str) -> None:
    text = (await room.ask(face, "about")).text
    assert "hyperplane-200d" in text
    assert "74,093 words" in text
    assert "a word2vec of our own (62 million words" in text
    assert "What I keep about you" in text
    assert "another one after every restart." in text
    assert "…" not in text, "a part of it is too long to be shown whole"


async def test_about_names_all_that_mydata_exports_and_nothing_else(room: Room) -> None:
    people = room.bot.services.people
    exported = set(await people.export(room.ada.id)) - {"user_id"}
    assert set(people.kinds) == exported == set(KEPT)
    text = (await room.ask("prefix", "about")).text
    assert all(phrase in text.replace("The films you like", "the films you like") for phrase in KEPT.values())


async def test_only_the_owner_syncs(room: Room) -> None:
    before = len(room.env.http_requests)
    await room.ada.send(room.channel, "!sync")
    assert any("may not use that" in str(each.json) for each in room.env.http_requests[before:])


async def test_the_owner_syncs(wire: Wire, bot: HyperplaneBot) -> None:
    guild = wire.guild("Study group")
    lab, owner = guild.text_channel("lab"), guild.member("Owner")
    wire.own(owner)
    async with wire.running(bot):
        reply = await wire.reply_to(owner.send(lab, "!sync"))
    assert re.search(r"knows \d\d commands", str(reply.embeds[0].description))
