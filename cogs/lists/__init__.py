"""Shared lists of films, and votes on them."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from cogs.lists.add_remove import AddRemove
from cogs.lists.create_rename_delete import CreateRenameDelete
from cogs.lists.pick_watched import PickWatched
from cogs.lists.show_history_export import ShowHistoryExport
from cogs.lists.vote import Voting

if TYPE_CHECKING:
    from bot.app import HyperplaneBot


async def setup(bot: HyperplaneBot) -> None:
    """Add the commands to the bot; `help` shows them in this order."""
    await bot.add_cog(CreateRenameDelete(bot))
    await bot.add_cog(AddRemove(bot))
    await bot.add_cog(ShowHistoryExport(bot))
    await bot.add_cog(PickWatched(bot, random.SystemRandom()))
    await bot.add_cog(Voting(bot))
