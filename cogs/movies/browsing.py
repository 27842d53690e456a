"""similar and film: the catalogue, whoever asks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import discord
from discord.ext import commands

from bot.context import Context
from bot.markup import plain
from bot.presses.handlers import on_press
from bot.replies import card, enumeration
from bot.services import Services
from cogs.movies.buttons import ShowFilm, ShowSimilar, taste_buttons
from cogs.movies.cards import film_card
from cogs.shared.film_menu import ask_which, chosen_film
from cogs.shared.films import bold, link_name
from cogs.shared.titles import complete_titles, find
from cogs.shared.topics import command
from models.movies.library import Film
from models.movies.neighbours import Near

if TYPE_CHECKING:
    from bot.app import HyperplaneBot

SIMILAR = 8
LINKS = 6


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
        link = None if found.sure else library.neighbours.find_link(found.asked)
        if link is not None:
            embed, films = await self.services.compute.short(self._near_link, link)
        elif found.sure:
            embed, films = await self.services.compute.short(self._near_film, found.one)
        else:
            await ask_which(ctx, found, ShowSimilar(ctx.author.id))
            return
        await ctx.answer(embed=embed, view=taste_buttons(films[:3]))

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
        embed = await self.services.compute.short(film_card, library, found.one)
        await ctx.answer(embed=embed, view=taste_buttons([found.one]))

    similar.autocomplete("title")(complete_titles)
    film.autocomplete("title")(complete_titles)

    @on_press(ShowSimilar)
    async def show_similar(self, press: ShowSimilar, interaction: discord.Interaction[HyperplaneBot]) -> None:
        """List what is near the film that was chosen, in place of the question."""
        film = chosen_film(self.services.films, interaction, press.owner)
        embed, films = await self.services.compute.short(self._near_film, film)
        await interaction.edit_original_response(embed=embed, view=taste_buttons(films[:3]))

    @on_press(ShowFilm)
    async def show_film(self, press: ShowFilm, interaction: discord.Interaction[HyperplaneBot]) -> None:
        """Show the card of the film that was chosen, in place of the question."""
        film = chosen_film(self.services.films, interaction, press.owner)
        embed = await self.services.compute.short(film_card, self.services.films, film)
        await interaction.edit_original_response(embed=embed, view=taste_buttons([film]))

    def _near_film(self, film: Film) -> tuple[discord.Embed, list[Film]]:
        library = self.services.films
        near = library.neighbours.films(film.row, SIMILAR)
        embed, films = self._near(f"Nearest to {plain(film.name)}", near)
        links = [link_name(each.name) for each in library.neighbours.links(film.row, LINKS)]
        embed.add_field(name="Nearest links", value=enumeration(links), inline=False)
        return embed, films

    def _near_link(self, link: int) -> tuple[discord.Embed, list[Film]]:
        library = self.services.films
        near = library.neighbours.films_near_link(link, SIMILAR)
        return self._near(f"Nearest to the link {plain(library.embeddings.links[link])}", near)

    def _near(self, heading: str, near: Sequence[Near]) -> tuple[discord.Embed, list[Film]]:
        films = [self.services.films.film(each.index) for each in near]
        lines = [f"`{each.similarity:.2f}` {bold(film)}" for each, film in zip(near, films, strict=True)]
        how = "similarity in kind, time and the names they share: 1 is the film itself"
        return card(heading, "\n".join(lines), how), films
