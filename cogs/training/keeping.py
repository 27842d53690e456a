"""Looks after what was trained: what a restart broke off is settled, what is old or nobody's is deleted."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

import discord
from discord.ext import commands, tasks

from bot.markup import plain
from bot.replies import apology
from cogs.shared.trained import sweep
from cogs.training.buttons import theme_button
from cogs.training.cards import ended_card
from cogs.training.following import forget, keep
from models.live.kept import read_report
from storage.trained import Trained

if TYPE_CHECKING:
    from bot.app import HyperplaneBot

log = logging.getLogger(__name__)

LOOK_EVERY_S = 12 * 3600.0
LOOK_SHARED_EVERY_S = 60.0
"""So long at most stays here what was forgotten in another process, where there are others."""

BROKEN_OFF = (
    "I was restarted before **{}** had learned anything, so nothing of it is kept. Please train it again."
)


class Keeping(commands.Cog):
    """Settles what was broken off, and deletes what is over."""

    def __init__(self, bot: HyperplaneBot) -> None:
        self.bot = bot
        self.services = bot.services

    async def cog_load(self) -> None:
        """Begin to look, now and then."""
        shared = self.services.database.is_shared
        self.look.change_interval(seconds=LOOK_SHARED_EVERY_S if shared else LOOK_EVERY_S)
        self.look.start()

    async def cog_unload(self) -> None:
        """Stop looking."""
        self.look.cancel()

    @tasks.loop(seconds=LOOK_EVERY_S)
    async def look(self) -> None:
        """Settle, and delete what is old."""
        try:
            for begun in await self.services.trained.learning(self.bot.application_id or 0):
                if await self._is_broken_off(begun):
                    await self._settle(begun)
            await self.services.trained.forget_expired(discord.utils.utcnow())
            await sweep(self.services)
        except Exception:
            log.exception("what was trained could not be looked after; tried again later")

    @look.before_loop
    async def _until_ready(self) -> None:
        await self.bot.wait_until_ready()

    async def _is_broken_off(self, begun: Trained) -> bool:
        """Return whether nobody trains it any more; another process's may go on, on another machine."""
        if not self.bot.serves(begun.place.guild_id):
            return False
        return not await asyncio.to_thread(self.services.trainings.is_under_way, begun.token)

    async def _settle(self, begun: Trained) -> None:
        """Keep the best of a training that was broken off, or say that there is nothing."""
        found = await asyncio.to_thread(read_report, self.services.trainings.folder / begun.token)
        if found is None:
            await self.services.trained.discount(begun.token)
            await forget(self.services, begun)
            await self._edit(begun, embed=apology(BROKEN_OFF.format(plain(begun.name))))
            return
        report, size_bytes = found
        kept = await keep(self.services, begun, report, size_bytes)
        embed = ended_card(begun.name, kept, report, "", begun.source)
        view = theme_button(kept.id, "dark") if kept is not None else None
        await self._edit(begun, embed=embed, view=view)

    async def _edit(
        self, begun: Trained, *, embed: discord.Embed, view: discord.ui.View | None = None
    ) -> None:
        if begun.message_id is None:
            return
        channel = self.bot.get_partial_messageable(begun.channel_id, guild_id=begun.place.guild_id)
        try:
            await channel.get_partial_message(begun.message_id).edit(embed=embed, view=view)
        except discord.HTTPException as error:  # the message, the channel or the server is gone
            log.info("the end of a training could not be told: %s %s", error.status, error.code)
