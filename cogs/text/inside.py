"""neurons and surprise: a look inside a network while it reads a text."""

from __future__ import annotations

from typing import Literal

from discord.ext import commands

from bot.context import Context
from bot.services import Services
from cogs.shared.places import here
from cogs.shared.topics import command
from cogs.shared.trained import complete_style, texts_with
from cogs.text.looks import CellLook, SurpriseLook, show
from cogs.text.texts import read_text
from models.text.library import TextLibrary, TextModel
from models.text.properties import Property

PropertyName = Literal["brackets", "quotes", "docstrings", "indentation", "line", "speaker"]
LAST_CELL = 4095
"""No network has more cells; how many one has is checked when it is known which."""


class Inside(commands.Cog):
    """Shows what a network makes of people's texts."""

    def __init__(self, services: Services) -> None:
        self.services = services
        self.compute = services.compute

    @command(
        "text",
        "neurons print(max(sizes), [1, 2])",
        "neurons property=indentation def f(x):\\n    if x:\\n        return 1",
        "neurons style=shakespeare cell=7 Shall I compare thee to a summer's day?",
        options_first=True,
        rehearsable=True,
    )
    @commands.cooldown(4, 20, commands.BucketType.user)
    async def neurons(
        self,
        ctx: Context,
        *,
        text: str,
        style: str = "",
        property: PropertyName = commands.parameter(default=None),  # noqa: A002, B008
        cell: commands.Range[int, 0, LAST_CELL] = commands.parameter(default=None),  # noqa: B008
        theme: Literal["dark", "light"] = "dark",
    ) -> None:
        r"""Colour your text by one cell of a network, such as its bracket cell.

        Parameters
        ----------
        text
            The text to read, best a few lines of code; \n is a line break.
        style
            Which model reads; else the first that has a cell for the property.
        property
            What the cell should follow; else brackets.
        cell
            Any cell, by its number from 0.
        theme
            A dark or a light picture.
        """
        meant = read_text(text)
        texts = await texts_with(self.services, here(ctx), style)
        model = await self.compute.short(_model, texts, style, property)
        await show(ctx, self.compute, CellLook(theme, model, meant, cell, property))

    @command(
        "text",
        "surprise for i in range(10): print(i)",
        "surprise style=python Shall I compare thee to a summer's day?",
        options_first=True,
        rehearsable=True,
    )
    @commands.cooldown(4, 20, commands.BucketType.user)
    async def surprise(
        self, ctx: Context, *, text: str, style: str = "", theme: Literal["dark", "light"] = "dark"
    ) -> None:
        r"""Colour your text by how much each piece of it surprises a network.

        Parameters
        ----------
        text
            The text to read; \n is a line break.
        style
            Which model reads; else the one that your text surprises least.
        theme
            A dark or a light picture.
        """
        meant = read_text(text)
        texts = await texts_with(self.services, here(ctx), style)
        await show(ctx, self.compute, SurpriseLook(theme, texts, meant, style))

    neurons.autocomplete("style")(complete_style)
    surprise.autocomplete("style")(complete_style)


def _model(texts: TextLibrary, style: str, wanted: str | None) -> TextModel:
    if style:
        return texts.open(style)
    models = texts.ready()
    follows = wanted or Property.BRACKETS
    best = (model for model in models if follows in {each.name for each in model.best_cells})
    return next(best, models[0])
