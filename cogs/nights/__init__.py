"""Movie nights: a time that people can make, who comes, and what was watched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cogs.nights.answering import NightAnswers
from cogs.nights.changing import NightChanges
from cogs.nights.planning import NightPlanning
from cogs.nights.steward import Steward

if TYPE_CHECKING:
    from bot.app import HyperplaneBot


async def setup(bot: HyperplaneBot) -> None:
    """Add the commands to the bot; `help` shows them in this order."""
    steward = Steward(bot)
    await bot.add_cog(NightPlanning(bot, steward))
    await bot.add_cog(NightChanges(bot, steward))
    await bot.add_cog(NightAnswers(bot, steward))
