"""worldmap: the countries of the world, coloured by how close they are to a word or a direction."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from discord.ext import commands

from bot.compute import Compute
from bot.context import Context
from bot.markup import plain
from bot.replies import Card, card, enumeration
from cogs.shared.topics import command
from cogs.shared.words import bound, complete_last_word
from cogs.words.cards import source, with_forms
from cogs.words.relit import RelitPicture
from models.figures import figure
from models.pictures.picture import Picture
from models.words.space.vectors import WordVectors
from models.words.worldmap.parse import parse
from models.words.worldmap.picture import draw
from models.words.worldmap.plan import Standing, WorldPlan, plan

FILE_NAME = "world.png"
MAX_TEXT = 1000
MAX_TITLE = 100


class Worldwide(commands.Cog):
    """Words on the map of the world."""

    def __init__(self, words: WordVectors, compute: Compute) -> None:
        self.words = words
        self.compute = compute

    @command(
        "words",
        "worldmap coffee",
        "worldmap cricket - baseball",
        "worldmap poor..rich theme=light",
        rehearsable=True,
    )
    @commands.cooldown(4, 30, commands.BucketType.user)
    async def worldmap(self, ctx: Context, *, words: str, theme: Literal["dark", "light"] = "dark") -> None:
        """Colour the countries of the world by how close they are to a word.

        Parameters
        ----------
        words
            coffee · cricket - baseball · poor..rich
        theme
            A dark or a light picture.
        """
        bound(words, MAX_TEXT)
        found = await self.compute.short(lambda: plan(self.words, parse(words, self.words.knows)))
        async with ctx.typing():  # only now: what is refused above is told in private
            view = RelitPicture(self.compute, draw, found, FILE_NAME, ctx.author.id)
            picture, file = await view.draw(theme)
        view.message = await ctx.answer(embed=world_card(found, self.words, picture), file=file, view=view)

    worldmap.autocomplete("words")(complete_last_word)


def world_card(found: WorldPlan, words: WordVectors, picture: Picture) -> Card:
    """Return the reply to `worldmap`."""
    title = plain(found.title, MAX_TITLE)
    what = f"cosine of {found.title[:MAX_TITLE]} with a country less the mean of all {len(found.ranked)}"
    embed = card(
        f"The world by {title}",
        "Standard deviations from the average country: how words are used, not how things are.",
        source(words, f"{what}, standardised"),
    )
    embed.add_field(name="Nearest", value=_column(found.nearest), inline=True)
    embed.add_field(name="Furthest", value=_column(found.furthest[::-1]), inline=True)
    if found.unknown:
        embed.add_field(name="Hatched, for want of a word", value=enumeration(found.unknown))
    if picture.notes:
        embed.add_field(name="In the picture", value="\n".join(map(plain, picture.notes)))
    embed.set_image(url=f"attachment://{FILE_NAME}")
    return with_forms(embed, found.terms)


def _column(standings: Iterable[Standing]) -> str:
    return "\n".join(f"`{figure(each.score, '+.1f')}` **{each.country}**" for each in standings)
