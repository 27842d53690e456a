"""talk: a whole talk in the room, computed beforehand and shown step by step."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.context import Context
from bot.hints import call, hinted, typed_prefix
from bot.markup import code, plain
from bot.presses.handlers import on_press
from bot.refusals import NoSuchStep, NotOnStage, OnlySpeaker, StepShown, TalkUnreadable
from bot.replies import Card, card, enumeration
from bot.sentences import sentence
from cogs.shared.naming import choices
from cogs.shared.speakers import check_speaker, who_starts
from cogs.shared.topics import command, group
from cogs.talk.buttons import Move, TurnSlide, lead_on
from cogs.talk.closing import as_size
from cogs.talk.performance import Performance, post, problems
from cogs.talk.preparing import open_thread, prepare, sized
from cogs.talk.script import MOST_STEPS, Talk
from cogs.talk.stages import Stages
from cogs.talk.talks import DEFAULT, Talks

if TYPE_CHECKING:
    from bot.app import HyperplaneBot


class Speaking(commands.Cog):
    """Gives talks.

    Attributes
    ----------
    stages : Stages
        What is being given.
    """

    def __init__(self, bot: HyperplaneBot, talks: Talks) -> None:
        self.services = bot.services
        self.talks = talks
        self.stages = Stages()

    @group("talk", "talk", name="talk", fallback="list")
    async def talk(self, ctx: Context) -> None:
        """List the talks that I can give."""
        lines = await self.services.compute.short(lambda: [self._line(name) for name in self.talks.names])
        lines += ["", hinted("`/talk start` gives one, `/talk check` tries everything in it first.")]
        lines += [limit] if (limit := await who_starts(ctx)) else []
        await ctx.answer(embed=card("Talks", "\n".join(lines)))

    @command("talk", "talk start", "talk start in-five-minutes step=3", within="talk")
    @commands.max_concurrency(1, commands.BucketType.user)
    @commands.cooldown(10, 60, commands.BucketType.user)
    async def start(
        self,
        ctx: Context,
        *,
        name: str = DEFAULT,
        step: commands.Range[int, 1, MOST_STEPS] = 1,
        thread: bool = True,
    ) -> None:
        """Give a talk: each press of yours shows a step, computed beforehand.

        Parameters
        ----------
        name
            The talk; else Exploring Vector Embeddings and Neural Networks.
        step
            The step to begin with.
        thread
            Whether to open a thread for it, where I may.
        """
        await check_speaker(ctx)
        name, talk = await self._open(name)
        if step > len(talk.steps):
            raise NoSuchStep(len(talk.steps))
        server = ctx.guild.id if ctx.guild else ctx.author.id
        self.stages.check_room(ctx.author.id, server)
        ready = await prepare(ctx, name, talk)
        performance = Performance(
            name, talk, ctx.author.id, server, ready.slides, ready.closing.messages, step - 1
        )
        place = (await open_thread(ctx, ready.message, talk.title) if thread else None) or ctx.channel
        self.stages.enter(place.id, performance)
        with contextlib.suppress(discord.HTTPException):  # the talk goes on without its announcement
            await ready.message.edit(embed=self._ready(performance, place))
        await lead_on(performance, place)

    @command("talk", "talk check in-five-minutes", within="talk")
    @commands.max_concurrency(1, commands.BucketType.user)
    @commands.cooldown(10, 60, commands.BucketType.user)
    async def check(self, ctx: Context, *, name: str = DEFAULT) -> None:
        """Run every command of a talk, show nothing of it, and say what would fail.

        Parameters
        ----------
        name
            The talk; else Exploring Vector Embeddings and Neural Networks.
        """
        name, talk = await self._open(name)
        ready = await prepare(ctx, name, talk)
        faults = [f"❌ {each}" for each in problems(ready.slides, typed_prefix())]
        ready_to_go = bool(ready.closing.files) and not faults
        faults += [f"{'⚠️' if ready.closing.files else '❌'} {note}" for note in ready.closing.notes]
        give = code(call(f"talk start {name}"))
        verdict = f"✅ Ready: {give}" if ready_to_go else "Not ready yet."
        sizes = [as_size(len(each.data)) for each in ready.closing.files]
        footer = f"rehearsed in {ready.took_s:.0f} s · handout of {enumeration(sizes) or 'nothing'}"
        told = card(plain(talk.title), "\n".join([sized(talk), *faults, verdict]), footer)
        await ready.message.edit(embed=told)

    @on_press(TurnSlide)
    async def turn(self, press: TurnSlide, interaction: discord.Interaction[HyperplaneBot]) -> None:
        """Turn the page."""
        if interaction.user.id != press.speaker:
            raise OnlySpeaker
        place: Any = interaction.channel
        performance = self.stages.at(place.id)
        if performance is None or performance.name != press.name:
            raise NotOnStage(press.name, press.shown + 1)
        if interaction.user.id != performance.speaker:
            raise OnlySpeaker
        if performance.shown != press.shown:
            raise StepShown(press.name, performance.shown + 1)
        if press.move is Move.END:
            performance.end()
            await interaction.edit_original_response(view=None)
        else:
            slide = performance.turn()
            head = performance.head(slide, typed_prefix())
            await interaction.edit_original_response(embed=head, view=None)
            await post(slide, place)
        if performance.over:
            self.stages.leave(place.id)
        await lead_on(performance, place)

    async def complete_name(
        self, _: discord.Interaction[HyperplaneBot], current: str
    ) -> list[app_commands.Choice[str]]:
        """Offer the talks whose names contain what is typed."""
        return choices(self.talks.names, current)

    start.autocomplete("name")(complete_name)
    check.autocomplete("name")(complete_name)

    async def _open(self, name: str) -> tuple[str, Talk]:
        name = name.strip().casefold() or DEFAULT
        return name, await self.services.compute.short(self.talks.open, name)

    def _line(self, name: str) -> str:
        try:
            talk = self.talks.open(name)
        except TalkUnreadable as mistake:
            return f"⚠️ {sentence(mistake).markdown()}"
        return f"{code(name)} · **{plain(talk.title)}**, {sized(talk)}"

    def _ready(self, performance: Performance, place: discord.abc.Messageable) -> Card:
        where = f" in {place.mention}" if isinstance(place, discord.Thread) else ""
        faults = [f"❌ {each}" for each in problems(performance.slides, typed_prefix())]
        lines = [performance.talk.about, sized(performance.talk), f"Computed and ready{where}.", *faults]
        return card(plain(performance.talk.title), "\n".join(filter(None, lines)))
