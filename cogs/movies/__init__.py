"""Films: rated by people, recommended by a hyperplane, explained."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cogs.movies.browsing import Browsing
from cogs.movies.first_round import Round
from cogs.movies.importing import Importing
from cogs.movies.rating import Rating
from cogs.movies.recommending import Recommending
from cogs.movies.supposing import Supposing
from cogs.movies.tastemap import TasteMaps

if TYPE_CHECKING:
    from bot.app import HyperplaneBot


async def setup(bot: HyperplaneBot) -> None:
    """Add the commands to the bot."""
    await bot.add_cog(Rating(bot))
    await bot.add_cog(Importing(bot.services))
    await bot.add_cog(Round(bot.services))
    await bot.add_cog(Recommending(bot.services))
    await bot.add_cog(TasteMaps(bot.services))
    await bot.add_cog(Supposing(bot.services))
    await bot.add_cog(Browsing(bot.services))
