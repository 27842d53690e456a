"""What people are called in a server, without keeping it: ids are kept, and Discord is asked for the rest."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Collection

import discord

WAIT_S = 2.0
"""How long Discord may take to name people before their mentions stand in for their names."""


async def names_of(client: discord.Client, guild_id: int | None, user_ids: Collection[int]) -> dict[int, str]:
    """Return the names of those people who are still members of a server; in private nobody needs one."""
    guild = client.get_guild(guild_id) if guild_id is not None else None
    if guild is None or not user_ids:
        return {}
    known = {user_id: guild.get_member(user_id) for user_id in user_ids}
    missing = [user_id for user_id, member in known.items() if member is None]
    members = [member for member in known.values() if member is not None]
    with contextlib.suppress(TimeoutError, discord.ClientException):
        for start in range(0, len(missing), 100):  # Discord takes a hundred at a time, and no intent for that
            asked = guild.query_members(user_ids=missing[start : start + 100], limit=100, cache=False)
            members += await asyncio.wait_for(asked, WAIT_S)
    return {member.id: member.display_name for member in members}
