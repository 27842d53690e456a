"""Small models that learn before everybody's eyes, and what they can be asked afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cogs.training.keeping import Keeping
from cogs.training.starting import Starter
from cogs.training.teaching import Teaching
from cogs.training.training import TrainedHere

if TYPE_CHECKING:
    from bot.app import HyperplaneBot


async def setup(bot: HyperplaneBot) -> None:
    """Add the commands to the bot."""
    await bot.add_cog(Teaching(bot.services, Starter(bot)))
    await bot.add_cog(TrainedHere(bot))
    await bot.add_cog(Keeping(bot))
