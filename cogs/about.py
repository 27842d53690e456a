"""Help, and what the bot says of itself: how it is doing, what it has loaded and what it keeps."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from importlib import metadata
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.ext import commands
from rapidfuzz import fuzz, process

from bot.context import Context
from bot.hints import call, hinted, typed_prefix
from bot.markup import code, plain
from bot.presses.pages import Book, Link, Page, open_to_all, pager
from bot.replies import card, plural
from cogs.shared.kept import kept_about_people
from cogs.shared.naming import choices
from cogs.shared.topics import TOPICS, command
from models.words.errors import UnknownWord, UnknownWords

if TYPE_CHECKING:
    from bot.app import HyperplaneBot

BOOK = "help"
OVERVIEW = ""
COMMANDS_PER_PAGE = 3
OFFERED = 3
FEW = 2
"""Commands up to which a group's are all in the overview."""

Command = commands.Command[Any, ..., Any]


class About(commands.Cog):
    """What the bot can do and what it is."""

    def __init__(self, bot: HyperplaneBot) -> None:
        self.bot = bot
        bot.books[BOOK] = Book(self.page, open_to_all)

    @command("bot", "help", "help words", "help tsne", name="help")
    async def show_help(self, ctx: Context, *, topic: str = OVERVIEW) -> None:
        """Show what I can do, with examples.

        Parameters
        ----------
        topic
            A topic or a command; leave it out for the overview.
        """
        key = self._key(topic)
        page = await self.page(key, 0)
        await ctx.answer(embed=page.embed, view=pager(BOOK, key, 0, page, ctx.author.id))

    @show_help.autocomplete("topic")
    async def complete_topic(
        self, _: discord.Interaction[HyperplaneBot], current: str
    ) -> list[app_commands.Choice[str]]:
        """Offer the topics and commands that contain what is typed."""
        return choices([*TOPICS, *self._commands()], current)

    @command("bot", "ping")
    async def ping(self, ctx: Context) -> None:
        """Show how quickly I answer."""
        latency = self.bot.latency_in(ctx.guild.id if ctx.guild else None)
        now, longest = (
            1000 * wait_s for wait_s in (self.bot.loop_watch.last_s, self.bot.loop_watch.longest_s)
        )
        lines = [
            f"To Discord and back: **{latency * 1000:.0f} ms**"
            if math.isfinite(latency)
            else "Not connected yet.",
            f"My event loop waits **{now:.1f} ms**, at most {longest:.1f} ms in the last minute.",
        ]
        await ctx.answer(embed=card("Pong", "\n".join(lines)))

    @command("bot", "about")
    async def about(self, ctx: Context) -> None:
        """Tell what I am, which models I have loaded, and what I keep about you."""
        words = self.bot.services.words
        embed = card(
            f"Hyperplane {metadata.version('hyperplane')}",
            f"I let a room explore vector embeddings and neural networks. Start with {code(call('help'))}.",
        )
        films = self.bot.services.films
        embed.add_field(
            name="Models loaded",
            value=f"Word vectors **{plain(words.name)}**: {plural(len(words.vocabulary), 'word')}, "
            f"{words.dimensions} dimensions. {words.made_from}\n"
            f"Films: {plural(len(films), 'film')}, {plural(len(films.embeddings.links), 'link')}, "
            f"{films.embeddings.trained_dimensions} trained dimensions.",
            inline=False,
        )
        embed.add_field(
            name="What I keep about you",
            value=f"{kept_about_people(self.bot.services.people.kinds)} "
            + hinted("`/mydata` shows it to you, `/forgetme` deletes it."),
            inline=False,
        )
        embed.add_field(
            name="What I don't",
            value=hinted(
                "I read a message only to see whether it is a command, and I train on none but a text that "
                "you bring to `/train` and say yes to. My log has a made-up name for you, another one after "
                "every restart."
            ),
            inline=False,
        )
        await ctx.answer(embed=embed)

    async def page(self, key: str, number: int) -> Page:
        """Return a page of the help: the overview, a topic's commands or one command."""
        if key in TOPICS:
            return self._topic(key, number)
        if key in self._commands():
            return self._command(key)
        return self._overview()

    def _overview(self) -> Page:
        embed = card(
            "What we can explore",
            f"Type {code(typed_prefix() + 'command')}, pick {code('/command')}, or mention me. "
            f"{code(call('help tsne'))} tells all about one command.",
        )
        for key, topic in TOPICS.items():
            outlined = [each.qualified_name for each in self._of(key) if _is_outlined(each)]
            names = " ".join(code(call(name)) for name in outlined)
            embed.add_field(name=topic.title, value=f"{topic.about}\n{names}", inline=False)
        links = tuple(Link(topic.title, key) for key, topic in TOPICS.items())
        return Page(embed, 1, links)

    def _topic(self, key: str, number: int) -> Page:
        found = self._of(key)
        count = math.ceil(len(found) / COMMANDS_PER_PAGE)
        number = min(number, count - 1)
        topic = TOPICS[key]
        footer = f"Page {number + 1} of {count}" if count > 1 else ""
        embed = card(topic.title, topic.about, footer)
        for each in found[number * COMMANDS_PER_PAGE : (number + 1) * COMMANDS_PER_PAGE]:
            value = f"{each.short_doc}\n{self._examples(each)}"
            embed.add_field(name=each.qualified_name, value=value, inline=False)
        return Page(embed, count, (Link("Overview", OVERVIEW),))

    def _command(self, name: str) -> Page:
        command = self._commands()[name]
        embed = card(command.qualified_name, command.short_doc)
        for parameter in command.clean_params.values():
            need = "" if parameter.required else " (may be left out)"
            embed.add_field(
                name=f"{parameter.name}{need}", value=self._meaning(command, parameter.name), inline=False
            )
        if isinstance(command, commands.Group):
            inner = " ".join(code(each.name) for each in command.all_commands.values())
            embed.add_field(name=f"Say {command.name} and one of", value=inner, inline=False)
        embed.add_field(name="For example", value=self._examples(command), inline=False)
        also = f"Also: {', '.join(command.aliases)}" if command.aliases else ""
        if notes := " · ".join(note for note in (also, _pace(command)) if note):
            embed.set_footer(text=notes)
        topic = command.extras["topic"]
        links = [Link(TOPICS[topic].title, topic), Link("Overview", OVERVIEW)]
        if isinstance(command, commands.Group):
            links += [Link(each.name, each.qualified_name) for each in command.all_commands.values()]
        return Page(embed, 1, tuple(links))

    def _examples(self, command: Command) -> str:
        return "\n".join(code(call(example)) for example in command.extras["examples"])

    @staticmethod
    def _meaning(command: Command, parameter: str) -> str:
        face: Any = command.app_command if isinstance(command, commands.HybridCommand) else None
        if isinstance(command, commands.HybridGroup) and command.fallback:
            face = command.app_command.get_command(command.fallback)
        found = face.get_parameter(parameter) if isinstance(face, app_commands.Command) else None
        return str(found.description) if found is not None else "…"

    def _of(self, topic: str) -> list[Command]:
        return [command for command in self._commands().values() if command.extras["topic"] == topic]

    def _commands(self) -> dict[str, Command]:
        # not bot.commands, which is a set: the help keeps the order in which the cogs name their commands
        return {each.qualified_name: each for each in _walk(self.bot.all_commands) if not each.hidden}

    def _key(self, asked: str) -> str:
        """Return the key of the page that was asked for: a topic, a command or one of its aliases."""
        name = asked.strip().casefold().removeprefix(typed_prefix().casefold()).removeprefix("/")
        if name in {OVERVIEW, *TOPICS}:
            return name
        for key, topic in TOPICS.items():
            if name == topic.title.casefold():
                return key
        command = self.bot.get_command(name)
        if command is None or command.hidden:
            names = [*TOPICS, *self._commands()]
            close = process.extract(name, names, scorer=fuzz.ratio, limit=OFFERED)
            raise UnknownWords((UnknownWord(asked, tuple(found[0] for found in close)),))
        return command.qualified_name


def _pace(command: Command) -> str:
    """Return how often a command may be called, if there is a limit."""
    limit = command.cooldown
    return f"{limit.rate} times in {limit.per:g} seconds for each of you" if limit else ""


def _is_outlined(command: Command) -> bool:
    """Return whether the overview names a command: of a large group it names the group alone."""
    outer = command.parent
    return not isinstance(outer, commands.Group) or len(outer.commands) <= FEW


def _walk(found: Mapping[str, Command]) -> Iterator[Command]:
    """Yield commands, each group before what is in it."""
    for each in found.values():
        yield each
        if isinstance(each, commands.Group):
            yield from _walk(each.all_commands)


async def setup(bot: HyperplaneBot) -> None:
    """Add the commands to the bot."""
    await bot.add_cog(About(bot))
