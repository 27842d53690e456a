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
    services = bot.services
    await bot.add_cog(Completing(services.texts, services.compute))
    await bot.add_cog(Choosing(services.texts, services.compute))
    await bot.add_cog(Inside(services.texts, services.compute))
    await bot.add_cog(Attending(services.attention, services.compute))
