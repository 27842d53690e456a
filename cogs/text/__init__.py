"""Text, token by token: completions, choosing together, and a look inside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cogs.text.attending import Attending
from cogs.text.choosing import Choosing
from cogs.text.completing import Completing
from cogs.text.inside import Inside

if TYPE_CHECKING:
    from bot.app import HyperplaneBot


async def setup(bot: HyperplaneBot) -> None:
    """Add the commands to the bot."""
    for cog in (Completing, Choosing, Inside):
        await bot.add_cog(cog(bot.services))
    await bot.add_cog(Attending(bot.services.attention, bot.services.compute))
