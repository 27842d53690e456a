"""Every command can be found, understood and registered with Discord."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from discord import app_commands
from discord.ext import commands

from bot.replies import APOLOGY_COLOUR, CHOICE_LIMIT
from cogs.shared.topics import TOPICS
from cogs.talk.talks import DEFAULT
from tests.cogs.talks import SMALL, write
from tests.models.movies.importing.exports import letterboxd
from tests.room import Room

NAME_LIMIT = 32
DESCRIPTION_LIMIT = 100
OPTIONS_LIMIT = 25
GLOBAL_COMMANDS_LIMIT = 100


def slash_commands(room: Room) -> list[app_commands.Command[Any, ..., Any]]:
    return [each for each in room.bot.tree.walk_commands() if isinstance(each, app_commands.Command)]


def in_order(group: commands.GroupMixin[Any]) -> Iterator[commands.Command[Any, ..., Any]]:
    """Yield commands as they were added, each group before what is in it: some examples build on others."""
    for each in dict.fromkeys(group.all_commands.values()):
        yield each
        if isinstance(each, commands.Group):
            yield from in_order(each)


async def test_every_name_and_alias_is_there_once(room: Room) -> None:
    names = [name for each in room.bot.walk_commands() for name in (each.qualified_name, *each.aliases)]
    assert len(names) == len(set(names))


async def test_discord_takes_every_name_and_description(room: Room) -> None:
    assert len(room.bot.tree.get_commands()) <= GLOBAL_COMMANDS_LIMIT
    for each in slash_commands(room):
        assert len(each.name) <= NAME_LIMIT
        assert 10 <= len(each.description) <= DESCRIPTION_LIMIT, each.name
        assert each.description.endswith("."), each.name
        assert len(each.parameters) <= OPTIONS_LIMIT
        for parameter in each.parameters:
            where = f"{each.name} {parameter.name}"
            assert len(parameter.name) <= NAME_LIMIT, where
            assert 10 <= len(str(parameter.description)) <= DESCRIPTION_LIMIT, where
            assert all(len(str(choice.name)) <= CHOICE_LIMIT for choice in parameter.choices), where


async def test_every_command_answers_by_prefix_and_by_slash(room: Room) -> None:
    for each in room.bot.walk_commands():
        hybrid = isinstance(each, commands.HybridCommand | commands.HybridGroup)
        assert hybrid or each.hidden, each.qualified_name


async def test_every_command_has_a_topic_and_examples(room: Room) -> None:
    for each in room.bot.walk_commands():
        if not each.hidden:
            assert each.extras["topic"] in TOPICS, each.name
            assert each.extras["examples"], each.name
            name = each.qualified_name
            assert all(f"{example} ".startswith(f"{name} ") for example in each.extras["examples"]), name


@pytest.mark.timeout(300)
async def test_every_example_is_answered_and_shows_no_other_prefix_than_the_server_s(room: Room) -> None:
    room.deny("create_public_threads")  # an answer is looked for in the channel
    room.ada = room.manager("ada")
    write(room, SMALL, DEFAULT)  # the one that comes along is given whole in a test of its own
    await room.say("!settings prefix ?")
    foreign = re.compile(rf"!(?:{'|'.join(each.name for each in room.bot.commands)})\b")
    await room.say("?dislike Titanic 1997")  # a taste to draw
    for person in (room.ada, room.alan):
        await person.send(room.channel, "?like The Matrix; Alien; Blade Runner; Pretty Woman; Notting Hill")
    for each in in_order(room.bot):
        for example in each.extras.get("examples", ()):
            each.reset_cooldown(await room.bot.get_context(await room.ada.send(room.channel, "hello")))
            people = example.replace("@Ada", room.ada.mention).replace("@Alan", room.alan.mention)
            files = [("letterboxd.zip", letterboxd())] if each.qualified_name == "ratings import" else []
            await room.ada.send(room.channel, f"?{people}", attachments=files)
            answer = room.last()
            assert answer is not None, example
            assert answer.message.embeds or answer.message.attachments, example
            assert APOLOGY_COLOUR not in [embed.colour for embed in answer.message.embeds], example
            assert not foreign.search(answer.text), example


async def test_every_bot_counts_its_own_calls(room: Room) -> None:
    rested = {each.qualified_name for each in room.bot.walk_commands() if each.cooldown}
    assert "analogy" in rested
    assert {"recommend", "recommend together"} <= rested
    shared = [
        each.name for each in room.bot.walk_commands() if "__commands_cooldown__" in vars(each.callback)
    ]
    assert shared == []
