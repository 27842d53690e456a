"""The bot: its intents, what it opens when it starts and closes when it stops."""

from __future__ import annotations

import asyncio
import contextlib
import functools
import importlib
import logging
from dataclasses import replace
from datetime import timedelta
from typing import Any

import discord
from aiohttp.web import AppRunner
from discord import app_commands
from discord.ext import commands

from bot import command_sync, errors, views
from bot.callers import work_for
from bot.command_groups import join_groups
from bot.connections import Connections
from bot.context import WHISPER_S, Context
from bot.hints import SLASH, Face, write_for
from bot.indexing import Indexing
from bot.logs import event, pseudonym
from bot.loop_watch import LoopWatch
from bot.metrics import Metrics
from bot.metrics import serve as serve_metrics
from bot.open_channels import check_place, is_heard
from bot.options import check_numbers, take_named_options, unname_first
from bot.pacing import Lately
from bot.prefixes import spellings
from bot.presses.handlers import Presses
from bot.presses.pages import Book, TurnPage, turn_page
from bot.proving import Proving
from bot.services import Services, open_services
from bot.settings import Settings
from bot.shards import FIRST, Shards, shard_of
from models.svm import import_svc
from models.words.store.shelf import Shelf

log = logging.getLogger(__name__)
command_log = logging.getLogger("bot.commands")

COGS = (
    "cogs.words",
    "cogs.concepts",
    "cogs.games",
    "cogs.movies",
    "cogs.lists",
    "cogs.nights",
    "cogs.groups",
    "cogs.text",
    "cogs.training",
    "cogs.talk",
    "cogs.about",
    "cogs.privacy",
    "cogs.settings",
    "cogs.servers",
    "cogs.owner",
)
EDITED_WITHIN = timedelta(minutes=2)
"""How long after it was sent a message that is edited is read as a command anew."""

FAREWELL_S = 3.0
"""How long a stopping bot waits for its last answers to be sent."""


class Tree(app_commands.CommandTree["HyperplaneBot"]):
    """The slash commands: in servers and direct messages, for servers and for people who install the bot.

    What goes wrong outside of a command's own code is told here.
    """

    def __init__(self, client: HyperplaneBot) -> None:
        super().__init__(
            client,
            allowed_contexts=app_commands.AppCommandContext(
                guild=True, dm_channel=True, private_channel=True
            ),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
        )

    async def interaction_check(self, interaction: discord.Interaction[HyperplaneBot], /) -> bool:
        """Take note of who asks, before anything is completed or done for them."""
        work_for(interaction.user.id, interaction.guild_id)
        return True

    async def on_error(
        self, interaction: discord.Interaction[HyperplaneBot], error: app_commands.AppCommandError
    ) -> None:
        """Answer a slash call that did not reach its command."""
        name = interaction.command.qualified_name if interaction.command else "?"
        await errors.on_interaction_error(interaction, error, name)


class HyperplaneBot(commands.Bot):
    """A Discord bot with which a room explores vector embeddings and neural networks."""

    services: Services
    indexing: Indexing
    proving: Proving

    def __init__(self, settings: Settings, *, message_content: bool = True, **options: Any) -> None:
        intents = discord.Intents(guilds=True, messages=True, message_content=message_content)
        super().__init__(
            command_prefix=commands.when_mentioned,
            intents=intents,
            help_command=None,
            allowed_mentions=discord.AllowedMentions.none(),
            tree_cls=Tree,
            case_insensitive=True,
            strip_after_prefix=True,
            **options,
        )
        self.settings = settings
        self.books: dict[str, Book] = {}
        self.presses = Presses(self)
        self.loop_watch = LoopWatch()
        self.metrics = Metrics(self)
        self.connections = Connections()
        self.whispered: Lately[int] = Lately(WHISPER_S)
        self._served_metrics: AppRunner | None = None
        self._at_work: set[Context] = set()
        self._idle = asyncio.Event()
        self._idle.set()
        self.add_check(check_place)
        self.before_invoke(self._begin)
        self.after_invoke(self._end)

    async def get_prefix(self, message: discord.Message, /) -> list[str]:
        """Return the bot's mention and the prefix: direct messages have content even without the intent."""
        prefix = await self.prefix_in(message.guild.id if message.guild else None)
        return [*commands.when_mentioned(self, message), *spellings(prefix)]

    async def prefix_in(self, guild_id: int | None) -> str:
        """Return what typed commands start with in a server, or in private: all that shows it asks here."""
        if not hasattr(self, "services"):  # the playground's page may be open before the bot is
            return self.settings.prefix
        return (await self.services.server_settings.of(guild_id)).prefix or self.settings.prefix

    async def get_context(self, origin: Any, /, *, cls: Any = Context) -> Any:
        """Return the call in our own kind of context."""
        ctx = await super().get_context(origin, cls=cls)
        guild_id = ctx.guild.id if ctx.guild else None
        work_for(ctx.author.id, guild_id)
        if ctx.interaction is not None:
            write_for(self._face(SLASH, await self.prefix_in(guild_id)))
        elif ctx.prefix is not None:
            write_for(self._face(self._written(ctx.prefix), await self.prefix_in(guild_id)))
        unname_first(ctx)
        return ctx

    async def process_commands(self, message: discord.Message, /) -> None:
        """Answer a typed command where the server wants typed commands answered."""
        if message.author.bot:
            return
        ctx = await self.get_context(message)
        if ctx.prefix is not None and await is_heard(ctx):
            await self.invoke(ctx)

    async def hear(self, interaction: discord.Interaction[Any]) -> None:
        """Let the running task work for who presses, and write as the message pressed was asked for."""
        work_for(interaction.user.id, interaction.guild_id)
        message = interaction.message
        typed = message is not None and message.interaction_metadata is None
        prefix = await self.prefix_in(interaction.guild_id)
        write_for(self._face(prefix if typed else SLASH, prefix))

    async def write_in(self, guild_id: int | None) -> None:
        """Let the running task write for a server, or in private, where nobody has called it."""
        write_for(self._face(SLASH, await self.prefix_in(guild_id)))

    def _written(self, prefix: str) -> str:
        """Return a prefix as it looks: a mention shows as a name, and not within code."""
        mentioned = self.user is not None and str(self.user.id) in prefix
        return f"@{self.user.display_name} " if self.user is not None and mentioned else prefix

    def _face(self, prefix: str, typed: str) -> Face:
        return replace(self._by_slash, prefix=prefix, typed=typed)

    @functools.cached_property
    def _by_slash(self) -> Face:
        """How commands are called by slash; first asked for when all of them are there."""
        groups = [each for each in self.walk_commands() if isinstance(each, commands.HybridGroup)]
        return Face(
            SLASH,
            {each.name: each.fallback for each in groups if each.fallback},
            {each.name: frozenset(each.all_commands) for each in groups},
        )

    async def setup_hook(self) -> None:
        """Open the services, load the commands and tell Discord about them.

        Raises
        ------
        models.errors.ModelError
            When the word vectors or the films cannot be prepared or loaded.
        storage.errors.DatabaseError
            When the database cannot be opened.
        """
        self.services = await open_services(self.settings)
        self.services.compute.warm_up(soon=import_svc)
        shelf = Shelf(self.settings.vectors_dir)
        self.indexing = Indexing(shelf, self.services.words, self.settings.index)
        self.indexing.start()
        self.proving = Proving(shelf, self.services.words)
        self.proving.start()
        self.presses.add(TurnPage, turn_page)
        for name in COGS:
            await self._plug_in(name)
        write_for(self._face(SLASH, self.settings.prefix))  # whatever task begins from here on
        self.services.database.on_wait = self.metrics.database_waited
        if self.settings.metrics_port is not None:
            host, port = self.settings.metrics_host, self.settings.metrics_port
            self._served_metrics = await serve_metrics(self, host, port)
        await command_sync.sync_if_changed(self)
        self.loop_watch.start(asyncio.get_running_loop())  # from here on people wait for the loop

    async def _plug_in(self, name: str) -> None:
        """Let a package of `cogs` add itself; the base class takes the cogs out again when it closes.

        discord.py's `load_extension` executes the code anew for every bot, so that it can be replaced while a
        bot runs. Nobody does that here, and this way a class is the same class to every bot of a process.
        """
        await importlib.import_module(name).setup(self)

    async def add_cog(self, cog: commands.Cog, /, **options: Any) -> None:
        """Add a cog's commands, those that belong to another cog's group too, and its answers to presses."""
        join_groups(self, cog)
        await super().add_cog(cog, **options)
        self.presses.add_cog(cog)

    async def close(self) -> None:
        """Tell whoever waits for an answer that it will not come, then close what `setup_hook` opened."""
        if self._served_metrics is not None:
            await self._served_metrics.cleanup()
        if not self.is_closed() and hasattr(self, "services"):
            self.loop_watch.stop()
            await asyncio.get_running_loop().run_in_executor(None, self.indexing.close)
            await self.services.trainings.close()
            await self.services.compute.close()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._idle.wait(), FAREWELL_S)
            await self.services.database.close()
        await super().close()

    @property
    def is_well(self) -> bool:
        """Whether people can be served: connected, and known to Discord."""
        return self.is_ready() and self.connections.all_there and not self.is_closed()

    @property
    def serves_private(self) -> bool:
        """Whether direct messages come to this process, and with them what only one of several does."""
        return self.serves(None)

    def serves(self, guild_id: int | None) -> bool:
        """Return whether this process is told what happens in a server, or in private (None)."""
        del guild_id
        return True

    def latency_in(self, guild_id: int | None) -> float:
        """Return the seconds to Discord and back on the connection of a server, or of private messages."""
        del guild_id
        return self.latency

    async def on_connect(self) -> None:
        """Take note of a new connection."""
        self.connections.begun(FIRST)

    async def on_resumed(self) -> None:
        """Take note of a connection taken up again."""
        self.connections.resumed(FIRST)

    async def on_disconnect(self) -> None:
        """Take note that Discord is out of reach."""
        self.connections.lost(FIRST)

    async def on_ready(self) -> None:
        """Say in the log that people can be served."""
        told: dict[str, Any] = {
            "name": self.user,
            "servers": len(self.guilds),
            "prefix": self.settings.prefix,
        }
        if self.settings.shards:
            told["shards"] = self.settings.shards
        event(log, logging.INFO, "ready", **told)

    async def on_command_error(self, ctx: Context, error: Exception, /) -> None:  # type: ignore[override]
        """Answer a failed command in the one place for that."""
        try:
            await errors.on_command_error(ctx, error)
        finally:
            self._finish(ctx)

    async def on_command_completion(self, ctx: Context) -> None:
        """Keep one line in the log for each command answered."""
        name = ctx.command.qualified_name if ctx.command else "?"
        self.metrics.command(name, "answered", ctx.elapsed_ms)
        event(
            command_log,
            logging.INFO,
            "command",
            command=name,
            user=pseudonym(ctx.author.id),
            ms=ctx.elapsed_ms,
            outcome="answered",
        )

    async def on_message_edit(self, before: discord.Message, after: discord.Message) -> None:
        """Answer a command that was edited soon after it was sent, as if it had been sent so."""
        edited = after.edited_at
        if before.content != after.content and edited and edited - after.created_at < EDITED_WITHIN:
            await self.process_commands(after)

    async def on_interaction(self, interaction: discord.Interaction[HyperplaneBot]) -> None:
        """Answer a press on a button that died with an earlier run, and a form that is over."""
        if interaction.type in (discord.InteractionType.component, discord.InteractionType.modal_submit):
            await views.answer_expired(interaction)

    async def _begin(self, ctx: Context) -> None:
        self._at_work.add(ctx)
        self._idle.clear()
        if ctx.interaction is not None:
            ctx.deferral = asyncio.create_task(ctx.acknowledge_in_time())
        await take_named_options(ctx)
        check_numbers(ctx)

    async def _end(self, ctx: Context) -> None:
        if not ctx.command_failed:  # a failed one has yet to be told so
            self._finish(ctx)

    def _finish(self, ctx: Context) -> None:
        if ctx.deferral is not None:
            ctx.deferral.cancel()
        self._at_work.discard(ctx)
        if not self._at_work:
            self._idle.set()


class ShardedHyperplaneBot(HyperplaneBot, commands.AutoShardedBot):
    """The same over several connections, as Discord asks of bots in very many servers: all, or some."""

    def __init__(self, settings: Settings, shards: Shards, *, message_content: bool = True) -> None:
        served = None if shards.served is None else list(shards.served)
        super().__init__(
            settings, message_content=message_content, shard_count=shards.count, shard_ids=served
        )
        self._shards = shards

    def serves(self, guild_id: int | None) -> bool:
        """Return whether this process is told what happens in a server, or in private (None)."""
        return self._shards.serves(guild_id)

    def latency_in(self, guild_id: int | None) -> float:
        """Return the seconds to Discord and back on the connection of a server, or of private messages."""
        shard = self.get_shard(shard_of(guild_id, self.shard_count or 1))
        return self.latency if shard is None else shard.latency

    async def on_connect(self) -> None:
        """Leave it to the shard's own event."""

    async def on_resumed(self) -> None:
        """Leave it to the shard's own event."""

    async def on_disconnect(self) -> None:
        """Leave it to the shard's own event."""

    async def on_shard_connect(self, shard_id: int) -> None:
        """Take note of a shard's new connection."""
        self.connections.begun(shard_id)

    async def on_shard_resumed(self, shard_id: int) -> None:
        """Take note of a shard's connection taken up again."""
        self.connections.resumed(shard_id)

    async def on_shard_disconnect(self, shard_id: int) -> None:
        """Take note that Discord is out of a shard's reach."""
        self.connections.lost(shard_id)


def build_bot(settings: Settings, *, message_content: bool = True) -> HyperplaneBot:
    """Return the bot, not yet connected: the one way to build it.

    Parameters
    ----------
    settings:
        What the person who runs it chose.
    message_content:
        Whether to ask for the intent to read messages; without it, typed commands need a mention.
    """
    if settings.shards is None:
        return HyperplaneBot(settings, message_content=message_content)
    return ShardedHyperplaneBot(settings, settings.shards, message_content=message_content)


async def serve(settings: Settings) -> None:
    """Run the bot on Discord until it is told to stop.

    Goes on by slash command and mention when Discord refuses the message-content intent.

    Raises
    ------
    discord.LoginFailure
        When the token is wrong.
    """
    token = settings.token.get_secret_value() if settings.token else ""
    try:
        async with build_bot(settings) as bot:
            await bot.start(token)
    except discord.PrivilegedIntentsRequired:
        event(
            log,
            logging.WARNING,
            "Discord refused the message-content intent: answering slash commands and mentions only. To type "
            f"{settings.prefix}commands, switch the intent on in the developer portal.",
        )
        async with build_bot(settings, message_content=False) as bot:
            await bot.start(token)
