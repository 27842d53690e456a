"""tastemap: a picture of a person's likes, dislikes and the hyperplane between them."""

from __future__ import annotations

from typing import Literal

from discord.ext import commands

from bot.context import Context
from bot.replies import picture_file
from bot.services import Services
from cogs.movies.cards import standing_line
from cogs.shared.opinions import Opinions, opinions_of
from cogs.shared.topics import command
from models.movies.errors import TooFewRatings
from models.movies.filters import Filter
from models.movies.tastemap import TasteMap, plan
from models.movies.tastemap_picture import draw

FILE_NAME = "taste.png"
PICKS = 5


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
        planned, text = await self.services.compute.short(self._plan, person)
        async with ctx.typing():  # only now: what is refused above is told in private
            picture = await self.services.compute.long(ctx.author.id, draw, planned, theme)
        await ctx.answer(text, file=picture_file(picture, FILE_NAME))

    def _plan(self, person: Opinions) -> tuple[TasteMap, str]:
        if not person.likes and not person.dislikes:
            raise TooFewRatings(0, 1)
        library = self.services.films
        taste = library.taste(person.likes, person.dislikes)
        best, worst = library.recommend(taste, PICKS, Filter(), person.rated)
        planned = plan(library.embeddings, taste, person.likes, person.dislikes, best=best, worst=worst)
        text = "Your taste: right of the line is what you should like, left of it what you should not."
        return planned, f"{text} {standing_line(taste.standing)}".strip()
