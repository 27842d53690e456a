"""A bot that takes the model for Discord, in this process and in real time."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from typing import Any

from simcord import _dpy_internals
from simcord.backend import serializers
from simcord.gateway import FakeGateway, FakeWebSocket
from simcord.http import FakeHTTPClient, FakeWebhookAdapter

from bot.app import HyperplaneBot
from bot.playground.model import Model

TOKEN = "playground"  # noqa: S105  the model lets everybody in
GUILDS_WITHIN_S = 0.05
"""How long discord.py waits for more servers; all of them are there at once."""


class Requests(FakeHTTPClient):
    """The bot's requests to the model; says where the bot begins to type."""

    def __init__(
        self, model: Model, loop: asyncio.AbstractEventLoop, on_typing: Callable[[int], None]
    ) -> None:
        super().__init__(model, loop)
        self._on_typing = on_typing

    async def request(self, route: Any, **options: Any) -> Any:
        """Answer a request."""
        answer = await super().request(route, **options)
        if route.path == "/channels/{channel_id}/typing":
            self._on_typing(int(route.channel_id))
        return answer


class Responses(FakeWebhookAdapter):
    """The bot's answers to interactions; says when there is one."""

    def __init__(self, model: Model, on_response: Callable[[], None]) -> None:
        super().__init__(model)
        self._on_response = on_response

    async def request(self, route: Any, session: Any, **options: Any) -> Any:
        """Answer a request."""
        answer = await super().request(route, session, **options)
        self._on_response()
        return answer


@asynccontextmanager
async def attached(
    bot: HyperplaneBot, model: Model, *, on_typing: Callable[[int], None], on_response: Callable[[], None]
) -> AsyncIterator[None]:
    """Let the bot serve the people of the model while this is open.

    SimCord's own environment would do it with a clock that stands still and one action at a time: right for
    tests, wrong for people.
    """
    state = bot._connection
    _dpy_internals.install_http(bot, Requests(model, asyncio.get_running_loop(), on_typing))
    _dpy_internals.set_guild_ready_timeout(bot, GUILDS_WITHIN_S)
    gateway = FakeGateway(model, state)
    _dpy_internals.install_websocket(bot, FakeWebSocket(model, gateway))
    responses = Responses(model, on_response)

    @contextmanager
    def spoken_to() -> Iterator[None]:
        """Let whatever the bot begins in here answer the model and not the internet."""
        before = _dpy_internals.set_webhook_adapter(responses)
        try:
            yield
        finally:
            _dpy_internals.reset_webhook_adapter(before)

    def feed(event: str, payload: Mapping[str, Any]) -> None:
        with spoken_to():
            gateway.feed(event, payload)

    with spoken_to():
        await bot.login(TOKEN)
    feed("READY", _ready(model))
    for guild in model.guilds.values():
        feed("GUILD_CREATE", serializers.guild_create_payload(model, guild))
    model.subscribers.append(feed)
    try:
        await bot.wait_until_ready()
        yield
    finally:
        model.subscribers.remove(feed)


def _ready(model: Model) -> dict[str, Any]:
    return {
        "v": 10,
        "user": serializers.user_payload(model.bot_user),
        "guilds": [{"id": str(guild), "unavailable": True} for guild in model.guilds],
        "session_id": TOKEN,
        "resume_gateway_url": "",
        "shard": [0, 1],
        "application": {"id": str(model.application_id), "flags": 0},
    }
