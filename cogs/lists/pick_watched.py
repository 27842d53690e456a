"""list pick, watched and unwatch."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Literal

import discord
from discord.ext import commands

from bot.context import Context
from bot.presses.handlers import on_press
from bot.replies import plural
from cogs.lists.cards import pick_card, watched_card
from cogs.lists.naming import chosen_entries, chosen_list, complete_entries, complete_lists
from cogs.lists.picks import PickFrom, Watched, pick_buttons
from cogs.shared.list_cards import changed_card, film
from cogs.shared.places import check_here
from cogs.shared.topics import command
from models.movies.film_keys import film_key
from storage.film_list import Entry, FilmList
from storage.refusals import NothingToPick, NotOnList, NoVote

if TYPE_CHECKING:
    from bot.app import HyperplaneBot


class PickWatched(commands.Cog):
    """What to watch next, and what was watched."""

    def __init__(self, bot: HyperplaneBot, chance: random.Random) -> None:
        self.services = bot.services
        self.chance = chance

    @command("lists", "list pick Friday night", within="list")
    @commands.cooldown(8, 20, commands.BucketType.user)
    async def pick(self, ctx: Context, *, name: str = "", by: Literal["chance", "votes"] = "chance") -> None:
        """Pick what to watch: by chance, or by the last vote.

        Parameters
        ----------
        name
            The list; leave it out where there is only one.
        by
            Chance never picks the same film twice in a row; votes pick what most people approved of.
        """
        film_list = await chosen_list(ctx, name)
        if by == "votes":
            picked, how = await self._by_votes(film_list)
        else:
            picked = await self.services.lists.pick(film_list.id, self.chance)
            how = f"picked by chance of {plural(film_list.unwatched, 'film')}"
        await ctx.answer(
            embed=pick_card(film_list, picked, how), view=pick_buttons(film_list.id, picked.page)
        )

    @command("lists", "list watched Friday night: Alien", within="list")
    @commands.cooldown(8, 20, commands.BucketType.user)
    async def watched(self, ctx: Context, *, title: str, name: str = "") -> None:
        """Move films into the list's history: they are not picked any more.

        Parameters
        ----------
        title
            A film on the list or its number there, or several with semicolons between.
        name
            The list; leave it out where there is only one. Typed, before a colon.
        """
        film_list, found = await chosen_entries(ctx, title, name)
        new: list[Entry] = []
        known: list[Entry] = []
        for entry in found:
            moved = await self.services.lists.set_watched(film_list.id, entry.page, discord.utils.utcnow())
            (new if moved else known).append(entry)
        await ctx.answer(embed=watched_card(film_list, new, known))

    @command("lists", "list unwatch Friday night: Alien", within="list")
    @commands.cooldown(8, 20, commands.BucketType.user)
    async def unwatch(self, ctx: Context, *, title: str, name: str = "") -> None:
        """Put films back from the history, to be watched.

        Parameters
        ----------
        title
            A film that was watched, or several with semicolons between.
        name
            The list; leave it out where there is only one. Typed, before a colon.
        """
        film_list, found = await chosen_entries(ctx, title, name)
        for entry in found:
            await self.services.lists.set_watched(film_list.id, entry.page, None)
        lines = [f"↩️ {film(entry.title)} is to be watched." for entry in found]
        await ctx.answer(embed=changed_card(await self.services.lists.get(film_list.id), lines))

    pick.autocomplete("name")(complete_lists)
    watched.autocomplete("name")(complete_lists)
    unwatch.autocomplete("name")(complete_lists)

    watched.autocomplete("title")(complete_entries)
    unwatch.autocomplete("title")(complete_entries)

    @on_press(PickFrom)
    async def pick_another(self, press: PickFrom, interaction: discord.Interaction[HyperplaneBot]) -> None:
        """Show another pick in a message of its own: the earlier one stays to compare."""
        lists = self.services.lists
        film_list = await lists.get(press.list_id)
        check_here(interaction, film_list.place)
        picked = await lists.pick(press.list_id, self.chance)
        footer = f"picked by chance for {interaction.user.display_name}"
        embed = pick_card(film_list, picked, footer)
        await interaction.followup.send(embed=embed, view=pick_buttons(film_list.id, picked.page))

    @on_press(Watched)
    async def move(self, press: Watched, interaction: discord.Interaction[HyperplaneBot]) -> None:
        """Move a film into the history, and say so to all; a second press tells the presser when it was."""
        lists = self.services.lists
        film_list = await lists.get(press.list_id)
        check_here(interaction, film_list.place)
        entries = await lists.entries(press.list_id)
        entry = next((each for each in entries if film_key(each.page) == press.key), None)
        if entry is None:
            raise NotOnList("that film", film_list.name)
        new = await lists.set_watched(press.list_id, entry.page, discord.utils.utcnow())
        embed = watched_card(film_list, [entry] if new else [], [] if new else [entry])
        await interaction.followup.send(embed=embed, ephemeral=not new)

    async def _by_votes(self, film_list: FilmList) -> tuple[Entry, str]:
        """Return what most people approved of in the last vote and is still to be watched."""
        if not film_list.unwatched:
            raise NothingToPick(film_list.name, film_list.watched)
        vote = await self.services.votes.last_decided(film_list.id)
        entries = await self.services.lists.entries(film_list.id)
        left = {entry.page: entry for entry in entries if entry.watched_at is None}
        options = [option for option in vote.options if option.page in left] if vote else []
        if vote is None or not options:
            raise NoVote(film_list.name, decided=True)
        best = max(options, key=lambda option: (option.approvals, option.page == vote.winner))
        await self.services.lists.remember_pick(film_list.id, best.page)
        how = f"approved of by {best.approvals} of {plural(vote.voters, 'person', 'people')} in the last vote"
        return left[best.page], how
