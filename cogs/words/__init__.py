"""Words as points in space: calculated with, compared, and drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cogs.words.calculating import Words
from cogs.words.comparing import Comparing
from cogs.words.directions import Directions
from cogs.words.filling import Filling
from cogs.words.mapping import Mapping
from cogs.words.relating import Relating
from cogs.words.worldwide import Worldwide

if TYPE_CHECKING:
    from bot.app import HyperplaneBot


async def setup(bot: HyperplaneBot) -> None:
    """Add the commands to the bot."""
    for asked in (Words, Comparing):  # what was trained in a server, too
        await bot.add_cog(asked(bot.services))
    for cog in (Directions, Relating, Mapping, Worldwide):
        await bot.add_cog(cog(bot.services.words, bot.services.compute))
    await bot.add_cog(Filling(bot.services.context, bot.services.compute))
