"""attention: which earlier tokens each token of a text looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import discord
from discord import app_commands
from discord.ext import commands

from bot.compute import Compute
from bot.context import Context
from cogs.shared.naming import choices
from cogs.shared.topics import command
from cogs.text.attention_look import AttentionLook
from cogs.text.looks import show
from cogs.text.texts import read_text
from models.text.attention.library import AttentionLibrary, AttentionModel
from models.text.attention.patterns import Pattern
from models.text.attention.reading import Choice

if TYPE_CHECKING:
    from bot.app import HyperplaneBot

MOST_LAYERS = 64
"""No model has more layers or heads; how many one has is checked when it is known which."""


class Attending(commands.Cog):
    """Shows where an attention model looks while it reads people's texts."""

    def __init__(self, models: AttentionLibrary, compute: Compute) -> None:
        self.models = models
        self.compute = compute

    @command(
        "text",
        "attention print(max(sizes), [1, 2])",
        "attention head=repeats def area(width, height):\\n    return width * height\\n\\nprint(area(",
        "attention style=shakespeare token=What ROMEO:\\nBut soft! What light",
        options_first=True,
        rehearsable=True,
    )
    @commands.cooldown(4, 20, commands.BucketType.user)
    async def attention(
        self,
        ctx: Context,
        *,
        text: str,
        style: str = "",
        head: str = "",
        layer: commands.Range[int, 1, MOST_LAYERS] = commands.parameter(default=None),  # noqa: B008
        token: str = "",
        theme: Literal["dark", "light"] = "dark",
    ) -> None:
        r"""Draw which earlier tokens each token of your text looked at.

        Parameters
        ----------
        text
            The text to read, best a line or two; \n is a line break.
        style
            Which attention model reads; else the one that your text surprises least.
        head
            What the head is known for, such as brackets, or its number in the layer.
        layer
            The layer, from 1; without a head, the mean of its heads.
        token
            One token to look from, as it is written or by its number; else all, or the last of a long text.
        theme
            A dark or a light picture.
        """
        meant = read_text(text)
        model = await self.compute.short(self._model, style, meant)
        look = AttentionLook(theme, model, meant, _choice(head, layer), token or None)
        await show(ctx, self.compute, look)

    @attention.autocomplete("style")
    async def _complete_style(
        self, _: discord.Interaction[HyperplaneBot], current: str
    ) -> list[app_commands.Choice[str]]:
        return choices(self.models.names, current)

    @attention.autocomplete("head")
    async def _complete_head(
        self, _: discord.Interaction[HyperplaneBot], current: str
    ) -> list[app_commands.Choice[str]]:
        return choices(tuple(Pattern), current)

    def _model(self, style: str, text: str) -> AttentionModel:
        return self.models.open(style) if style else self.models.least_surprised(text)


def _choice(head: str, layer: int | None) -> Choice:
    if head.isdecimal():
        return Choice(layer=layer, head=int(head))
    return Choice(name=head.strip().casefold() or None, layer=layer)
