"""train, which lists what was trained; and train text: a text is learned while everybody watches."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

import discord
from discord.ext import commands

from bot.context import Context
from bot.refusals import NothingToTrainOn
from bot.services import Services
from cogs.shared.places import here
from cogs.shared.topics import command, group
from cogs.training.cards import consent_card, list_card
from cogs.training.consent import ConsentView, PasteForm
from cogs.training.following import begun_card, report_of
from cogs.training.sources import Source, find_source, pasted_source
from cogs.training.starting import Send, Starter, Wish
from models.live.lesson import Lesson
from models.live.shipped import ShippedName, TextName
from models.live.text import TextLesson, check_length, kind_of
from models.text.endings import Kind

LONGEST_MIN = 5.0
DEFAULT_MIN = 2.0
SHORTEST_MIN = 0.1
PROMPT_LIMIT = 60
MINUTE_S = 60.0
KINDS = {"shakespeare": Kind.VERSE, "python": Kind.CODE}


@dataclass(frozen=True, slots=True)
class TextPlan:
    """How a text is to be learned, whichever it is."""

    minutes: float
    prompt: str

    def check(self, source: Source) -> None:
        """Raise TooLittleText where there is nothing to learn from."""
        if not source.shipped:
            check_length(source.text)

    def lesson(self, source: Source, folder: Path) -> Lesson:
        """Return what a process of its own learns."""
        kind = KINDS[source.text] if source.shipped else kind_of(source.text, source.file_name)
        prompt = self.prompt[:PROMPT_LIMIT]
        return TextLesson(source.text, source.shipped, kind, folder, self.minutes * MINUTE_S, prompt)


class Teaching(commands.Cog):
    """Has small models learn."""

    def __init__(self, services: Services, starter: Starter) -> None:
        self.services = services
        self.starter = starter

    async def cog_unload(self) -> None:
        """Follow no training any more."""
        self.starter.close()

    @group("training", "train", name="train", fallback="list")
    async def train(self, ctx: Context) -> None:
        """List what was trained here, and how good it is."""
        place = here(ctx)
        all_kept = await self.services.trained.of(place)
        reports = await asyncio.gather(*(report_of(self.services, each) for each in all_kept))
        await ctx.answer(embed=list_card(all_kept, reports, private=place.is_private))

    @command(
        "training",
        "train text pirates shipped=shakespeare",
        within="train",
        options_first=True,
    )
    @commands.cooldown(4, 60, commands.BucketType.user)
    async def text(
        self,
        ctx: Context,
        name: str,
        file: discord.Attachment | None = None,
        *,
        text: str = "",
        shipped: TextName = commands.parameter(default=None),  # noqa: B008
        minutes: commands.Range[float, SHORTEST_MIN, LONGEST_MIN] = DEFAULT_MIN,
        prompt: str = "",
        theme: Literal["dark", "light"] = "dark",
    ) -> None:
        """Train an LSTM on a text while everybody watches: then it completes texts as another style.

        Parameters
        ----------
        name
            What to call it, in one word.
        file
            A text file that you may use; or paste, or reply to a message of your own.
        text
            A text of 3,000 characters or more; by slash, leave all out for a form.
        shipped
            A text that is there already: shakespeare or python.
        minutes
            How long it may learn, up to 5.
        prompt
            What it goes on with at each look; else it begins by itself.
        theme
            Dark or light curves.
        """
        wish = await self._wish(ctx, name, theme)
        await self._teach(ctx, wish, TextPlan(minutes, prompt), file, text, shipped)

    async def _wish(self, ctx: Context, name: str, theme: Literal["dark", "light"]) -> Wish:
        place = here(ctx)
        self.starter.check(place, ctx.author.id)
        return Wish(place, ctx.author.id, await self.starter.checked_name(place, name), "", theme)

    async def _teach(  # noqa: PLR0917  what people can bring along
        self,
        ctx: Context,
        wish: Wish,
        plan: TextPlan,
        file: discord.Attachment | None,
        text: str,
        shipped: ShippedName | None,
    ) -> None:
        """Find the text and learn it, or ask for one by a form."""
        source = await find_source(ctx, file, text, shipped)
        if source is not None:
            await self._offer(wish, plan, source, ctx.answer)
            return
        if not ctx.bot.settings.own_texts or ctx.interaction is None or ctx.interaction.response.is_done():
            raise NothingToTrainOn

        async def pasted(text: str, sent: discord.Interaction[Any]) -> None:
            async def send(**what: Any) -> discord.Message:
                return await sent.followup.send(**what, wait=True)

            await self._offer(wish, plan, pasted_source(text), send)

        await ctx.interaction.response.send_modal(PasteForm(pasted))

    async def _offer(self, wish: Wish, plan: TextPlan, source: Source, send: Send) -> None:
        """Begin with a text that ships; ask first where it is somebody's own."""
        wish = replace(wish, about=source.about)

        async def begin(message: discord.Message) -> None:
            await self.starter.begin(wish, lambda folder: plan.lesson(source, folder), message)

        plan.check(source)
        if source.shipped:
            await begin(await send(embed=begun_card(wish.name)))
            return
        length, encoding = len(source.text), source.encoding
        embed = consent_card(wish.name, length, encoding, private=wish.place.is_private)
        view = ConsentView(wish.maker_id, begin)
        view.message = await send(embed=embed, view=view)
