"""Giving talks: where each stands is in the database, so that it goes on after a restart."""

from __future__ import annotations

import asyncio
import contextlib
import copy
import logging
import math
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import discord

from bot.callers import work_for
from bot.context import Context
from bot.hints import typed_prefix
from bot.pacing import Turns, remember
from bot.refusals import NotOnStage, OnlySpeaker, StepShown
from cogs.shared.clock import Clock, is_down
from cogs.shared.places import here, remember_server
from cogs.talk import fingerprints, script
from cogs.talk.buttons import Move, TurnSlide, turning_buttons
from cogs.talk.closing import close
from cogs.talk.kept import KeptMessage
from cogs.talk.packing import AnswersDamaged, pack, unpack
from cogs.talk.performance import Performance, Slide, post
from cogs.talk.preparing import Prepared, file_limit
from cogs.talk.rehearsal import Rehearsed, rehearse
from cogs.talk.script import Talk
from storage.stages import NewTalk, OpenTalk

if TYPE_CHECKING:
    from bot.app import HyperplaneBot

log = logging.getLogger(__name__)

MOST_AT_HAND = 64
"""Talks whose answers are at hand, with all their buttons; those of the others come from the database."""

MOST_KEPT_BYTES = 16 * 2**20
"""Of a talk's answers; those of the steps beyond are made anew after a restart."""

LOST = "Its answer was lost when I was restarted: it can be asked for again."

Edit = Callable[..., Awaitable[Any]]


@dataclass(frozen=True, slots=True)
class _AtHand:
    """What was prepared for a talk by this process."""

    speaker: int
    slides: tuple[Slide, ...]
    closing: tuple[KeptMessage, ...]


class Stage:
    """The talks that are being given.

    A step is first taken as shown, then shown, then led on from by a button. One that was broken off in
    between is shown again, by whatever process serves the channel then.
    """

    def __init__(self, bot: HyperplaneBot) -> None:
        self._bot = bot
        self._kept = bot.services.stages
        self._at_hand: dict[int, _AtHand] = {}
        self._turns: Turns[int] = Turns()
        self._reviving: set[asyncio.Task[None]] = set()
        self.clock = Clock(bot, "talks", self._take_up)

    async def check_room(self, ctx: Context) -> None:
        """Let a talk be prepared that can be given then.

        Raises
        ------
        storage.refusals.StagesFull
        """
        application_id, guild_id = self._bot.application_id or 0, here(ctx).guild_id
        await self._kept.check_room(application_id, ctx.author.id, guild_id, discord.utils.utcnow())

    async def enter(
        self, ctx: Context, place: discord.abc.MessageableChannel, name: str, ready: Prepared, shown: int
    ) -> None:
        """Take a talk on stage; so many steps are passed over.

        Raises
        ------
        storage.refusals.StagesFull
        """
        await remember_server(self._bot, here(ctx))
        new = NewTalk(
            application_id=self._bot.application_id or 0,
            channel_id=place.id,
            guild_id=here(ctx).guild_id,
            speaker_id=ctx.author.id,
            name=name,
            script=script.as_json(ready.talk),
            models=fingerprints.as_json(ready.models),
            shown=shown,
        )
        answers = await self._bot.services.compute.short(_packed, ready.slides)
        kept = await self._kept.enter(new, answers, discord.utils.utcnow())
        prepared = _AtHand(kept.speaker_id, ready.slides, ready.closing.messages)
        remember(self._at_hand, kept.id, prepared, MOST_AT_HAND)

    async def begin(self, place: discord.abc.MessageableChannel) -> None:
        """Send the button to the first step."""
        kept = await self._kept.at(self._bot.application_id or 0, place.id)
        if kept is not None:
            await self._lead_on(_performance(kept), place)

    async def turn(self, press: TurnSlide, interaction: discord.Interaction[Any]) -> None:
        """Show the next step to the speaker's press, or end the talk.

        Raises
        ------
        NotOnStage, OnlySpeaker, StepShown
        """
        place: Any = interaction.channel
        async with self._turns.of(place.id):
            kept = await self._kept.at(self._bot.application_id or 0, place.id)
            if kept is None or kept.name != press.name:
                raise NotOnStage(press.name, press.shown + 1)
            if interaction.user.id != kept.speaker_id:
                raise OnlySpeaker
            again = not kept.led and press.shown == kept.shown - 1
            if press.shown != kept.shown and not again:
                raise StepShown(press.name, kept.shown + 1)
            ends = press.move is Move.END
            shown = kept.shown if ends or again else kept.shown + 1
            if not await self._kept.turn(kept, shown, discord.utils.utcnow()):
                raise StepShown(press.name, kept.shown + 1)
            if ends:
                await interaction.edit_original_response(view=None)
                await self._end(kept, place)
                return
            await self._show(kept, shown, place, interaction.edit_original_response, _typed_by(interaction))

    async def lose_channel(self, channel_id: int) -> None:
        """End what is given in a channel that is gone."""
        await self._kept.lose_channel(channel_id)

    def forget(self, user_id: int) -> None:
        """Keep nothing at hand of somebody's talks."""
        for talk_id in [key for key, each in self._at_hand.items() if each.speaker == user_id]:
            self._at_hand.pop(talk_id)

    async def _take_up(self) -> float:
        """Show again what was broken off by the end of a process; there may always be more."""
        await self._kept.forget_old(discord.utils.utcnow())
        there = await self._kept.there(self._at_hand)  # a speaker may have been forgotten in another process
        for talk_id in self._at_hand.keys() - there:
            self._at_hand.pop(talk_id)
        for found in await self._kept.broken_off(self._bot.application_id or 0):
            if not self._bot.serves(found.guild_id):
                continue
            async with self._turns.of(found.channel_id):  # whoever is at it in this process comes to the end
                kept = await self._kept.at(self._bot.application_id or 0, found.channel_id)
                if kept is not None and not kept.led:
                    await self._show_again(kept)
        return math.inf

    async def _show_again(self, kept: OpenTalk) -> None:
        work_for(kept.speaker_id, kept.guild_id)
        await self._bot.write_in(kept.guild_id)
        place = self._bot.get_partial_messageable(kept.channel_id, guild_id=kept.guild_id)
        try:
            await self._show(kept, kept.shown, place, place.send, None)
        except discord.HTTPException as error:
            if is_down(error):
                log.info("a talk could not be gone on with: %s; tried again later", error.status)
            else:  # the channel is gone, or we may not speak there any more
                await self._leave(kept.id)

    async def _show(
        self,
        kept: OpenTalk,
        shown: int,
        place: discord.abc.Messageable,
        put: Edit,
        typed: discord.Message | None,
    ) -> None:
        """Show the last of so many steps, and lead on from it or close the talk.

        Parameters
        ----------
        put
            Puts what stands above the answers where it belongs.
        typed
            A message of the speaker's in whose place commands can be run, if there is one.
        """
        performance = _performance(kept, shown)
        slide = await self._slide(kept, performance.talk, shown - 1, typed)
        await put(embed=performance.head(slide, typed_prefix()), view=None)
        await post(slide, place)
        if typed is not None:
            self._revive(slide, typed, performance.talk.seed)
        if performance.over:
            await self._end(kept, place)
        else:
            await self._lead_on(performance, place)
            await self._kept.lead(kept.id)

    async def _lead_on(self, performance: Performance, place: discord.abc.Messageable) -> None:
        await place.send(embed=performance.lead(), view=turning_buttons(performance))

    async def _end(self, kept: OpenTalk, place: discord.abc.Messageable) -> None:
        for message in await self._closing(kept):
            await message.post(place)
        await self._leave(kept.id)

    async def _leave(self, talk_id: int) -> None:
        self._at_hand.pop(talk_id, None)
        await self._kept.leave(talk_id)

    async def _closing(self, kept: OpenTalk) -> Sequence[KeptMessage]:
        """Return what is said in the end, with the handout."""
        if (prepared := self._at_hand.get(kept.id)) is not None:
            return prepared.closing
        talk = script.from_json(kept.script)
        slides = [await self._slide(kept, talk, number, None) for number in range(len(talk.steps))]
        models, prefix = fingerprints.from_json(kept.models), typed_prefix()
        limit = file_limit(self._bot.get_guild(kept.guild_id or 0))
        closing = await self._bot.services.compute.short(
            lambda: close(kept.name, talk, slides, models, prefix, limit_bytes=limit)
        )
        return closing.messages

    async def _slide(self, kept: OpenTalk, talk: Talk, number: int, typed: discord.Message | None) -> Slide:
        """Return a step with its answers: those at hand, or as they were kept, or else made anew."""
        if (prepared := self._at_hand.get(kept.id)) is not None:
            return prepared.slides[number]
        step = talk.steps[number]
        data = await self._kept.answers(kept.id, number)
        if data is not None:
            try:
                return Slide(step, unpack(data, self._bot.presses.kinds))
            except AnswersDamaged:
                log.warning("the kept answers to step %d of the talk %s are damaged", number + 1, kept.name)
        return Slide(step, tuple([await self._anew(query, talk.seed, typed) for query in step.commands]))

    async def _anew(self, query: str, seed: int, typed: discord.Message | None) -> Rehearsed:
        if typed is None:
            return Rehearsed(query, (), LOST)
        return await rehearse(self._bot, typed, query, seed)

    def _revive(self, slide: Slide, typed: discord.Message, seed: int) -> None:
        """Have the buttons come back that ended with an earlier run; the talk does not wait for them."""
        if any(message.lacks for answer in slide.answers for message in answer.messages):
            task = asyncio.create_task(self._give_buttons(slide, typed, seed))
            self._reviving.add(task)
            task.add_done_callback(self._reviving.discard)

    async def _give_buttons(self, slide: Slide, typed: discord.Message, seed: int) -> None:
        for answer in slide.answers:
            if not any(message.lacks for message in answer.messages):
                continue
            again = await rehearse(self._bot, typed, answer.query, seed)
            for old, new in zip(answer.messages, again.messages, strict=False):
                if old.lacks and old.sent is not None and new.view is not None:
                    new.sent = old.sent  # which the view edits from now on
                    with contextlib.suppress(discord.HTTPException):
                        await old.sent.edit(view=new.view)


def _performance(kept: OpenTalk, shown: int | None = None) -> Performance:
    talk = script.from_json(kept.script)
    return Performance(kept.name, talk, kept.speaker_id, kept.shown if shown is None else shown)


def _packed(slides: Sequence[Slide]) -> dict[int, bytes]:
    """Return the answers to steps by number, the first ones as far as there is room."""
    packed: dict[int, bytes] = {}
    left_bytes = MOST_KEPT_BYTES
    for number, slide in enumerate(slides):
        data = pack(slide.answers)
        left_bytes -= len(data)
        if left_bytes < 0:
            break
        packed[number] = data
    return packed


def _typed_by(interaction: discord.Interaction[Any]) -> discord.Message | None:
    """Return the message of a press as if the presser had written it."""
    if interaction.message is None:
        return None
    typed = copy.copy(interaction.message)
    typed.author = interaction.user
    return typed
