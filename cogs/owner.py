"""What only the person who runs the bot may do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord.ext import commands

from bot import command_sync
from bot.context import Context
from bot.replies import card, plural

if TYPE_CHECKING:
    from bot.app import HyperplaneBot


class Owner(commands.Cog):
    """Commands that are typed, by the owner of the application."""

    @commands.command(hidden=True)
    @commands.is_owner()
    async def sync(self, ctx: Context) -> None:
        """Tell Discord about the slash commands now."""
        count = await command_sync.sync(ctx.bot)
        await ctx.answer(
            embed=card("Slash commands synced", f"Discord now knows {plural(count, 'command')}.")
        )


async def setup(bot: HyperplaneBot) -> None:
    """Add the commands to the bot."""
    await bot.add_cog(Owner())
