"""complete and temperatures: an LSTM goes on where a text stops."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import discord
from discord.ext import commands

from bot.context import Context
from bot.markup import fenced
from bot.replies import EMBED_FIELD_LIMIT, card, truncate
from bot.services import Services
from bot.views import OwnedView, short_lived
from cogs.shared.places import here
from cogs.shared.topics import command
from cogs.shared.trained import complete_style, texts_with
from cogs.text.facts import Facts, facts_card, find_facts, least_surprised
from cogs.text.growing import show_growing
from cogs.text.page import LANGUAGES, TextPage, text_page
from cogs.text.scribe import Scribe
from cogs.text.texts import read_text
from models.text.generate import Options, Writing
from models.text.library import TextModel

LARGEST_SEED = 2**31 - 1
HOTTEST = 2.0
STEP = 0.2
SIDE_BY_SIDE = (0.2, 0.6, 1.0, 1.4)
SIDE_BY_SIDE_LENGTH = 160
LONGEST = 8000
"""Characters from which on a text is not made longer: all of it is read each time."""

DEFAULT = Options()

Bits = tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Request:
    """A text to go on with, by which model and how."""

    model: TextModel
    prompt: str
    options: Options
    bits: Bits


class Completing(commands.Cog):
    """Goes on with people's texts."""

    def __init__(self, services: Services) -> None:
        self.services = services
        self.compute = services.compute
        self.scribe = Scribe(services.compute)

    @command(
        "text",
        "complete def binary_search(",
        "complete Shall I compare thee",
        "complete style=shakespeare temperature=1 seed=7 To be",
        options_first=True,
        rehearsable=True,
    )
    @commands.cooldown(8, 30, commands.BucketType.user)
    async def complete(
        self,
        ctx: Context,
        *,
        text: str,
        style: str = "",
        temperature: commands.Range[float, 0.0, HOTTEST] = DEFAULT.temperature,
        length: commands.Range[int, 20, 1500] = DEFAULT.length,
        seed: commands.Range[int, 0, LARGEST_SEED] = commands.parameter(default=None),  # noqa: B008
    ) -> None:
        r"""Let an LSTM go on where your text stops.

        Parameters
        ----------
        text
            The text to go on with; \n is a line break.
        style
            Which model writes; else the one that your text surprises least.
        temperature
            0 always takes the likeliest token, 1 draws as the network expects, 2 is wild.
        length
            About how many characters to add, 20 to 1500; it ends earlier at a sensible place.
        seed
            The number that the randomness starts from; the same seed writes the same text.
        """
        options = Options(temperature, seed=_seed(seed), length=length)
        request = await self._request(ctx, text, style, options)
        async with ctx.typing():
            await Completion(self, request, ctx.author.id).answer(ctx)

    @command(
        "text",
        "temperatures def read_config(path",
        "temperatures style=shakespeare My lord,",
        options_first=True,
        rehearsable=True,
    )
    @commands.cooldown(4, 30, commands.BucketType.user)
    async def temperatures(
        self,
        ctx: Context,
        *,
        text: str,
        style: str = "",
        seed: commands.Range[int, 0, LARGEST_SEED] = commands.parameter(default=None),  # noqa: B008
    ) -> None:
        r"""Go on with a text at four temperatures, side by side.

        Parameters
        ----------
        text
            The text to go on with; \n is a line break.
        style
            Which model writes; else the one that your text surprises least.
        seed
            The number that the randomness starts from; the same for all four.
        """
        options = Options(seed=_seed(seed), length=SIDE_BY_SIDE_LENGTH)
        request = await self._request(ctx, text, style, options)
        async with ctx.typing():
            temperate = [replace(options, temperature=temperature) for temperature in SIDE_BY_SIDE]
            writings = await self.scribe.write_several(request.model.writer, request.prompt, temperate)
        page = text_page(request.prompt, request.model.kind)
        await ctx.answer(page.content, embed=temperatures_card(request.model, writings), files=page.files())

    complete.autocomplete("style")(complete_style)
    temperatures.autocomplete("style")(complete_style)

    async def _request(self, ctx: Context, sent: str, style: str, options: Options) -> Request:
        text = read_text(sent)
        texts = await texts_with(self.services, here(ctx), style)
        if style:
            await self.compute.short(texts.open, style)
        bits = await self.compute.short(least_surprised, texts, text)
        return Request(texts.open(style or bits[0][0]), text, options, bits)


class Completion(OwnedView):
    """A text that goes on under the eyes of the room, and buttons to have it otherwise."""

    def __init__(self, cog: Completing, request: Request, owner: int) -> None:
        super().__init__(owner)
        self._cog = cog
        self._request = request
        self._writing: Writing | None = None

    async def answer(self, ctx: Context) -> None:
        """Answer a command with the text."""

        async def show(content: str) -> None:
            if self.message is None:
                self.message = await ctx.answer(content)
            else:
                await self.message.edit(content=content)

        try:
            page, embed = await self._write(self._request, show)
            if self.message is None:
                self.message = await ctx.answer(page.content, embed=embed, files=page.files(), view=self)
            else:
                await self.message.edit(
                    content=page.content, embed=embed, attachments=page.files(), view=self
                )
        except discord.NotFound:
            if self.message is None:
                raise
            self.stop()  # somebody has deleted the message: the text is not wanted any more

    @discord.ui.button(label="Again", emoji="🎲", custom_id=short_lived("again"))
    async def again(self, interaction: discord.Interaction[Any], _: discord.ui.Button[Completion]) -> None:
        """Write from the next seed."""
        await self._rewrite(interaction, seed=(self._request.options.seed + 1) % (LARGEST_SEED + 1))

    @discord.ui.button(label="Hotter", emoji="🔥", custom_id=short_lived("hotter"))
    async def hotter(self, interaction: discord.Interaction[Any], _: discord.ui.Button[Completion]) -> None:
        """Write from the same seed at a higher temperature."""
        await self._rewrite(interaction, temperature=self._warmer(STEP))

    @discord.ui.button(label="Colder", emoji="🧊", custom_id=short_lived("colder"))
    async def colder(self, interaction: discord.Interaction[Any], _: discord.ui.Button[Completion]) -> None:
        """Write from the same seed at a lower temperature."""
        await self._rewrite(interaction, temperature=self._warmer(-STEP))

    @discord.ui.button(label="Longer", emoji="➕", custom_id=short_lived("longer"))
    async def longer(self, interaction: discord.Interaction[Any], _: discord.ui.Button[Completion]) -> None:
        """Go on from the end of what is there."""
        writing = self._writing
        prompt = None if writing is None else writing.prompt + writing.written + "\n"
        await self._rewrite(interaction, prompt)

    async def _rewrite(
        self, interaction: discord.Interaction[Any], prompt: str | None = None, **changed: Any
    ) -> None:
        await interaction.response.defer()
        with self.one_press_of(interaction.user.id):
            options = replace(self._request.options, **changed)
            self._request = replace(self._request, options=options, prompt=prompt or self._request.prompt)

            async def show(content: str) -> None:
                await interaction.edit_original_response(
                    content=content, embed=None, attachments=[], view=None
                )

            page, embed = await self._write(self._request, show)
            await interaction.edit_original_response(
                content=page.content, embed=embed, attachments=page.files(), view=self
            )

    async def _write(self, request: Request, show: Any) -> tuple[TextPage, discord.Embed]:
        model = request.model

        async def show_growth(writing: Writing) -> None:
            page = text_page(writing.prompt + writing.written, model.kind, growing=True)
            await show(page.content)

        frames = self._cog.scribe.grow(model.writer, request.prompt, request.options)
        writing = self._writing = await show_growing(frames, show_growth)
        facts: Facts = await self._cog.compute.short(find_facts, model, request.bits, writing)
        self.hotter.disabled = writing.options.temperature >= HOTTEST
        self.colder.disabled = writing.options.temperature <= 0.0
        self.longer.disabled = len(writing.prompt) + len(writing.written) >= LONGEST
        page = text_page(writing.prompt + writing.written, model.kind)
        return page, facts_card(model, writing, facts)

    def _warmer(self, step: float) -> float:
        return min(HOTTEST, max(0.0, round(self._request.options.temperature + step, 2)))


def temperatures_card(model: TextModel, writings: Sequence[Writing]) -> discord.Embed:
    """Return the card with one continuation a temperature, the coldest first."""
    embed = card("", "", f"{model.name} · seed {writings[0].options.seed} · colder repeats, hotter invents")
    language = LANGUAGES.get(model.kind, "")
    room = EMBED_FIELD_LIMIT - len(fenced("", language)) - SIDE_BY_SIDE_LENGTH
    for writing in writings:
        name = f"Temperature {writing.options.temperature:g}"
        embed.add_field(name=name, value=fenced(truncate(writing.written, room) or " ", language))
    return embed


def _seed(asked: int | None) -> int:
    return secrets.randbelow(1000) if asked is None else asked
