"""list, list all, create, rename and delete."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord.ext import commands

from bot.context import Context
from bot.hints import call, hinted
from bot.markup import code, plain
from bot.replies import card
from bot.views import ConfirmView
from cogs.lists.naming import LIST_MAKER, aimed, chosen_list, complete_lists
from cogs.lists.show_history_export import answer_with_list
from cogs.shared.list_cards import sized
from cogs.shared.permissions import check_maker
from cogs.shared.places import here
from cogs.shared.saving import make_list
from cogs.shared.topics import command, group
from storage.refusals import ListNamedSo

if TYPE_CHECKING:
    from bot.app import HyperplaneBot

EMPTY = "There is no list here yet. Make one: `/list create Friday night`. Then `/list add Alien; Heat`."


class CreateRenameDelete(commands.Cog):
    """The lists themselves."""

    def __init__(self, bot: HyperplaneBot) -> None:
        self.services = bot.services

    @group("lists", "list", name="list")
    async def lists(self, ctx: Context, *, name: str = "") -> None:
        """Keep films to watch on shared lists, and pick from them.

        Parameters
        ----------
        name
            A list to show; leave it out to see which lists there are.
        """
        if name.strip():
            await answer_with_list(ctx, name)
        else:
            await self._answer_with_all(ctx)

    @command("lists", "list create Friday night", "list create Film club", within="list")
    @commands.cooldown(5, 30, commands.BucketType.user)
    async def create(self, ctx: Context, *, name: str) -> None:
        """Make a list; everybody here can add films to it.

        Parameters
        ----------
        name
            What to call it.
        """
        made = await make_list(ctx.bot, here(ctx), name, ctx.author.id)
        text = f"Add films: {code(call(f'list add {made.name}: Alien; The Matrix'))}"
        await ctx.answer(embed=card(f"{plain(made.name)} is ready", text))

    @command("lists", "list all", name="all", within="list")
    async def list_all(self, ctx: Context) -> None:
        """Show which lists there are."""
        await self._answer_with_all(ctx)

    @command("lists", "list rename Film club: Film Club", within="list")
    @commands.cooldown(5, 30, commands.BucketType.user)
    async def rename(self, ctx: Context, *, new_name: str, name: str = "") -> None:
        """Give a list another name; for whoever made it or manages messages.

        Parameters
        ----------
        new_name
            Its new name.
        name
            The list; leave it out where there is only one. Typed, before a colon.
        """
        kept = await self.services.lists.of(here(ctx))
        film_list, rest = aimed(kept, new_name, name)
        check_maker(ctx, film_list.creator_id, LIST_MAKER, "rename it")
        if rest.strip() == film_list.name:
            raise ListNamedSo(film_list.name)
        renamed = await self.services.lists.rename(film_list.id, rest)
        await ctx.answer(embed=card("Renamed", f"{plain(film_list.name)} is now **{plain(renamed.name)}**."))

    @command("lists", "list delete Film club", within="list", private=True)
    @commands.cooldown(5, 30, commands.BucketType.user)
    async def delete(self, ctx: Context, *, name: str = "") -> None:
        """Delete a list, after asking once; for whoever made it or manages messages.

        Parameters
        ----------
        name
            The list; leave it out where there is only one.
        """
        film_list = await chosen_list(ctx, name)
        check_maker(ctx, film_list.creator_id, LIST_MAKER, "delete it")

        async def go_on(_: discord.Interaction[Any]) -> discord.Embed:
            await self.services.lists.delete(film_list.id)
            return card("Deleted", f"**{plain(film_list.name)}** is gone.")

        view = ConfirmView(ctx.author.id, "Delete it", go_on)
        text = f"{sized(film_list)}. It goes at once and for good; " + hinted(
            "`/list export` takes it along."
        )
        title = f"Delete {plain(film_list.name)}?"
        view.message = await ctx.answer(embed=card(title, text), view=view, ephemeral=True)

    rename.autocomplete("name")(complete_lists)
    delete.autocomplete("name")(complete_lists)

    async def _answer_with_all(self, ctx: Context) -> None:
        kept = await self.services.lists.of(here(ctx))
        lines = [f"**{plain(each.name)}** · {sized(each)}" for each in kept]
        title = "Your lists" if here(ctx).is_private else "Lists of this server"
        await ctx.answer(embed=card(title, "\n".join(lines) or hinted(EMPTY)))
