"""Running a command beforehand, its answer kept instead of sent."""

from __future__ import annotations

import contextlib
import copy
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import discord
from discord.ext import commands

from bot import callers
from bot.context import Context
from bot.hints import typed_prefix
from bot.markup import code
from cogs.talk.kept import KeptMessage

if TYPE_CHECKING:
    from bot.app import HyperplaneBot

Command = commands.Command[Any, ..., Any]


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """A command as it was run, without the prefix; its answer; and why it has none, if it has none."""

    query: str
    messages: tuple[KeptMessage, ...]
    problem: str | None = None


class Rehearsal(Context):
    """A call whose answers are kept."""

    rehearsed = True

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.kept: list[KeptMessage] = []

    async def send(self, content: str | None = None, **kwargs: Any) -> KeptMessage:  # type: ignore[override]
        """Keep a message."""
        message = KeptMessage()
        message.change(content=content, **kwargs)
        self.kept.append(message)
        return message

    async def whisper(self, embed: discord.Embed) -> None:
        """Keep what would be said in private."""
        await self.send(embed=embed)

    def typing(self, *, ephemeral: bool = False) -> Any:
        """Show nobody that anything is being done."""
        return contextlib.nullcontext()


async def rehearse(bot: HyperplaneBot, typed: discord.Message, query: str, seed: int) -> Rehearsed:
    """Run a command as if it had been typed, and keep what it would have answered.

    Parameters
    ----------
    typed:
        Who would have typed it and where; its content does not count.
    query:
        The command, without the prefix.
    seed:
        Given to a command that takes a seed and has none in `query`.
    """
    command = find_command(bot, query)
    if command is None:
        return Rehearsed(query, (), f"I have no command {code(query.split(maxsplit=1)[0])}.")
    if not command.extras.get("rehearsable"):
        keeps = f"{code(command.qualified_name)} keeps something or needs other people"
        return Rehearsed(query, (), f"{keeps}, so it can't be run beforehand. Ask for it in the step's text.")
    query = seeded(query, command, seed)
    message = copy.copy(typed)
    message.content = f"{typed_prefix()}{query}"
    rehearsal: Rehearsal = await bot.get_context(message, cls=Rehearsal)
    try:
        with callers.rehearsal():
            await rehearsal.command.invoke(rehearsal)  # type: ignore[union-attr]  # `find_command` found it
    except commands.CommandError as error:
        await bot.on_command_error(rehearsal, error)
        told = rehearsal.kept.pop()
        return Rehearsed(query, (), told.embeds[0].description)
    return Rehearsed(query, tuple(rehearsal.kept))


def find_command(bot: commands.Bot, query: str) -> Command | None:
    """Return the command that a typed text calls: of a group, the one that its next word names."""
    found: Command | None = None
    within: commands.GroupMixin[Any] = bot
    for word in query.split():
        inner = within.all_commands.get(word.casefold())
        if inner is None:
            break
        found = inner
        if not isinstance(inner, commands.Group):
            break
        within = inner
    return found


def seeded(query: str, command: Command, seed: int) -> str:
    """Return the query with `seed` as its first option, if the command takes one and has none yet."""
    if "seed" not in command.clean_params or re.search(r"(?:^|\s)seed=", query, re.IGNORECASE):
        return query
    words = len(command.qualified_name.split())
    *name, rest = [*query.split(maxsplit=words), ""][: words + 1]
    return f"{' '.join(name)} seed={seed} {rest}".strip()
