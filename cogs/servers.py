"""Forgetting what belongs to servers that the bot has left."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import discord
from discord.ext import commands, tasks

if TYPE_CHECKING:
    from bot.app import HyperplaneBot

log = logging.getLogger(__name__)


class Leaving(commands.Cog):
    """Keeps note of departures and deletes what a server has kept thirty days later, if it stays away."""

    def __init__(self, bot: HyperplaneBot) -> None:
        self.bot = bot
        self.servers = bot.services.servers

    async def cog_load(self) -> None:
        """Begin to look, now and then."""
        self.look.start()

    async def cog_unload(self) -> None:
        """Stop looking; the departures are in the database."""
        self.look.cancel()

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Take note of a departure."""
        await self.servers.leave(self.bot.application_id or 0, guild.id, discord.utils.utcnow())

    @tasks.loop(hours=6)
    async def look(self) -> None:
        """See which servers the bot is in, and forget those that it left long ago."""
        try:
            now = discord.utils.utcnow()
            present = {guild.id for guild in self.bot.guilds}
            # Of several processes each sees its own servers, and the others are no departures.
            await self.servers.look_around(self.bot.application_id or 0, present, now, self.bot.serves)
            forgotten = await self.servers.forget_left(now)
        except Exception:
            log.exception("servers could not be looked after; tried again later")
            return
        if forgotten:
            log.info("forgot what was kept for %d servers that I left", forgotten)

    @look.before_loop
    async def _until_ready(self) -> None:
        await self.bot.wait_until_ready()


async def setup(bot: HyperplaneBot) -> None:
    """Begin to take note."""
    await bot.add_cog(Leaving(bot))
