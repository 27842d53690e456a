"""The bot in a simulated Discord with a chat page on this machine: no token, no network."""

from __future__ import annotations

import asyncio
import importlib.util
import logging
import webbrowser
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import discord

from bot.app import HyperplaneBot, build_bot
from bot.markup import code
from bot.replies import card
from bot.settings import Settings

if TYPE_CHECKING:
    import simcord

log = logging.getLogger(__name__)

NAME = "Hyperplane"
SERVER = "Vector study group"
CHANNEL = "study-group"
MEMBERS = ("Ada", "Grace", "Alan")
ONE_CHANNEL = discord.PermissionOverwrite(create_public_threads=False)
"""The page shows a single channel: what is said in a thread would not be seen."""
TICK_S = 1.0
LONG_WORK_S = 120.0
"""How long an action on the page waits for the bot; SimCord's own 5 seconds are too few for pictures."""


class PlaygroundError(Exception):
    """The playground cannot start; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Playground:
    """A running playground."""

    env: simcord.Env
    bot: HyperplaneBot
    channel: simcord.ChannelHandle
    members: tuple[simcord.MemberActor, ...]
    preview: simcord.Preview

    @property
    def url(self) -> str:
        """The page's address; whoever has it can use the page."""
        return self.preview.url


@asynccontextmanager
async def playground(settings: Settings) -> AsyncIterator[Playground]:
    """Run the bot in a simulated server with one channel and three members, its page on `settings.port`.

    Raises
    ------
    PlaygroundError
        When SimCord is not installed, or the port is in use.
    models.errors.ModelError
        When the bot cannot open its models.
    """
    if importlib.util.find_spec("simcord") is None:  # an extra: who only hosts the bot does not need it
        raise PlaygroundError(
            "The playground needs SimCord: install the extra hyperplane[playground], or set DISCORD_TOKEN."
        )
    # Each simulated Discord is a new one: it has not been told of any command before.
    bot = build_bot(settings.model_copy(update={"sync": "always", "sync_guild": None, "shards": None}))
    async with bot, _simulated(bot) as env:
        # SimCord takes a refused command for a fault of the bot and says so on the page; ours are answered.
        bot.extra_events.pop("on_command_error", None)
        guild = env.create_guild(SERVER)
        channel = guild.create_text_channel(CHANNEL, overwrites={guild.default_role: ONE_CHANNEL})
        members = tuple(guild.add_member(env.create_user(name)) for name in MEMBERS)
        await _welcome(bot, channel.id)
        await env.settle()
        preview = env.preview(channel, viewers=members, layout="channel", port=settings.port)
        async with _opened(preview, settings.port):
            idle = asyncio.create_task(_keep_time(env, preview))
            try:
                yield Playground(env, bot, channel, members, preview)
            finally:
                idle.cancel()


@asynccontextmanager
async def _simulated(bot: HyperplaneBot) -> AsyncIterator[simcord.Env]:
    """Attach the bot to a simulated Discord while this is open."""
    from simcord import Env  # noqa: PLC0415  an extra

    env = Env(bot, check_errors=False, settle_timeout=LONG_WORK_S)
    # Before the bot is there: else its loops would live through all the days since SimCord's epoch.
    env.backend.advance_clock((datetime.now(UTC) - env.now()).total_seconds())
    await env.start()
    try:
        yield env
    finally:
        await env.shutdown()


@asynccontextmanager
async def _opened(preview: simcord.Preview, port: int) -> AsyncIterator[None]:
    """Serve the page while this is open."""
    from simcord import SetupError  # noqa: PLC0415  an extra

    async with AsyncExitStack() as stack:
        try:
            await stack.enter_async_context(preview)
        except SetupError as error:
            raise PlaygroundError(
                f"Port {port} is in use. Choose another with --port or HYPERPLANE_PORT; 0 takes any free one."
            ) from error
        yield


async def serve(settings: Settings, *, open_page: bool, say: Callable[[str], None]) -> None:
    """Run the playground until its page's session is ended, or this task is cancelled."""
    async with playground(settings) as place:
        say(f"The playground is open: {place.url}")
        say("No token is set, so this is a simulated Discord on this machine. Stop it with Ctrl-C.")
        if open_page:
            webbrowser.open(place.url)
        await place.preview.wait_closed()


async def _welcome(bot: HyperplaneBot, channel_id: int) -> None:
    """Let the bot take its name and say what to try."""
    prefix = bot.settings.prefix
    tries = (
        f"{code(prefix + 'analogy man king woman')} · words are points, and king − man + woman ends near …",
        f"{code(prefix + 'neighbours coffee')} · what is used like coffee?",
        f"{code(prefix + 'tsne')} · draw countries, drinks and sports as a map",
        f"{code(prefix + 'tsne france coffee football')} · or grow a map from words of your own",
        f"{code(prefix + 'like Alien; The Matrix; Toy Story')} · films that you like",
        f"{code(prefix + 'dislike Grease; Notting Hill')} · and films that you don't",
        f"{code(prefix + 'recommend')} · your hyperplane finds the best and the worst for you",
        f"{code(prefix + 'recommend together')} · films that several of you would like",
        f"{code(prefix + 'list create Friday night')} · films to watch, to pick from and to vote on",
        f"{code(prefix + 'talk start')} · a whole talk, one press a step, with a handout in the end",
        f"{code(prefix + 'help')} · everything else, with examples",
    )
    embed = card(
        "Hello! Try one of these", "\n".join(tries), "Or type / and pick a command. Switch member above."
    )
    if bot.user is not None:
        await bot.user.edit(username=NAME)
    channel = bot.get_channel(channel_id)
    if isinstance(channel, discord.TextChannel):
        await channel.send(embed=embed)


async def _keep_time(env: simcord.Env, preview: simcord.Preview) -> None:
    """Let the simulated clock follow the real one, and show on the page what the bot did on its own.

    SimCord refuses a second operation while one runs, so the page's actions and the clock take turns. A page
    that is published anew refuses presses on the old one: publish only when the bot has done something.
    """
    turn = asyncio.Lock()
    act = preview._action
    seen = len(env.http_requests)

    async def act_in_turn(*arguments: Any) -> Any:
        nonlocal seen
        async with turn:
            try:
                return await act(*arguments)
            finally:
                seen = len(env.http_requests)

    preview._action = act_in_turn  # type: ignore[method-assign, assignment]
    while True:
        await asyncio.sleep(TICK_S)
        async with turn:
            try:
                await env.advance_time(max(0.0, (datetime.now(UTC) - env.now()).total_seconds()))
                if len(env.http_requests) != seen:
                    await preview.refresh()
                    seen = len(env.http_requests)
            except TimeoutError as error:
                log.warning("the playground's clock is late: %s", error)
