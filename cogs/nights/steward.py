"""Taking movie nights from step to step when each is due: settled, told, reminded of, ended, followed."""

from __future__ import annotations

import contextlib
import logging
import math
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import discord

from bot.pacing import Turns
from cogs.nights.buttons import buttons_of, come_buttons
from cogs.nights.cards import moved_card, night_card, reminder_card, told_card
from cogs.nights.credits import credits_buttons, credits_card, unmet_card
from cogs.nights.events import NightEvents
from cogs.nights.films import Watchable, next_of
from cogs.nights.messages import NightMessages
from cogs.shared.clock import RETRY_S, Clock
from models.times.recurring import weeks_later
from storage.errors import DatabaseClosed
from storage.night import Due, NewNight, Night, NightState
from storage.refusals import NightGone

if TYPE_CHECKING:
    from bot.app import HyperplaneBot

log = logging.getLogger(__name__)

MOST_PINGED = 80
"""As many mentions as a message holds."""

TOO_LATE_TO_REMIND = timedelta(minutes=15)
TOO_LATE_TO_ASK = timedelta(days=2)
MOST_DESERTED = 3
"""So many nights in a row that nobody comes to, and no other follows by itself."""


Tell = Callable[..., Awaitable[object]]
"""Sends a message."""


class Steward:
    """Does for each night what is due, in the database first, and then tells it."""

    def __init__(self, bot: HyperplaneBot) -> None:
        self._bot = bot
        self._nights = bot.services.nights
        self._turns: Turns[int] = Turns()
        self.messages = NightMessages(bot)
        self.events = NightEvents(bot)
        self.clock = Clock(bot, "nights", self._do_due)

    async def sent(self, night: Night, message_id: int) -> Night:
        """Take note of a new night's message, and put a night that is settled among the events."""
        await self._nights.sent(night.id, message_id)
        night, _ = await self.events.put_right(await self._nights.get(night.id))
        if night.event_id is not None:
            await self.messages.show(night)
        self.clock.notice()
        return night

    async def move(self, night_id: int, starts_at: datetime, tell: Tell | None = None) -> Night:
        """Give a night another time, and tell so; where that fails, the clock tells it later.

        Parameters
        ----------
        night_id
            Which one.
        starts_at
            The other time.
        tell
            What tells people in place of a message to the night's channel.
        """
        async with self._alone(night_id):
            night = await self._nights.move(night_id, starts_at, discord.utils.utcnow())
            try:
                return await self._tell_time(night, moved=True, tell=tell)
            finally:
                self.clock.notice()

    async def set_film(self, night_id: int, film: Watchable) -> tuple[Night, str]:
        """Change what is watched, in the event too; return the night, and what people are to know."""
        async with self._alone(night_id):
            night, note = await self._nights.set_film(night_id, film.title, film.page, film.list_id), ""
            if night.event_id is not None:
                night, note = await self.events.put_right(night)
            await self.messages.show(night)
            return night, note

    async def cancel(self, night_id: int) -> Night:
        """Cancel a night, with its event; where that fails, the clock does it later."""
        async with self._alone(night_id):
            night = await self._nights.cancel(night_id, discord.utils.utcnow())
            try:
                await self._put_away(night)
            finally:
                self.clock.notice()
            return night

    @contextlib.asynccontextmanager
    async def _alone(self, night_id: int, *, wait: bool = True) -> AsyncIterator[bool]:
        """Let nobody else take a step of a night, in another process either; tell whether that is so."""
        alone = self._bot.services.database.alone(f"night {night_id}", wait=wait)
        async with self._turns.of(night_id), alone as ours:
            yield ours

    async def _do_due(self) -> float:
        """Take the steps that are due; return how many seconds are left until the next."""
        rest_s = math.inf
        for due in await self._nights.due(self._bot.application_id or 0):
            left_s = self.clock.left_s(due.guild_id, due.due_at)
            if left_s is None:
                continue
            if left_s > 0:
                rest_s = min(rest_s, left_s)
                continue
            try:
                async with self._alone(due.id, wait=False) as alone:
                    if alone:
                        await self._take_step(due)
                # what comes next may be due already, or another process may not come to the end of this
                rest_s = 0.0 if alone else min(rest_s, RETRY_S)
            except NightGone:
                rest_s = 0.0
            except DatabaseClosed:
                raise
            except Exception:
                log.exception("a movie night's step could not be taken; tried again later")
                rest_s = min(rest_s, RETRY_S)
        return rest_s

    async def _take_step(self, due: Due) -> None:
        """Take the step that is due, once: what an earlier run has told is not told again.

        Raises
        ------
        NightGone
            When somebody has taken it meanwhile.
        """
        now = discord.utils.utcnow()
        night = await self._nights.begin(due, now)
        told = await self.messages.told(night)
        match night.state:
            case NightState.NEW:
                await self._announce(night, told)
            case NightState.OPEN:
                await self._nights.settle(night.id, now)
            case NightState.DECIDED:
                await self._tell_time(night, told=told is not None)
            case NightState.SET:
                if told is None:
                    await self._remind(night, now)
                await self._nights.reminded(night)
            case NightState.REMINDED:
                await self._nights.end(night, now)
            case NightState.ENDED:
                await self._close(night, now, told=told is not None)
            case NightState.CANCELLED:
                await self._put_away(night)
            case NightState.OVER:
                log.error("a movie night that is over has a step before it: %d", night.id)

    async def _announce(self, night: Night, told: discord.Message | None) -> None:
        """Tell of a night that follows another; where nobody can be told there is none."""
        sent = told or await self.messages.tell(night, embed=night_card(night), view=buttons_of(night))
        if sent is None:
            await self._nights.drop(night.id)
            return
        await self._nights.sent(night.id, sent.id)
        night = await self._nights.opened(night)
        await self.events.put_right(night)
        await self.messages.show(await self._nights.get(night.id))

    async def _tell_time(
        self, night: Night, *, told: bool = False, moved: bool = False, tell: Tell | None = None
    ) -> Night:
        """Tell that the time is settled or moved, once the night is among the events."""
        night, note = await self.events.put_right(night)
        if not told:
            embed = moved_card(night) if moved else told_card(night)
            if note:
                embed.add_field(name="Event", value=note)
            if tell is not None:
                await tell(embed=embed, view=come_buttons(night))
            else:
                await self.messages.tell(night, embed=embed, view=come_buttons(night))
        night = await self._nights.set_time(night, discord.utils.utcnow())
        await self.messages.show(night)
        return night

    async def _remind(self, night: Night, now: datetime) -> None:
        """Call those who come and asked for it, and nobody else."""
        if night.starts_at is None or now > night.starts_at + TOO_LATE_TO_REMIND:
            log.info("nobody was reminded of a movie night that began while I was away")
            return
        called = night.to_remind
        for part, start in enumerate(range(0, len(called), MOST_PINGED)):
            some = called[start : start + MOST_PINGED]
            what: dict[str, Any] = (
                {"embed": reminder_card(night), "view": come_buttons(night)} if not part else {}
            )
            await self.messages.tell(
                night,
                part,
                content=" ".join(f"<@{each}>" for each in some),
                allowed_mentions=discord.AllowedMentions(
                    everyone=False,
                    roles=False,
                    replied_user=False,
                    users=[discord.Object(each) for each in some],
                ),
                **what,
            )

    async def _close(self, night: Night, now: datetime, *, told: bool) -> None:
        """Put a film that was watched into its list's history, ask how it was, and plan what follows."""
        met = night.starts_at is not None and bool(night.coming)
        watched = met and await self._watched(night)
        deserted = 0 if met else night.deserted + 1
        following = await self._following(night, now) if deserted < MOST_DESERTED else None
        if not told and now < (night.ends_at or now) + TOO_LATE_TO_ASK:
            stops = night.plan.weekly and following is None
            if night.starts_at is None:
                await self.messages.tell(night, embed=unmet_card(night, stops=stops))
            else:
                embed = await credits_card(self._bot.services, night, watched=watched, stops=stops)
                await self.messages.tell(night, embed=embed, view=credits_buttons(self._bot.services, night))
        await self._nights.over(night, following, deserted)
        await self.messages.show(await self._nights.get(night.id))

    async def _watched(self, night: Night) -> bool:
        """Put the film into its list's history; return whether it is there."""
        if night.plan.list_id is None or night.plan.page is None or night.ends_at is None:
            return False
        await self._bot.services.lists.set_watched(night.plan.list_id, night.plan.page, night.ends_at)
        return True

    async def _following(self, night: Night, now: datetime) -> NewNight | None:
        """Return the night a week later, if one is to follow."""
        if not night.plan.weekly:
            return None
        zone = ZoneInfo(night.plan.zone)
        many = len(night.slots) > 1
        starts = [slot.starts_at for slot in night.slots] if many else [night.begins_at]
        return NewNight(
            guild_id=night.guild_id,
            channel_id=night.channel_id,
            application_id=self._bot.application_id or 0,
            organiser_id=night.organiser_id,
            plan=await next_of(self._bot.services, night),
            starts=sorted({weeks_later(each, zone, now) for each in starts}),
            made_at=now,
        )

    async def _put_away(self, night: Night) -> None:
        """Delete the event of a night that was cancelled, and take the buttons off its message."""
        await self.events.remove(night)
        await self.messages.show(night)
        await self._nights.cancelled(night)
