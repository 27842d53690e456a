"""like, dislike, unrate and ratings."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import discord
from discord.ext import commands

from bot.context import Context
from bot.hints import hinted
from bot.markup import plain
from bot.presses.handlers import on_press
from bot.presses.pages import Book, Page, pager
from bot.presses.press import chosen
from bot.refusals import FromElsewhere, NotRated
from bot.replies import card
from bot.views import check_owner
from cogs.movies.buttons import RateChosen, UnrateChosen, taste_buttons
from cogs.movies.cards import noted, tally
from cogs.movies.rated import complete_rated, find_rated, taken_back
from cogs.shared.film_menu import chosen_film, film_menus, film_of, in_doubt, tell_doubts
from cogs.shared.films import bold
from cogs.shared.opinions import opinions, opinions_of, rate
from cogs.shared.titles import complete_titles, find_all
from cogs.shared.topics import command, group
from cogs.shared.verdicts import MARKS, Rate
from models.movies.film_keys import film_key
from models.movies.library import Film
from storage.ratings import Verdict

if TYPE_CHECKING:
    from bot.app import HyperplaneBot

BOOK = "ratings"
RATINGS_PER_PAGE = 15
NEAR = 3


class Rating(commands.Cog):
    """What people say of films."""

    def __init__(self, bot: HyperplaneBot) -> None:
        self.services = bot.services
        bot.books[BOOK] = Book(self.page, _check_own)

    @command("films", "like Toy Story", "like The Matrix; Alien; Blade Runner", "like Titanic 1997")
    @commands.cooldown(8, 20, commands.BucketType.user)
    async def like(self, ctx: Context, *, title: str) -> None:
        """Keep that you like a film, or several.

        Parameters
        ----------
        title
            A film, or several with semicolons between; a year helps where there are namesakes.
        """
        await self._rate(ctx, title, Verdict.LIKE)

    @command("films", "dislike Grease", "dislike Notting Hill; Pretty Woman")
    @commands.cooldown(8, 20, commands.BucketType.user)
    async def dislike(self, ctx: Context, *, title: str) -> None:
        """Keep that you dislike a film, or several.

        Parameters
        ----------
        title
            A film, or several with semicolons between; a year helps where there are namesakes.
        """
        await self._rate(ctx, title, Verdict.DISLIKE)

    @command("films", "unrate Toy Story")
    @commands.cooldown(8, 20, commands.BucketType.user)
    async def unrate(self, ctx: Context, *, title: str) -> None:
        """Take back what you said of a film, or of several.

        Parameters
        ----------
        title
            A film that you have rated, or several with semicolons between.
        """
        kept = {rating.page: rating for rating in await self.services.ratings.of(ctx.author.id)}
        found = await self.services.compute.short(find_rated, list(kept.values()), title)
        pages = [each.films[0].page for each in found if each.sure]
        lines = [
            taken_back(kept[page])
            for page in pages
            if await self.services.ratings.unrate(ctx.author.id, page)
        ]
        person = await opinions_of(self.services, ctx.author.id)
        embed = card("Noted" if lines else "Nothing yet", "\n".join(lines), tally(person))
        tell_doubts(embed, found, lacking="You have not rated that")
        asker = ctx.author.id
        await ctx.answer(embed=embed, view=film_menus(found, lambda number: UnrateChosen(asker, number)))

    @group("films", "ratings", name="ratings", fallback="show", private=True)
    @commands.cooldown(8, 20, commands.BucketType.user)
    async def ratings(self, ctx: Context) -> None:
        """List the films that you have rated, newest first; by slash, for your eyes only."""
        key = str(ctx.author.id)
        page = await self.page(key, 0)
        view = pager(BOOK, key, 0, page, ctx.author.id)
        await ctx.answer(embed=page.embed, view=view, ephemeral=True)

    like.autocomplete("title")(complete_titles)
    dislike.autocomplete("title")(complete_titles)
    unrate.autocomplete("title")(complete_rated)

    async def page(self, key: str, number: int) -> Page:
        """Return a page of the ratings of the person whose id is `key`."""
        kept = await self.services.ratings.of(int(key))
        person = opinions(self.services.films, kept)
        count = max(1, math.ceil(len(kept) / RATINGS_PER_PAGE))
        number = min(number, count - 1)
        gone = {rating.page for rating in person.gone}
        lines = [
            f"{MARKS[rating.verdict]} {plain(rating.title)}"
            + (" (no more in my catalogue)" if rating.page in gone else "")
            for rating in kept[number * RATINGS_PER_PAGE : (number + 1) * RATINGS_PER_PAGE]
        ]
        text = "\n".join(lines) or hinted("Nothing yet. Start with `/like` and `/dislike`.")
        footer = tally(person) + (f" · page {number + 1} of {count}" if count > 1 else "")
        return Page(card("Your ratings", text, footer), count)

    @on_press(Rate)
    async def rate_film(self, press: Rate, interaction: discord.Interaction[HyperplaneBot]) -> None:
        """Keep a verdict on the film of a button."""
        await self._keep(interaction, film_of(self.services.films, press.key), press.verdict)

    @on_press(RateChosen)
    async def rate_chosen(self, press: RateChosen, interaction: discord.Interaction[HyperplaneBot]) -> None:
        """Keep a verdict on the film that was chosen."""
        film = chosen_film(self.services.films, interaction, press.owner)
        await self._keep(interaction, film, press.verdict)

    @on_press(UnrateChosen)
    async def unrate_chosen(
        self, press: UnrateChosen, interaction: discord.Interaction[HyperplaneBot]
    ) -> None:
        """Take back what was said of the film that was chosen."""
        check_owner(interaction, press.owner)
        key = chosen(interaction)
        kept = await self.services.ratings.of(press.owner)
        rating = next((each for each in kept if film_key(each.page) == key), None)
        if rating is None or not await self.services.ratings.unrate(press.owner, rating.page):
            raise NotRated
        person = await opinions_of(self.services, press.owner)
        embed = card("Noted", taken_back(rating), tally(person))
        await interaction.followup.send(embed=embed, ephemeral=True)

    async def _keep(
        self, interaction: discord.Interaction[HyperplaneBot], film: Film, verdict: Verdict
    ) -> None:
        """Keep a verdict and say so to the presser alone."""
        person_id = interaction.user.id
        earlier = await rate(self.services, person_id, [film], verdict, interaction.guild_id)
        person = await opinions_of(self.services, person_id)
        embed = card("Noted", noted([film], verdict, earlier), tally(person))
        await interaction.followup.send(embed=embed, ephemeral=True)

    async def _rate(self, ctx: Context, text: str, verdict: Verdict) -> None:
        found = await self.services.compute.short(find_all, self.services.films, text)
        sure = [each.films[0] for each in found if each.sure]
        if not sure and not in_doubt(found):
            raise found[0].refusal
        guild_id = ctx.guild.id if ctx.guild else None
        earlier = await rate(self.services, ctx.author.id, sure, verdict, guild_id)
        person = await opinions_of(self.services, ctx.author.id)
        embed = card("Noted" if sure else "Which one?", noted(sure, verdict, earlier), tally(person))
        tell_doubts(embed, found)
        if in_doubt(found):
            asker = ctx.author.id
            view = film_menus(found, lambda number: RateChosen(verdict, asker, number))
        else:
            library = self.services.films
            near = await self.services.compute.short(library.near, sure[-1].row, NEAR, person.rated)
            embed.add_field(name="And these?", value=f"Near {bold(sure[-1])}; one press each.", inline=False)
            view = taste_buttons(near)
        await ctx.answer(embed=embed, view=view)


async def _check_own(key: str, interaction: discord.Interaction[Any]) -> None:
    """Let only the person whose ratings they are read them."""
    if key != str(interaction.user.id):
        raise FromElsewhere
