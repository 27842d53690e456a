"""train, which lists what was trained; train text, words and films: a model learns while people watch."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any, Literal

import discord
from discord.ext import commands

from bot.context import Context
from bot.refusals import NothingToTrainOn
from bot.services import Services
from cogs.shared.permissions import check_messages_get_through
from cogs.shared.places import here
from cogs.shared.titles import complete_titles, find
from cogs.shared.topics import command, group
from cogs.training.cards import consent_card, list_card
from cogs.training.consent import ConsentView, PasteForm
from cogs.training.following import report_of
from cogs.training.plans import Plan, TextPlan, WordsPlan, films_lesson
from cogs.training.sources import Source, find_source, pasted_source
from cogs.training.starting import Send, Starter, Wish
from models.live.films import DIMENSIONS, FEWEST_DIMENSIONS, MOST_DIMENSIONS
from models.live.lesson import Subject
from models.live.shipped import ShippedName, TextName, WordsName
from models.movies.catalogues import Catalogues
from storage.places import Place

LONGEST_MIN = 5.0
DEFAULT_MIN = 2.0
SHORTEST_MIN = 0.1
FILMS_NAME = "films"


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
        wish = await self._wish(ctx, name, Subject.TEXT, theme)
        await self._teach(ctx, wish, TextPlan(minutes, prompt), file, text, shipped)

    @command("training", "train words atlas shipped=encyclopedia", within="train")
    @commands.cooldown(4, 60, commands.BucketType.user)
    async def words(
        self,
        ctx: Context,
        name: str,
        file: discord.Attachment | None = None,
        *,
        watch: str = "",
        shipped: WordsName = commands.parameter(default=None),  # noqa: B008
        minutes: commands.Range[float, SHORTEST_MIN, LONGEST_MIN] = DEFAULT_MIN,
        theme: Literal["dark", "light"] = "dark",
    ) -> None:
        """Train word2vec on a text while everybody watches: then it tells the neighbours of its words.

        Parameters
        ----------
        name
            What to call it, in one word.
        file
            A text file that you may use, of 10,000 words or more.
        watch
            Up to four words whose neighbours are shown as it learns; else some that tell of the text.
        shipped
            A text that is there already: encyclopedia or shakespeare.
        minutes
            How long it may learn, up to 5.
        theme
            Dark or light curves.
        """
        wish = await self._wish(ctx, name, Subject.WORDS, theme)
        await self._teach(ctx, wish, WordsPlan(minutes, watch), file, "", shipped)

    @command("training", "train films Alien", "train films Alien dimensions=50", within="train")
    @commands.cooldown(4, 60, commands.BucketType.user)
    async def films(
        self,
        ctx: Context,
        *,
        film: str = "",
        dimensions: commands.Range[int, FEWEST_DIMENSIONS, MOST_DIMENSIONS] = DIMENSIONS,
        theme: Literal["dark", "light"] = "dark",
    ) -> None:
        """Train the film space from nothing while everybody watches films find their neighbours.

        Parameters
        ----------
        film
            A film whose nearest are shown at each look; else three that everybody knows.
        dimensions
            How many numbers a film has, 2 to 128, as many unless you say; the cookbook's recipe has 50.
        theme
            Dark or light curves.
        """
        library = self.services.films
        place = await self._checked_place(ctx, Subject.FILMS)
        watched: tuple[str, ...] = ()
        if film.strip():
            found = await self.services.compute.short(find, library, film)
            watched = (found.one.page,)
        name = await self.starter.free_name(place, FILMS_NAME)
        wish = Wish(
            place,
            ctx.channel.id,
            ctx.author.id,
            name,
            f"{len(library):,} films in {dimensions} dimensions",
            theme,
        )
        catalogues = Catalogues(ctx.bot.settings.films_dir)
        folder = await asyncio.to_thread(lambda: catalogues.place(catalogues.chosen))
        lesson = films_lesson(folder, watched, dimensions)
        await self.starter.begin(wish, lambda _: lesson, ctx.answer)

    films.autocomplete("film")(complete_titles)

    async def _wish(self, ctx: Context, name: str, subject: Subject, theme: Literal["dark", "light"]) -> Wish:
        place = await self._checked_place(ctx, subject)
        name = await self.starter.checked_name(place, name)
        return Wish(place, ctx.channel.id, ctx.author.id, name, "", theme)

    async def _checked_place(self, ctx: Context, subject: Subject) -> Place:
        """Return where it is asked for, if a training could begin there and tell of itself."""
        check_messages_get_through(ctx)
        place = here(ctx)
        await self.starter.check(place, ctx.author.id, subject)
        return place

    async def _teach(  # noqa: PLR0917  what people can bring along
        self,
        ctx: Context,
        wish: Wish,
        plan: Plan,
        file: discord.Attachment | None,
        text: str,
        shipped: ShippedName | None,
    ) -> None:
        """Find the text and learn it, or ask for one by a form."""
        source = await find_source(ctx, file, text, shipped, plan)
        if source is not None:
            await self._offer(wish, plan, source, ctx.answer)
            return
        may_paste = plan.by_hand and ctx.bot.settings.own_texts
        if not may_paste or ctx.interaction is None or ctx.interaction.response.is_done():
            raise NothingToTrainOn(plan.shipped, plan.by_hand)

        async def pasted(text: str, sent: discord.Interaction[Any]) -> None:
            async def send(**what: Any) -> discord.Message:
                return await sent.followup.send(**what, wait=True)

            await self._offer(wish, plan, pasted_source(text), send)

        await ctx.interaction.response.send_modal(PasteForm(pasted))

    async def _offer(self, wish: Wish, plan: Plan, source: Source, send: Send) -> None:
        """Begin with a text that ships; ask first where it is somebody's own."""
        wish = replace(wish, about=source.about)

        async def begin(tell: Send) -> None:
            await self.starter.begin(wish, lambda folder: plan.lesson(source, folder), tell)

        if source.shipped:
            await begin(send)
            return
        size = await self.services.compute.short(plan.check, source)
        embed = consent_card(wish.name, plan.subject, source, size, private=wish.place.is_private)
        view = ConsentView(wish.maker_id, begin)
        view.message = await send(embed=embed, view=view)
