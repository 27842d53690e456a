"""recommend and why: a person's hyperplane, its best and worst films, and its reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.context import Context
from bot.markup import plain
from bot.presses.handlers import on_press
from bot.services import Services
from bot.views import check_owner
from cogs.movies.buttons import ShowPage, ShowWhy, page_buttons
from cogs.movies.cards import recommendation_card, why_card
from cogs.shared.film_menu import ask_which, chosen_film
from cogs.shared.naming import choices
from cogs.shared.opinions import Opinions, opinions_of
from cogs.shared.passed_over import keep_shown, passed_over
from cogs.shared.titles import complete_titles, find
from cogs.shared.topics import command, group
from models.movies.filter_text import read_filter
from models.movies.library import Film
from models.movies.reasons import Why, why
from models.movies.recommendation import Request, recommend
from models.movies.taste import Standing

if TYPE_CHECKING:
    from bot.app import HyperplaneBot

REASONS = 4
"""Ratings that `why` shows on either side; the others are told together, so that all parts add up."""


class Recommending(commands.Cog):
    """What a person's hyperplane says."""

    def __init__(self, services: Services) -> None:
        self.services = services

    @group(
        "films",
        "recommend",
        "recommend comedy 1990s",
        "recommend count=10 worst=no",
        name="recommend",
        fallback="me",
        rehearsable=True,
    )
    @commands.cooldown(5, 20, commands.BucketType.user)
    async def recommend(
        self,
        ctx: Context,
        *,
        genre: str = "",
        years: str = "",
        count: commands.Range[int, 1, 10] = 5,
        worst: bool = True,
        obscure: bool = False,
    ) -> None:
        """Fit your hyperplane and show the films farthest from it: best and worst.

        Parameters
        ----------
        genre
            Only films of this genre, country or language: sci-fi, rom-com, French.
        years
            Only films of these years: 1994, 80s, 1990-1999, since 2010 or before 1980.
        count
            How many films on each side, 1 to 10.
        worst
            Whether to show the worst films too.
        obscure
            Whether to include films that few people know.
        """
        asked = ShowPage(
            owner=ctx.author.id,
            page=0,
            count=count,
            ends="both" if worst else "best",
            known="all" if obscure else "known",
            years=years.replace(":", " ").strip(),  # of which an id is made
            genre=genre.replace(":", " ").strip(),
        )
        embed, view, films = await self._page(asked, ctx.author)
        await ctx.answer(embed=embed, view=view)
        if not ctx.rehearsed:
            await keep_shown(self.services, [ctx.author.id], films)

    @on_press(ShowPage)
    async def show_page(self, press: ShowPage, interaction: discord.Interaction[HyperplaneBot]) -> None:
        """Put another page in place of the one that was there."""
        check_owner(interaction, press.owner)
        embed, view, films = await self._page(press, interaction.user)
        await interaction.edit_original_response(embed=embed, view=view)
        await keep_shown(self.services, [press.owner], films)

    @command("films", "why Aliens", "why Titanic 1997", rehearsable=True)
    @commands.cooldown(8, 20, commands.BucketType.user)
    async def why(self, ctx: Context, *, title: str) -> None:
        """Tell which of your ratings put a film where it is.

        Parameters
        ----------
        title
            A film, rated or not.
        """
        person = await opinions_of(self.services, ctx.author.id)
        found = await self.services.compute.short(find, self.services.films, title)
        if not found.sure:
            await ask_which(ctx, found, ShowWhy(ctx.author.id))
            return
        await ctx.answer(embed=await self._why(person, found.one))

    why.autocomplete("title")(complete_titles)

    @on_press(ShowWhy)
    async def show_why(self, press: ShowWhy, interaction: discord.Interaction[HyperplaneBot]) -> None:
        """Tell why the film that was chosen lies where it does, in place of the question."""
        film = chosen_film(self.services.films, interaction, press.owner)
        person = await opinions_of(self.services, press.owner)
        await interaction.edit_original_response(embed=await self._why(person, film), view=None)

    @recommend.autocomplete("genre")
    async def complete_genre(
        self, _: discord.Interaction[HyperplaneBot], current: str
    ) -> list[app_commands.Choice[str]]:
        """Offer the genres that contain what is typed."""
        return choices(self.services.films.embeddings.genre_names, current)

    async def _why(self, person: Opinions, film: Film) -> discord.Embed:
        library = self.services.films

        def work() -> tuple[Why, Standing]:
            taste = library.taste(person.likes, person.dislikes)
            return why(library, taste, film.row, REASONS), taste.standing

        return why_card(*await self.services.compute.short(work))

    async def _page(
        self, asked: ShowPage, asker: discord.abc.User
    ) -> tuple[discord.Embed, discord.ui.View, list[Film]]:
        """Return a page of recommendations with its buttons, and the films on it."""
        library, obscure, worst = self.services.films, asked.known == "all", asked.ends == "both"
        wanted = await self.services.compute.short(
            read_filter, library.embeddings, asked.genre, asked.years, obscure=obscure
        )
        person = await opinions_of(self.services, asker.id)
        request = Request(wanted, asked.count, asked.page, await passed_over(self.services, [asker.id]))
        found = await self.services.compute.short(
            recommend, library, person.likes, person.dislikes, person.seen, request
        )
        embed = recommendation_card(found, person, worst=worst, obscure=obscure)
        number = asked.page + 1
        embed.title = f"For {plain(asker.display_name, 40)}" + (f", page {number}" if asked.page else "")
        best, lowest = ([pick.film for pick in side] for side in (found.best, found.worst))
        return embed, page_buttons(best, asked, more=found.more), best + lowest * worst
