"""similar and film: the catalogue, whoever asks."""

from __future__ import annotations

import discord
from discord.ext import commands

from bot.context import Context
from bot.markup import plain
from bot.replies import card, enumeration
from bot.services import Services
from cogs.movies.buttons import taste_buttons
from cogs.movies.cards import film_card
from cogs.shared.films import bold, link_name
from cogs.shared.titles import complete_titles, find, find_one, split
from cogs.shared.topics import command
from models.movies.errors import UnknownFilm
from models.movies.library import Film

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
        embed, films = await self.services.compute.short(self._similar, title)
        await ctx.answer(embed=embed, view=taste_buttons(films[:3]))

    @command("films", "film Alien", "film Dune 2021", rehearsable=True)
    @commands.cooldown(8, 20, commands.BucketType.user)
    async def film(self, ctx: Context, *, title: str) -> None:
        """Show a film: its year, its genres and its strongest links.

        Parameters
        ----------
        title
            A film; of namesakes the best known, unless you add the year.
        """
        films = self.services.films
        found = await self.services.compute.short(find_one, films, title)
        embed = await self.services.compute.short(film_card, films, found)
        await ctx.answer(embed=embed, view=taste_buttons([found]))

    similar.autocomplete("title")(complete_titles)
    film.autocomplete("title")(complete_titles)

    def _similar(self, text: str) -> tuple[discord.Embed, list[Film]]:
        library = self.services.films
        (asked,) = split(text)[:1]
        named = find(library, asked)
        link = None if named.sure else library.neighbours.find_link(asked)
        if link is not None:
            near = library.neighbours.films_near_link(link, SIMILAR)
            heading = f"Nearest to the link {plain(library.embeddings.links[link])}"
        elif named.films:
            film = named.films[0]
            near = library.neighbours.films(film.row, SIMILAR)
            heading = f"Nearest to {plain(film.name)}"
        else:
            raise UnknownFilm(asked, named.close)
        films = [library.film(each.index) for each in near]
        lines = [f"`{each.similarity:.2f}` {bold(film)}" for each, film in zip(near, films, strict=True)]
        embed = card(
            heading,
            "\n".join(lines),
            "similarity in kind, time and the names they share: 1 is the film itself",
        )
        if link is None:
            links = [link_name(each.name) for each in library.neighbours.links(named.films[0].row, LINKS)]
            embed.add_field(name="Nearest links", value=enumeration(links), inline=False)
        return embed, films
