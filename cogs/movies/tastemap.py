"""tastemap: a picture of a person's likes, dislikes and the hyperplane between them."""

from __future__ import annotations

from typing import Literal

from discord.ext import commands

from bot.context import Context
from bot.replies import picture_file
from bot.services import Services
from cogs.movies.cards import standing_line
from cogs.shared.opinions import opinions_of
from cogs.shared.topics import command
from models.movies.recommendation import map_taste
from models.movies.tastemap_picture import draw

FILE_NAME = "taste.png"


class TasteMaps(commands.Cog):
    """Pictures of tastes."""

    def __init__(self, services: Services) -> None:
        self.services = services

    @command("films", "tastemap", "tastemap theme=light", rehearsable=True)
    @commands.cooldown(4, 30, commands.BucketType.user)
    async def tastemap(self, ctx: Context, *, theme: Literal["dark", "light"] = "dark") -> None:
        """Draw your taste: what you like, what you don't, and the line between.

        Parameters
        ----------
        theme
            A dark or a light picture.
        """
        person = await opinions_of(self.services, ctx.author.id)
        mapped = await self.services.compute.short(
            map_taste, self.services.films, person.likes, person.dislikes, person.seen
        )
        async with ctx.typing():  # only now: what is refused above is told in private
            picture = await self.services.compute.long(ctx.author.id, draw, mapped.map, theme)
        text = "Your taste: right of the line is what you should like, left of it what you should not."
        told = f"{text} {standing_line(mapped.standing)}".strip()
        await ctx.answer(told, file=picture_file(picture, FILE_NAME))
