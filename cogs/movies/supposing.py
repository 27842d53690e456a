"""suppose: the hyperplane of films that are named at once, for a demonstration; nothing is kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import discord
from discord.ext import commands

from bot.context import Context
from bot.markup import plain
from bot.refusals import NothingSupposed, OnBothSidesOfBar
from bot.replies import card, enumeration, picture_file
from bot.services import Services
from cogs.movies.cards import directions, pick_lines
from cogs.movies.tastemap import FILE_NAME
from cogs.shared.titles import complete_titles, find_all
from cogs.shared.topics import command
from models.movies.library import Film, Library
from models.movies.recommendation import Supposed, suppose
from models.movies.tastemap_picture import draw

BAR = "|"
NAMED = 3


class Supposing(commands.Cog):
    """Tastes that nobody has, for all to see what a hyperplane does."""

    def __init__(self, services: Services) -> None:
        self.services = services

    @command(
        "films",
        "suppose Alien; The Matrix; Blade Runner | Grease; Notting Hill; Pretty Woman",
        "suppose | Grease",
        rehearsable=True,
    )
    @commands.cooldown(4, 30, commands.BucketType.user)
    async def suppose(self, ctx: Context, *, films: str, theme: Literal["dark", "light"] = "dark") -> None:
        """Suppose that you liked some films and disliked others, and draw the hyperplane.

        Parameters
        ----------
        films
            Films to like, a bar, and films to dislike: Alien; The Matrix | Grease; Notting Hill
        theme
            A dark or a light picture.
        """
        liked, disliked, supposed = await self.services.compute.short(self._suppose, films)
        async with ctx.typing():  # only now: what is refused above is told in private
            picture = await self.services.compute.long(ctx.author.id, draw, supposed.map, theme)
        embed = supposed_card(liked, disliked, supposed)
        embed.set_image(url=f"attachment://{FILE_NAME}")
        await ctx.answer(embed=embed, file=picture_file(picture, FILE_NAME))

    suppose.autocomplete("films")(complete_titles)

    def _suppose(self, text: str) -> tuple[list[Film], list[Film], Supposed]:
        liked, disliked = _sides(self.services.films, text)
        likes, dislikes = (tuple(sorted({film.row for film in side})) for side in (liked, disliked))
        return liked, disliked, suppose(self.services.films, likes, dislikes)


def supposed_card(liked: Sequence[Film], disliked: Sequence[Film], supposed: Supposed) -> discord.Embed:
    """Return the ends of the taste of whoever likes some films and dislikes others."""
    parts = [f"like {_named(liked)}"] if liked else []
    parts += [f"dislike {_named(disliked)}"] if disliked else []
    embed = card(
        f"Suppose that you {enumeration(parts)}",
        f"**Best**\n{pick_lines(supposed.best)}\n\n**Worst**\n{pick_lines(supposed.worst)}",
        "signed distance from the hyperplane · nothing of this is kept",
    )
    embed.add_field(name="The hyperplane points", value=directions(supposed.direction))
    return embed


def _sides(library: Library, text: str) -> tuple[list[Film], list[Film]]:
    """Return the films before the bar and those behind it."""
    before, _, behind = text.partition(BAR)
    liked, disliked = (_films(library, side) for side in (before, behind))
    if not liked and not disliked:
        raise NothingSupposed
    both = [film for film in liked if film in disliked]
    if both:
        raise OnBothSidesOfBar(both[0].name)
    return liked, disliked


def _films(library: Library, side: str) -> list[Film]:
    return [each.one for each in find_all(library, side)] if side.strip(" ;") else []


def _named(films: Sequence[Film]) -> str:
    more = [f"{len(films) - NAMED} more"] if len(films) > NAMED else []
    return enumeration([plain(film.title, 40) for film in films[:NAMED]] + more)
