"""Starts a bot's real command line against the wire: `python -m testbed.wire.launch run`.

The address comes in `WIRE_ADDRESS`. With `WIRE_COLD`, what draws is started when a picture is asked for.
The model of Discord stays unimported: time and memory are the bot's own.
"""

import asyncio
import importlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext

import discord
import yarl
from discord.asset import Asset
from discord.gateway import DiscordWebSocket
from discord.http import Route


@contextmanager
def pointed_at(address: str) -> Iterator[None]:
    """Let discord.py take `address` for Discord; these three are all the places where it is named."""
    before = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY, Asset.BASE
    Route.BASE = f"{address}/api/v10"
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(f"{address.replace('http', 'ws', 1)}/gateway")
    Asset.BASE = f"{address}/cdn"
    try:
        yield
    finally:
        Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY, Asset.BASE = before


@contextmanager
def identifying_after(delay_s: float) -> Iterator[None]:
    """Let discord.py identify again, or a further shard, after `delay_s` in place of 5 s."""

    async def before_identify(self: discord.Client, shard_id: int | None, *, initial: bool = False) -> None:
        del self, shard_id
        await asyncio.sleep(0.0 if initial else delay_s)

    before = discord.Client.before_identify_hook
    discord.Client.before_identify_hook = before_identify  # type: ignore[method-assign]
    try:
        yield
    finally:
        discord.Client.before_identify_hook = before  # type: ignore[method-assign]


@contextmanager
def starting_cold() -> Iterator[None]:
    """Let the bot start no process, and import nothing, before somebody needs it."""
    from bot.compute import Compute

    def warm_up(self: Compute, soon: Callable[[], None]) -> None:
        """Leave everything for later."""

    before = Compute.warm_up
    Compute.warm_up = warm_up  # type: ignore[method-assign]
    try:
        yield
    finally:
        Compute.warm_up = before  # type: ignore[method-assign]


def main() -> None:
    """Call the entry point named in `WIRE_ENTRY` with the arguments of this process."""
    module, _, function = os.environ.get("WIRE_ENTRY", "bot.__main__:main").partition(":")
    delay_s = os.environ.get("WIRE_IDENTIFY_DELAY_S")
    paced = nullcontext() if delay_s is None else identifying_after(float(delay_s))
    tempered = starting_cold() if "WIRE_COLD" in os.environ else nullcontext()
    with pointed_at(os.environ["WIRE_ADDRESS"]), paced, tempered:
        getattr(importlib.import_module(module), function)()


if __name__ == "__main__":
    main()
