"""The test bed: a Discord on 127.0.0.1 that many people use at once, and that fails when told to."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractContextManager, asynccontextmanager
from typing import Self, TypeVar

import discord
from aiohttp import web

from testbed.wire import process
from testbed.wire.faults import Fault, Limit, Predicate
from testbed.wire.gateway import Drop, Gateway
from testbed.wire.launch import identifying_after, pointed_at
from testbed.wire.model import Post, WireBackend
from testbed.wire.people import Channel, Guild, Person, add_guild
from testbed.wire.pulse import PATIENCE_S, Pulse
from testbed.wire.rest import API, Request, Rest

T = TypeVar("T")
BotT = TypeVar("BotT", bound=discord.Client)

TOKEN = "wire.token"
BODY_LIMIT_BYTES = 100 * 2**20


class Wire:
    """SimCord's model behind real HTTP and WebSocket, with a real clock.

    Use `async with Wire.start() as wire`; leaving it fails if the bot asked for something that the model
    does not know, as everything after that would be a guess.
    """

    def __init__(self, *, acknowledge_within_s: float, shards: int, token: str) -> None:
        self.acknowledge_within_s = acknowledge_within_s
        self.backend = WireBackend()
        self.pulse = Pulse()
        self.rest = Rest(self.backend, self.pulse, token, shards)
        self.gateway = Gateway(self.backend, self.rest, self.pulse)

    @classmethod
    @asynccontextmanager
    async def start(
        cls, *, acknowledge_within_s: float = 3.0, shards: int = 1, token: str = TOKEN
    ) -> AsyncIterator[Self]:
        """Serve on a free port; Discord itself lets an interaction live for 3 s unacknowledged."""
        wire = cls(acknowledge_within_s=acknowledge_within_s, shards=shards, token=token)
        app = web.Application(client_max_size=BODY_LIMIT_BYTES)
        app.router.add_get("/gateway", wire.gateway.handle)
        app.router.add_get("/cdn/{path:.*}", wire._download)
        app.router.add_route("*", API + "/{path:.*}", wire.rest.handle)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await runner.setup()
        try:
            site = web.TCPSite(runner, "127.0.0.1", 0)
            await site.start()
            wire.rest.address = f"http://127.0.0.1:{runner.addresses[0][1]}"
            wire.backend.files.root = f"{wire.rest.address}/cdn/attachments/"
            yield wire
        except Exception as error:
            for gap in wire.rest.gaps:  # likely the reason
                error.add_note(gap)
            raise
        finally:
            wire.gateway.open.set()
            await runner.cleanup()
        if wire.rest.gaps:
            raise NotImplementedError("\n".join(wire.rest.gaps))

    @property
    def address(self) -> str:
        return self.rest.address

    @property
    def token(self) -> str:
        """The one token that logs in; setting it locks out whoever uses another from now on."""
        return self.rest.token

    @token.setter
    def token(self, token: str) -> None:
        self.rest.token = token

    @property
    def requests(self) -> list[Request]:
        """All REST requests so far, in the order of their answers."""
        return self.rest.requests

    @property
    def bot_id(self) -> int:
        return self.backend.bot_user.id

    # The world

    def guild(self, name: str, *, members: int = 0, shard: tuple[int, int] | None = None) -> Guild:
        """A server with `members` people; `shard=(1, 2)` gives it an id that belongs to the second of two."""
        return add_guild(self, name, members, shard)

    def channel(self, channel_id: int) -> Channel:
        """Any channel by id, such as a thread that the bot opened."""
        return Channel(self, channel_id, self.backend.get_channel(channel_id).guild_id)

    def own(self, person: Person) -> None:
        """Make a person the owner of the application (`bot.is_owner`); before the bot logs in."""
        self.rest.owner_id = person.id

    # The bot

    def pointed_here(self) -> AbstractContextManager[None]:
        """Let discord.py take this server for Discord."""
        return pointed_at(self.address)

    @asynccontextmanager
    async def running(
        self,
        bot: BotT,
        *,
        token: str | None = None,
        guild_ready_timeout_s: float = 0.05,
        identify_delay_s: float = 0.0,
        timeout_s: float = 20.0,
    ) -> AsyncIterator[BotT]:
        """Run a bot in this loop from `on_ready` to the end; what ends it early is raised.

        discord.py waits 2 s for more guilds and 5 s before it identifies again: shortened here.
        """
        bot._connection.guild_ready_timeout = guild_ready_timeout_s
        with self.pointed_here(), identifying_after(identify_delay_s):
            async with bot:
                run = asyncio.create_task(bot.start(self.token if token is None else token))
                ready = asyncio.create_task(bot.wait_until_ready())
                try:
                    await asyncio.wait({run, ready}, timeout=timeout_s, return_when=asyncio.FIRST_COMPLETED)
                    if run.done():
                        await run
                    if not ready.done():
                        raise TimeoutError(f"the bot was not ready within {timeout_s:g} s")
                    yield bot
                    await bot.close()
                    await run
                except Exception as error:
                    if run.done() and not run.cancelled() and run.exception() not in (None, error):
                        error.add_note(f"the bot had ended by itself: {run.exception()!r}")
                    raise
                finally:
                    await bot.close()
                    run.cancel()
                    ready.cancel()
                    await asyncio.gather(run, ready, return_exceptions=True)

    @asynccontextmanager
    async def process(
        self,
        *arguments: str,
        entry: str = "bot.__main__:main",
        env: Mapping[str, str] | None = None,
        shards: int = 1,
        identify_delay_s: float | None = None,
        cold: bool = False,
        timeout_s: float = 60.0,
    ) -> AsyncIterator[process.BotProcess]:
        """Run the bot's command line as its own process, from the log-in of all its shards to SIGTERM.

        discord.py waits 5 s before the log-in of each further shard, or `identify_delay_s`. A bot that is to
        draw nothing is started `cold`: the processes that draw cost more than the bot itself.
        """
        before = self.gateway.identified
        environment = {"WIRE_ADDRESS": self.address, "WIRE_ENTRY": entry, **(env or {})}
        if identify_delay_s is not None:
            environment["WIRE_IDENTIFY_DELAY_S"] = str(identify_delay_s)
        if cold:
            environment["WIRE_COLD"] = "1"
        async with process.started(arguments, environment, self.pulse.beat) as bot:

            def probe() -> bool | None:
                if bot.returncode is not None:
                    raise RuntimeError(f"the bot ended with {bot.returncode}:\n{bot.output}")
                return self.gateway.identified >= before + shards or None

            await self.until(probe, timeout_s=timeout_s, what="the bot's log-in")
            yield bot

    # Trouble

    def fail(
        self,
        method: str,
        path: str,
        *,
        status: int | None = 429,
        times: int = 1,
        retry_after_s: float = 0.5,
        is_global: bool = False,
        code: int | None = None,
        delay_s: float = 0.0,
        predicate: Predicate | None = None,
    ) -> Fault:
        """Spoil the next `times` requests whose path fits a pattern such as `/channels/*/messages`.

        `predicate` looks at the JSON body; status None lets the request through after `delay_s`.
        """
        fault = Fault(method, path, status, times, retry_after_s, is_global, code, delay_s, predicate)
        self.rest.faults.append(fault)
        return fault

    def limit(self, method: str, path: str, *, requests: int, per_s: float) -> None:
        """Limit the rate per path from now on, as Discord does with 5 messages in 5 s for each channel."""
        self.rest.limits.append(Limit(method, path, requests, per_s))

    def refuse_intent(self, **refused: bool) -> None:
        """Refuse privileged intents by name: `members`, `presences`, `message_content`."""
        for name, is_refused in refused.items():
            (self.rest.refused_intents.add if is_refused else self.rest.refused_intents.discard)(name)

    async def drop_gateway(self, *, resume: bool = True, by: Drop = "close") -> None:
        """End the gateway connections: close them (4000), cut the line, or send op 7 or op 9."""
        await self.gateway.drop(resume=resume, by=by)

    @asynccontextmanager
    async def gateway_down(self, *, resume: bool = True, by: Drop = "close") -> AsyncIterator[None]:
        """No gateway inside this block: what happens meanwhile reaches the bot only if it resumes."""
        self.gateway.open.clear()
        try:
            await self.drop_gateway(resume=resume, by=by)
            yield
        finally:
            self.gateway.open.set()

    # Waiting

    async def until(
        self, probe: Callable[[], T | None], *, timeout_s: float = PATIENCE_S, what: str = "the expected"
    ) -> T:
        """Wait until `probe` returns something, looking after every request and event."""
        return await self.pulse.until(probe, timeout_s, what)

    async def see(
        self, where: Callable[[Post], bool], *, channel: Channel | None = None, timeout_s: float = PATIENCE_S
    ) -> Post:
        """The first state of a message by the bot, past or to come, that satisfies `where`."""
        timeline, seen = self.backend.timeline, 0

        def probe() -> Post | None:
            nonlocal seen
            while seen < len(timeline):
                post, seen = timeline[seen], seen + 1
                here = channel is None or post.channel_id == channel.id
                if here and post.author_id == self.bot_id and where(post):
                    return post
            return None

        return await self.until(probe, timeout_s=timeout_s, what="a message by the bot")

    async def reply_to(self, message: Post, timeout_s: float = PATIENCE_S) -> Post:
        """The bot's reply to a message, or else its next message in the channel that replies to nobody.

        The second is a guess as soon as several people write at once: let the bot use replies there.
        """

        def answers(post: Post) -> bool:
            return post.reply_to in (message.id, None) and post.id > message.id and not post.from_interaction

        channel = self.channel(message.channel_id)
        return await self.see(answers, channel=channel, timeout_s=timeout_s)

    def states(self, post: Post) -> tuple[Post, ...]:
        """All states of a message, from its first to its latest."""
        return tuple(self.backend.history[post.id])

    def exists(self, post: Post) -> bool:
        return post.id in self.backend.messages.get(post.channel_id, {})

    async def _download(self, request: web.Request) -> web.Response:
        content = self.backend.cdn.get(f"{self.address}{request.rel_url.raw_path}")
        if content is None:
            return web.Response(status=404)
        return web.Response(body=content, content_type="application/octet-stream")
