"""Starts a bot's real command line against the wire: `python -m testbed.wire.launch run`.

The address comes in `WIRE_ADDRESS`. The model of Discord stays unimported: time and memory are the bot's own.
"""

import importlib
import os
from collections.abc import Iterator
from contextlib import contextmanager

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


def main() -> None:
    """Call the entry point named in `WIRE_ENTRY` with the arguments of this process."""
    module, _, function = os.environ.get("WIRE_ENTRY", "bot.__main__:main").partition(":")
    with pointed_at(os.environ["WIRE_ADDRESS"]):
        getattr(importlib.import_module(module), function)()


if __name__ == "__main__":
    main()
