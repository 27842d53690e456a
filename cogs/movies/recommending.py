"""recommend, why and tastemap: a person's hyperplane, its best and worst films, and its reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.context import Context
from bot.markup import plain
from bot.presses.handlers import on_press
from bot.replies import card, plural
from bot.services import Services
from cogs.movies.buttons import ShowWhy, numbered_buttons
from cogs.movies.cards import because, directions, meter_line, pick_lines, standing_line
from cogs.shared.film_menu import ask_which, chosen_film
from cogs.shared.films import bold, link_name
from cogs.shared.naming import choices
from cogs.shared.opinions import Opinions, opinions_of
from cogs.shared.titles import complete_titles, find
from cogs.shared.topics import command, group
from models.movies.errors import NoFilmsLeft
from models.movies.filter_text import read_filter
from models.movies.filters import Filter
from models.movies.library import Film
from models.movies.taste import Pick, Support, Taste

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
        library = self.services.films
        wanted = await self.services.compute.short(
            read_filter, library.embeddings, genre, years, obscure=obscure
        )
        person = await opinions_of(self.services, ctx.author.id)
        embed, best = await self.services.compute.short(self._card, person, wanted, count, worst=worst)
        embed.title = f"For {plain(ctx.author.display_name, 40)}"
        films = [library.film(pick.row) for pick in best]
        await ctx.answer(embed=embed, view=numbered_buttons(films))

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
        await ctx.answer(embed=await self.services.compute.short(self._why, person, found.one))

    why.autocomplete("title")(complete_titles)

    @on_press(ShowWhy)
    async def show_why(self, press: ShowWhy, interaction: discord.Interaction[HyperplaneBot]) -> None:
        """Tell why the film that was chosen lies where it does, in place of the question."""
        film = chosen_film(self.services.films, interaction, press.owner)
        person = await opinions_of(self.services, press.owner)
        embed = await self.services.compute.short(self._why, person, film)
        await interaction.edit_original_response(embed=embed, view=None)

    @recommend.autocomplete("genre")
    async def complete_genre(
        self, _: discord.Interaction[HyperplaneBot], current: str
    ) -> list[app_commands.Choice[str]]:
        """Offer the genres that contain what is typed."""
        return choices(self.services.films.embeddings.genre_names, current)

    def _card(
        self, person: Opinions, wanted: Filter, count: int, *, worst: bool
    ) -> tuple[discord.Embed, list[Pick]]:
        library = self.services.films
        taste = library.taste(person.likes, person.dislikes)
        best, lowest = library.recommend(taste, count, wanted, person.rated)
        if not best:
            raise NoFilmsLeft
        parts = [
            standing_line(taste.standing),
            f"**Best** · the buttons below rate these\n{pick_lines(library, taste, best)}",
        ]
        if worst:
            parts.append(f"**Worst**\n{pick_lines(library, taste, lowest, numbered=False)}")
        order = "" if wanted.obscure else ", in the order of distance and of how widely a film is known"
        embed = card("", "\n\n".join(part for part in parts if part), self._footer(taste) + order)
        if person.rated:
            embed.add_field(name="Your hyperplane points", value=directions(library, taste), inline=False)
            meter = meter_line(library.self_test(person.likes, person.dislikes))
            embed.add_field(name="How far to trust me", value=meter, inline=False)
        if person.gone:
            gone = (
                f"{plural(len(person.gone), 'rating')} of films that I no longer have are kept, but not used."
            )
            embed.add_field(name="Kept", value=gone, inline=False)
        return embed, best

    def _why(self, person: Opinions, film: Film) -> discord.Embed:
        library = self.services.films
        taste = library.taste(person.likes, person.dislikes)
        explanation = library.model.explain(taste, film.row, REASONS)
        side = "the liked side" if explanation.distance >= 0 else "the other side"
        place = int((taste.distances > taste.distances[film.row]).sum()) + 1
        embed = card(
            f"Why {plain(film.name)}",
            f"{bold(film)} lies `{explanation.distance:+.2f}` from your hyperplane, on {side}: "
            f"place {place:,} of {len(library):,}.\n{standing_line(taste.standing)}",
            self._footer(taste),
        )
        parts = [self._part(support) for support in (*explanation.supports, *explanation.against)]
        if others := len(taste.rated) - len(parts):
            parts.append(f"`{explanation.others:+.2f}` your {plural(others, 'other rating')}")
        parts.append(f"`{explanation.prior:+.2f}` average taste")
        parts.append(f"`{explanation.middle:+.2f}` where the middle of all films lies")
        embed.add_field(
            name=f"In short: {because(library, explanation)}", value="\n".join(parts), inline=False
        )
        return embed

    def _part(self, support: Support) -> str:
        """Word what one rating adds to a film's distance."""
        film = self.services.films.film(support.row)
        shared = ", ".join(link_name(link.name) for link in support.shared[:3])
        both = f" · both: {shared}" if shared else ""
        return f"`{support.contribution:+.2f}` {'👍' if support.liked else '👎'} {bold(film)}{both}"

    @staticmethod
    def _footer(taste: Taste) -> str:
        standing = taste.standing
        return (
            f"signed distance from the hyperplane of your {plural(standing.likes, 'like')} "
            f"and {plural(standing.dislikes, 'dislike')}"
        )
