"""Groups: films for everybody in the room, and how alike two tastes are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cogs.groups.match import Matching
from cogs.groups.together import Together

if TYPE_CHECKING:
    from bot.app import HyperplaneBot


async def setup(bot: HyperplaneBot) -> None:
    """Add the commands to the bot."""
    await bot.add_cog(Together(bot))
    await bot.add_cog(Matching(bot.services))
