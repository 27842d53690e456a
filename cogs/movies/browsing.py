"""similar and film: the catalogue, whoever asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord.ext import commands

from bot.context import Context
from bot.presses.handlers import on_press
from bot.services import Services
from cogs.movies.buttons import ShowFilm, ShowSimilar, taste_buttons
from cogs.movies.cards import film_card, near_card
from cogs.shared.film_menu import ask_which, chosen_film
from cogs.shared.titles import complete_titles, find
from cogs.shared.topics import command
from models.movies.portrait import Surroundings, portrait, surroundings_of_film, surroundings_of_link

if TYPE_CHECKING:
    from bot.app import HyperplaneBot

SIMILAR = 8
LINKS = 6
LINKS_NEAR = 8
RATED = 3
NEAR_FILM = "Nearest to"
NEAR_LINK = "Nearest to the link"


class Browsing(commands.Cog):
    """Films, and what lies near them."""

    def __init__(self, services: Services) -> None:
        self.services = services

    @command("films", "similar The Godfather", "similar James Bond", rehearsable=True)
    @commands.cooldown(8, 20, commands.BucketType.user)
    async def similar(self, ctx: Context, *, title: str) -> None:
        """List the films and links nearest to a film, or the films nearest to a link.

        Parameters
        ----------
        title
            A film, or a person, series or theme that films link to.
        """
        library = self.services.films
        found = await self.services.compute.short(find, library, title)
        link = None
        if not found.sure:
            link = await self.services.compute.short(library.neighbours.find_link, found.asked)
        if link is not None:
            near = await self.services.compute.short(surroundings_of_link, library, link, SIMILAR)
            await ctx.answer(embed=near_card(near, NEAR_LINK), view=near_buttons(near))
        elif found.sure:
            near = await self.services.compute.short(surroundings_of_film, library, found.one, SIMILAR, LINKS)
            await ctx.answer(embed=near_card(near, NEAR_FILM), view=near_buttons(near))
        else:
            await ask_which(ctx, found, ShowSimilar(ctx.author.id))

    @command("films", "film Alien", "film Dune 2021", rehearsable=True)
    @commands.cooldown(8, 20, commands.BucketType.user)
    async def film(self, ctx: Context, *, title: str) -> None:
        """Show a film: its year, genres, country, people and subjects, with a link to its article.

        Parameters
        ----------
        title
            A film; of namesakes, with its year.
        """
        library = self.services.films
        found = await self.services.compute.short(find, library, title)
        if not found.sure:
            await ask_which(ctx, found, ShowFilm(ctx.author.id))
            return
        known = await self.services.compute.short(portrait, library, found.one, LINKS_NEAR)
        await ctx.answer(embed=film_card(known), view=taste_buttons([found.one]))

    similar.autocomplete("title")(complete_titles)
    film.autocomplete("title")(complete_titles)

    @on_press(ShowSimilar)
    async def show_similar(self, press: ShowSimilar, interaction: discord.Interaction[HyperplaneBot]) -> None:
        """List what is near the film that was chosen, in place of the question."""
        film = chosen_film(self.services.films, interaction, press.owner)
        near = await self.services.compute.short(
            surroundings_of_film, self.services.films, film, SIMILAR, LINKS
        )
        await interaction.edit_original_response(embed=near_card(near, NEAR_FILM), view=near_buttons(near))

    @on_press(ShowFilm)
    async def show_film(self, press: ShowFilm, interaction: discord.Interaction[HyperplaneBot]) -> None:
        """Show the card of the film that was chosen, in place of the question."""
        film = chosen_film(self.services.films, interaction, press.owner)
        known = await self.services.compute.short(portrait, self.services.films, film, LINKS_NEAR)
        await interaction.edit_original_response(embed=film_card(known), view=taste_buttons([film]))


def near_buttons(near: Surroundings) -> discord.ui.View:
    """Return the buttons that rate the nearest films."""
    return taste_buttons([film for film, _ in near.films[:RATED]])
