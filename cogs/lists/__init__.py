"""Shared lists of films, and votes on them."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from cogs.lists.ballots import BallotButton
from cogs.lists.buttons import PickButton, WatchedButton
from cogs.lists.choices import ChoiceMenu
from cogs.lists.choosing import Choosing
from cogs.lists.leaving import Leaving
from cogs.lists.showing import HISTORY_BOOK, LIST_BOOK
from cogs.lists.voting import Voting

if TYPE_CHECKING:
    from bot.app import Hyperplane


class Lists(Choosing, name="Lists"):
    """All commands on lists: one group, whose parts lie in the modules beside this one."""


async def setup(bot: Hyperplane) -> None:
    """Add the commands and the buttons that outlive a restart."""
    bot.add_dynamic_items(PickButton, WatchedButton, ChoiceMenu, BallotButton)
    lists = Lists(bot, random.SystemRandom())
    bot.books |= {LIST_BOOK: lists.list_page, HISTORY_BOOK: lists.history_page}
    await bot.add_cog(lists)
    await bot.add_cog(Voting(bot))
    await bot.add_cog(Leaving(bot))
