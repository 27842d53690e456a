"""talk: a whole talk in the room, computed beforehand and shown step by step."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.context import Context
from bot.hints import call, hinted, typed_prefix
from bot.markup import code, plain
from bot.presses.handlers import on_press
from bot.refusals import NoSuchStep, OnlySpeaker, TalkUnreadable
from bot.replies import Card, card, enumeration
from bot.sentences import sentence
from cogs.shared.naming import choices
from cogs.shared.speakers import check_speaker, who_starts
from cogs.shared.topics import command, group
from cogs.talk.buttons import TurnSlide
from cogs.talk.closing import as_size
from cogs.talk.performance import problems
from cogs.talk.preparing import Prepared, open_thread, prepare, sized
from cogs.talk.script import MOST_STEPS, Talk
from cogs.talk.stage import Stage
from cogs.talk.talks import DEFAULT, Talks

if TYPE_CHECKING:
    from bot.app import HyperplaneBot


class Speaking(commands.Cog):
    """Gives talks.

    Attributes
    ----------
    stage : Stage
        What is being given.
    """

    def __init__(self, bot: HyperplaneBot, talks: Talks) -> None:
        self.services = bot.services
        self.talks = talks
        self.stage = Stage(bot)

    async def cog_load(self) -> None:
        """Begin to take up what was broken off."""
        self.stage.clock.start()

    async def cog_unload(self) -> None:
        """Stop; talks go on in the database."""
        self.stage.clock.stop()

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
        await self.stage.check_room(ctx)
        ready = await prepare(ctx, name, talk)
        place = (await open_thread(ctx, ready.message, talk.title) if thread else None) or ctx.channel
        await self.stage.enter(ctx, place, name, ready, step - 1)
        with contextlib.suppress(discord.HTTPException):  # the talk goes on without its announcement
            await ready.message.edit(embed=_announcement(ready, place))
        await self.stage.begin(place)

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
        await self.stage.turn(press, interaction)

    @commands.Cog.listener()
    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        """End what is given in a channel that is gone."""
        await self.stage.lose_channel(channel.id)

    @commands.Cog.listener()
    async def on_raw_thread_delete(self, payload: discord.RawThreadDeleteEvent) -> None:
        """End what is given in a thread that is gone."""
        await self.stage.lose_channel(payload.thread_id)

    @commands.Cog.listener()
    async def on_forgotten(self, user_id: int) -> None:
        """Keep nothing at hand of a speaker who was forgotten."""
        self.stage.forget(user_id)

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


def _announcement(ready: Prepared, place: discord.abc.Messageable) -> Card:
    """Return what the announcement says once all is ready."""
    where = f" in {place.mention}" if isinstance(place, discord.Thread) else ""
    faults = [f"❌ {each}" for each in problems(ready.slides, typed_prefix())]
    lines = [ready.talk.about, sized(ready.talk), f"Computed and ready{where}.", *faults]
    return card(plain(ready.talk.title), "\n".join(filter(None, lines)))
