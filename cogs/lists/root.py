"""The group of commands that the modules beside this one fill, and what they share."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from discord.ext import commands

from bot.context import Context
from bot.replies import card, plain
from cogs.lists.naming import meant
from cogs.shared.list_cards import sized
from cogs.shared.places import here
from cogs.shared.topics import group
from storage.film_list import FilmList

if TYPE_CHECKING:
    from bot.app import Hyperplane

EMPTY = "There is no list here yet. Make one: `list create Friday night`. Then `list add Alien; The Matrix`."


class Root(commands.Cog):
    """What all commands on lists start from."""

    def __init__(self, bot: Hyperplane, chance: random.Random) -> None:
        self.bot = bot
        self.services = bot.services
        self.chance = chance

    @group("lists", "list", name="list")
    async def lists(self, ctx: Context, *, name: str = "") -> None:
        """Keep films to watch on shared lists, and pick from them.

        Parameters
        ----------
        name
            A list to show; leave it out to see which lists there are.
        """
        if name.strip():
            await self.show_list(ctx, name)
        else:
            await self.show_all(ctx)

    async def show_list(self, ctx: Context, name: str) -> None:
        """Answer with a list; `showing` does."""
        raise NotImplementedError  # a group stands before its commands, and this needs one of theirs

    async def show_all(self, ctx: Context) -> None:
        """Answer with the lists of the place."""
        kept = await self.services.lists.of(here(ctx))
        lines = [f"**{plain(each.name)}** · {sized(each)}" for each in kept]
        title = "Your lists" if here(ctx).is_private else "Lists of this server"
        await ctx.answer(embed=card(title, "\n".join(lines) or EMPTY))

    async def chosen(self, ctx: Context, name: str) -> FilmList:
        """Return the list that a command names, or the only one of the place.

        Raises
        ------
        NoLists, WhichList, UnknownList
        """
        return meant(await self.services.lists.of(here(ctx)), name)
