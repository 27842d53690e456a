"""axis: words on the line between two words, or two groups of words."""

from __future__ import annotations

from typing import Literal

from discord.ext import commands

from bot.compute import Compute
from bot.context import Context
from bot.markup import plain
from bot.replies import MESSAGE_LIMIT, enumeration, truncate
from cogs.shared.topics import command
from cogs.shared.words import bound, complete_last_word
from cogs.words.cards import forms
from cogs.words.relit import RelitPicture
from models.pictures.picture import Picture
from models.words.axis.parse import parse
from models.words.axis.picture import draw
from models.words.axis.plan import AxisPlan, place
from models.words.space.vectors import WordVectors

FILE_NAME = "axis.png"
MAX_TEXT = 2000


class Directions(commands.Cog):
    """Directions in space that have a meaning."""

    def __init__(self, words: WordVectors, compute: Compute) -> None:
        self.words = words
        self.compute = compute

    @command(
        "words",
        "axis bad..good: war, cake, exam, puppy",
        "axis bad, evil..good, kind: war, cake, exam, puppy",
        "axis bad..good | poor..rich: thief, banker, nurse, king theme=light",
        rehearsable=True,
    )
    @commands.cooldown(4, 30, commands.BucketType.user)
    async def axis(self, ctx: Context, *, words: str, theme: Literal["dark", "light"] = "dark") -> None:
        """Draw words on the line between two words, or between two groups of words.

        Parameters
        ----------
        words
            bad..good: war, cake, puppy; with two axes a plane: bad..good | poor..rich: thief, king
        theme
            A dark or a light picture.
        """
        bound(words, MAX_TEXT)
        plan = await self.compute.short(lambda: place(self.words, parse(words)))
        async with ctx.typing():  # only now: what is refused above is told in private
            view = RelitPicture(self.compute, draw, plan, FILE_NAME, ctx.author.id)
            picture, file = await view.draw(theme)
        view.message = await ctx.answer(caption(plan, picture), file=file, view=view)

    axis.autocomplete("words")(complete_last_word)


def caption(plan: AxisPlan, picture: Picture) -> str:
    """Return the words above the picture: what it shows, and the forms that were used."""
    axes = enumeration([f"**{plain(axis.low)}** to **{plain(axis.high)}**" for axis in plan.axes])
    lines = [
        f"From {axes}: a word lies the further out, the more it is used like one end and not like the other."
    ]
    lines += map(plain, picture.notes)
    if used := forms(plan.terms):
        lines.append(f"Read as: {', '.join(used)}.")
    return truncate("\n".join(lines), MESSAGE_LIMIT)
