"""What a server takes in the memory of a bot."""

from __future__ import annotations

import gc
import json
import tracemalloc

import discord
from simcord.backend import serializers

from bot.app import HyperplaneBot
from bot.settings import Settings
from testbed.wire.model import WireBackend

SERVERS = 50
CHANNELS = 30
ROLES = 15
"""What a lively server has."""


def server_kb(members: int) -> float:
    """Return what a server of so many members takes in the memory of a bot, with the bot's own intents."""
    backend = WireBackend()
    texts = []
    for _ in range(SERVERS):
        guild = backend.create_guild("Server")
        for channel in range(CHANNELS):
            backend.create_channel(guild.id, f"channel-{channel}")
        for role in range(ROLES):
            backend.create_role(guild.id, f"role-{role}")
        for member in range(members):
            backend.add_member(guild.id, backend.make_user(f"member-{member}").id, announce=False)
        texts.append(json.dumps(serializers.guild_create_payload(backend, guild)))
    state = HyperplaneBot(Settings())._connection
    tracemalloc.start()
    guilds = [discord.Guild(data=json.loads(text), state=state) for text in texts]
    gc.collect()
    used, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return used / 1024 / len(guilds)
