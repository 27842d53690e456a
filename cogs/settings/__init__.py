"""settings: what a server chooses for itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cogs.settings.choosing import ServerChoices

if TYPE_CHECKING:
    from bot.app import HyperplaneBot


async def setup(bot: HyperplaneBot) -> None:
    """Add the commands to the bot."""
    await bot.add_cog(ServerChoices(bot))
