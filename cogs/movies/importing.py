"""ratings import and undo: ratings and watchlists from Letterboxd and IMDb, all at once or not at all."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import discord
from discord.ext import commands

from bot.context import Context
from bot.markup import plain
from bot.presses.handlers import on_press
from bot.presses.press import Press
from bot.refusals import NothingAttached
from bot.replies import card, plural
from bot.services import Services
from bot.views import check_owner
from cogs.shared.places import here
from cogs.shared.saving import SaveToList
from cogs.shared.topics import command
from cogs.shared.verdicts import MARKS
from models.movies.errors import ExportUnreadable
from models.movies.importing.plan import Plan, plan_import
from models.movies.importing.unpack import MOST_BYTES
from storage.imports import Imported, Undone
from storage.ratings import Rating, Verdict

if TYPE_CHECKING:
    from bot.app import HyperplaneBot

SHOWN = 8
RULE = (
    "👍 four stars and more, and no fewer than your average, or a heart; 👎 three and fewer, and half a star "
    "or more under it; 👁️ all else. IMDb's ten count as five."
)


@dataclass(frozen=True)
class UndoImport(Press, kind="undoimport"):
    """Takes the newest import of its owner back."""

    owner: int


class Importing(commands.Cog):
    """Ratings that people bring along."""

    def __init__(self, services: Services) -> None:
        self.services = services

    @command("films", "ratings import", name="import", within="ratings", private=True)
    @commands.cooldown(6, 60, commands.BucketType.user)
    async def import_(self, ctx: Context, file: discord.Attachment | None = None) -> None:
        """Bring your ratings and watchlist along from Letterboxd or IMDb; by slash, for your eyes only.

        Parameters
        ----------
        file
            The zip or CSV that the site's export gives you.
        """
        if file is None:
            raise NothingAttached
        if file.size > MOST_BYTES:
            raise ExportUnreadable("too large")
        await ctx.defer(ephemeral=True)
        data = await file.read()
        library = self.services.films
        plan = await self.services.compute.short(plan_import, library.titles, data, file.filename)
        moment = discord.utils.utcnow()
        guild_id = ctx.guild.id if ctx.guild else None
        brought = []
        for row, word in plan.verdicts:
            film = library.film(row)
            brought.append(Rating(film.page, film.name, Verdict(word), moment, guild_id))
        kept = await self.services.imports.keep(ctx.author.id, brought, moment)
        view: discord.ui.View = discord.ui.View(timeout=None)
        if plan.to_watch:
            films = [library.film(row) for row in plan.to_watch]
            view = await SaveToList.make(
                self.services, here(ctx), ctx.author.id, [(film.page, film.name) for film in films]
            )
        if kept.added or kept.changed:
            view.add_item(UndoImport(ctx.author.id).button("Undo", emoji="↩️", row=4))
        sent = await ctx.answer(embed=self._report(plan, kept), view=view, ephemeral=True)
        if isinstance(view, SaveToList):
            view.message = sent

    @command("films", "ratings undo", within="ratings", private=True)
    @commands.cooldown(6, 60, commands.BucketType.user)
    async def undo(self, ctx: Context) -> None:
        """Take your newest import back; what you have said since stays."""
        undone = await self.services.imports.undo(ctx.author.id)
        await ctx.answer(embed=_undone_card(undone), ephemeral=True)

    @on_press(UndoImport)
    async def undo_pressed(self, press: UndoImport, interaction: discord.Interaction[HyperplaneBot]) -> None:
        """Take the newest import back."""
        check_owner(interaction, press.owner)
        undone = await self.services.imports.undo(press.owner)
        await interaction.followup.send(embed=_undone_card(undone), ephemeral=True)

    def _report(self, plan: Plan, kept: Imported) -> discord.Embed:
        """Say what came of an import, and what did not."""
        counts = Counter(word for _, word in plan.verdicts)
        marks = " · ".join(f"{MARKS[verdict]} {counts[verdict.value]:,}" for verdict in Verdict)
        found = f"{marks} of {plural(len(plan.verdicts), 'film')} that I know."
        changes = f"{kept.added:,} new, {kept.changed:,} changed, {kept.same:,} as before."
        by_hand = f" {kept.by_hand:,} that you rated otherwise here stay as you said." if kept.by_hand else ""
        embed = card(f"Ratings from {plan.source}", f"{found}\n{changes}{by_hand}", RULE)
        if plan.to_watch:
            told = f"{plural(len(plan.to_watch), 'film')} to watch: choose below where to keep them."
            embed.add_field(name="Your watchlist", value=told, inline=False)
        name_of = self.services.films.titles.name
        shifted = [f"{plain(name, 60)} as {plain(name_of(row), 60)}" for name, row in plan.shifted]
        _list(embed, "Taken with the year before or after, as no other film has the title", shifted)
        _list(embed, "I don't have these", [plain(name, 60) for name in plan.lacking])
        _list(embed, "Several films fit these", [plain(name, 60) for name in plan.ambiguous])
        if left := plan.not_films + plan.broken:
            told = f"{plural(plan.not_films, 'series or game', 'series and games')}, "
            told += f"{plural(plan.broken, 'row')} that say nothing."
            embed.add_field(name=f"Left out: {left:,}", value=told, inline=False)
        return embed


def _list(embed: discord.Embed, name: str, films: list[str]) -> None:
    """Add the first of some films, and how many there are."""
    if films:
        more = f"\nand {len(films) - SHOWN:,} more" if len(films) > SHOWN else ""
        embed.add_field(name=f"{name}: {len(films):,}", value="\n".join(films[:SHOWN]) + more, inline=False)


def _undone_card(undone: Undone) -> discord.Embed:
    told = f"{plural(undone.removed, 'rating')} gone, {undone.restored:,} as before the import."
    stayed = f" {plural(undone.stayed, 'film')} that you rated anew since stay." if undone.stayed else ""
    return card("Import taken back", told + stayed)
