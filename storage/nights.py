"""All movie nights, taken from state to state whatever stops the bot between."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import Database
from storage.night import LIVE, Due, NewNight, Night, NightState, nights_of, read_night
from storage.refusals import (
    NightGone,
    NightUnsettled,
    NothingNew,
    SlotPassed,
    TooManyNights,
    TooManySlots,
)
from storage.schema import night_approvals, night_guests, night_slots, nights

MOST_NIGHTS = 10
MOST_SLOTS = 10
KEPT_FOR = timedelta(days=30)
"""How long a night is remembered after it was over, so that a late press is told so."""


class Nights:
    """All nights of all servers."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def plan(self, new: NewNight) -> Night:
        """Plan a night: with one time, which is settled then, or with several to approve of.

        Whoever plans it can make the times.

        Raises
        ------
        TooManyNights
        """

        async def work(connection: AsyncConnection) -> Night:
            await _forget_old(connection, new.made_at - KEPT_FOR)
            planned = select(func.count()).where(nights.c.guild_id == new.guild_id, nights.c.state.in_(LIVE))
            if ((await connection.scalar(planned)) or 0) >= MOST_NIGHTS:
                raise TooManyNights(MOST_NIGHTS)
            if len(new.starts) > 1:
                night = await _insert(
                    connection, new, NightState.OPEN, settling_time(new.starts, new.made_at)
                )
                if new.organiser_id is not None:
                    await _approve(connection, night, {slot.number for slot in night.slots}, new.organiser_id)
            else:
                night = await _insert(connection, new, NightState.SET, new.made_at)
                state, due_at = next_of_settled(night, new.made_at)
                await _step(connection, night.id, state, due_at)
                if new.organiser_id is not None:
                    await _keep_guest(connection, night.id, new.organiser_id, coming=True, remind=False)
            return await read_night(connection, night.id)

        return await self._database.write(work)

    async def sent(self, night_id: int, message_id: int) -> None:
        """Keep which message has the buttons."""
        await self._set(night_id, message_id=message_id)

    async def drop(self, night_id: int) -> None:
        """Delete a night that could not be sent."""
        statement = delete(nights).where(nights.c.id == night_id)
        await self._database.write(lambda connection: connection.execute(statement))

    async def get(self, night_id: int) -> Night:
        """Return a night as it stands.

        Raises
        ------
        NightGone
            When there is none any more.
        """
        return await self._database.read(lambda connection: read_night(connection, night_id))

    async def planned(self, guild_id: int) -> tuple[Night, ...]:
        """Return the nights of a server that are still to come, the first to come first."""
        statement = (
            select(nights)
            .where(nights.c.guild_id == guild_id, nights.c.state.in_(LIVE))
            .order_by(nights.c.due_at, nights.c.id)
        )

        async def work(connection: AsyncConnection) -> tuple[Night, ...]:
            return await nights_of(connection, (await connection.execute(statement)).all())

        return tuple(sorted(await self._database.read(work), key=lambda night: night.begins_at))

    async def due(self, application_id: int) -> tuple[Due, ...]:
        """Return the nights of a bot that have a step before them, the first due first."""
        statement = (
            select(nights.c.id, nights.c.guild_id, nights.c.state, nights.c.due_at)
            .where(nights.c.application_id == str(application_id), nights.c.due_at.is_not(None))
            .order_by(nights.c.due_at, nights.c.id)
        )
        rows = await self._database.read(lambda connection: connection.execute(statement))
        return tuple(Due(row.id, row.guild_id, NightState(row.state), row.due_at) for row in rows)

    async def joined_by(self, user_id: int) -> tuple[int, ...]:
        """Return the nights whose messages show that a person can make them, comes, or does not."""
        approved = select(night_approvals.c.night_id).where(night_approvals.c.voter_id == user_id)
        invited = select(night_guests.c.night_id).where(night_guests.c.guest_id == user_id)
        planned = select(nights.c.id).where(nights.c.organiser_id == user_id)
        statement = approved.union(invited, planned)
        rows = await self._database.read(lambda connection: connection.execute(statement))
        return tuple(sorted(rows.scalars()))

    async def propose(
        self, night_id: int, starts: Sequence[datetime], proposer_id: int, now: datetime
    ) -> tuple[Night, tuple[int, ...]]:
        """Add times to a night, which their proposer can make; return it, and the numbers of the new ones.

        Raises
        ------
        NightGone, NightSettled, NothingNew, TooManySlots
        """

        async def work(connection: AsyncConnection) -> tuple[Night, tuple[int, ...]]:
            night = await _read_open(connection, night_id, now)
            there = {slot.starts_at for slot in night.slots}
            new = [each for each in starts if each not in there]
            if not new:
                raise NothingNew
            room = MOST_SLOTS - len(night.slots)
            if len(new) > room:
                raise TooManySlots(room, MOST_SLOTS, len(new))
            first = 1 + max((slot.number for slot in night.slots), default=0)
            await connection.execute(insert(night_slots), _slots(night_id, new, proposer_id, first))
            numbers = tuple(range(first, first + len(new)))
            approvals = [_approval(night_id, number, proposer_id) for number in numbers]
            await connection.execute(insert(night_approvals), approvals)
            return await read_night(connection, night_id), numbers

        return await self._database.write(work)

    async def approve(
        self, night_id: int, numbers: Collection[int], voter_id: int, now: datetime
    ) -> tuple[int, ...]:
        """Keep that a person can make these times and no others; return their numbers.

        Raises
        ------
        NightGone, NightSettled
        """

        async def work(connection: AsyncConnection) -> tuple[int, ...]:
            night = await _read_open(connection, night_id, now)
            return await _approve(connection, night, set(numbers), voter_id)

        return await self._database.write(work)

    async def toggle(self, night_id: int, number: int, voter_id: int, now: datetime) -> tuple[int, ...]:
        """Keep that a person can make a time, or take that back; return the numbers that they can make.

        Raises
        ------
        NightGone, NightSettled
        """

        async def work(connection: AsyncConnection) -> tuple[int, ...]:
            night = await _read_open(connection, night_id, now)
            theirs = {slot.number for slot in night.slots if voter_id in slot.voters}
            return await _approve(connection, night, theirs ^ {number}, voter_id)

        return await self._database.write(work)

    async def answer(
        self, night_id: int, guest_id: int, *, coming: bool, remind: bool | None = None
    ) -> Night:
        """Keep whether somebody comes, and whether to remind them; where that is None it stays as it was.

        Raises
        ------
        NightGone, NightUnsettled
        """

        async def work(connection: AsyncConnection) -> Night:
            night = await read_night(connection, night_id, lock=True)
            if night.state is NightState.OPEN:
                raise NightUnsettled
            if not night.is_settled:
                raise NightGone
            earlier = night.guest(guest_id)
            kept = bool(earlier and earlier.remind) if remind is None else remind
            await _keep_guest(connection, night_id, guest_id, coming=coming, remind=coming and kept)
            return await read_night(connection, night_id)

        return await self._database.write(work)

    async def begin(self, due: Due, now: datetime) -> Night:
        """Keep that a step is begun; return the night as it was, begun by an earlier run or not at all.

        Raises
        ------
        NightGone
            When the night has taken that step, or there is none any more.
        """

        async def work(connection: AsyncConnection) -> Night:
            night = await read_night(connection, due.id, lock=True)
            if (night.state, night.due_at) != (due.state, due.due_at):
                raise NightGone
            if night.begun_at is None:
                await connection.execute(_one(night.id).values(begun_at=now))
            return night

        return await self._database.write(work)

    async def settle(self, night_id: int, now: datetime, number: int | None = None) -> Night:
        """Settle on a time: that of a number, or else the one that most can make, or end where none can.

        Whoever can make that time counts as coming from then on; who can make which other is not kept. A
        night that is settled stays as it is.

        Raises
        ------
        NightGone, SlotPassed
        """

        async def work(connection: AsyncConnection) -> Night:
            night = await read_night(connection, night_id, lock=True)
            if night.state is not NightState.OPEN:
                return night
            leaders = night.leaders(now)
            chosen = leaders[0] if leaders else None
            if number is not None:
                chosen = next((each for each in night.slots if each.number == number), None)
                if chosen is None or chosen.starts_at <= now:
                    raise SlotPassed
            if chosen is None:
                await _step(connection, night_id, NightState.ENDED, now)
                return await read_night(connection, night_id)
            for voter_id in chosen.voters:
                await _keep_guest(connection, night_id, voter_id, coming=True, remind=False)
            tied = number is None and len(leaders) > 1
            await _step(connection, night_id, NightState.DECIDED, now, starts_at=chosen.starts_at, tied=tied)
            return await read_night(connection, night_id)

        return await self._database.write(work)

    async def move(self, night_id: int, starts_at: datetime, now: datetime) -> Night:
        """Give a night another time, settled or not; it is due to be told as if it were new.

        Raises
        ------
        NightGone
        """

        async def work(connection: AsyncConnection) -> Night:
            night = await read_night(connection, night_id, lock=True)
            if not (night.is_settled or night.state is NightState.OPEN):
                raise NightGone
            there = [slot for slot in night.slots if slot.starts_at == starts_at]
            for voter_id in {voter for slot in there for voter in slot.voters}:
                await _keep_guest(connection, night_id, voter_id, coming=True, remind=False)
            await _step(connection, night_id, NightState.DECIDED, now, starts_at=starts_at, tied=False)
            return await read_night(connection, night_id)

        return await self._database.write(work)

    async def set_time(self, night: Night, now: datetime) -> Night:
        """Keep that people know the time of a night; what comes next is to remind them, or its end."""
        state, due_at = next_of_settled(night, now)
        return await self._step_if(night, state, due_at)

    async def reminded(self, night: Night) -> Night:
        """Keep that people were reminded, or that it is too late for that."""
        return await self._step_if(night, NightState.REMINDED, night.ends_at)

    async def end(self, night: Night, now: datetime) -> Night:
        """Keep that a night has ended; people are yet to be told."""
        return await self._step_if(night, NightState.ENDED, now)

    async def opened(self, night: Night) -> Night:
        """Keep that a night that follows another is told of: its times are approved of, or its one is set."""
        if len(night.slots) == 1:
            state, due_at = next_of_settled(night, night.made_at)
            return await self._step_if(night, state, due_at)
        starts = [each.starts_at for each in night.slots]
        return await self._step_if(night, NightState.OPEN, settling_time(starts, night.made_at))

    async def over(self, night: Night, following: NewNight | None, deserted: int) -> Night | None:
        """Keep that all is told of a night, and who came no more; plan the one that follows, if one does."""

        async def work(connection: AsyncConnection) -> Night | None:
            current = await read_night(connection, night.id, lock=True)
            if current.state is not NightState.ENDED:
                return None
            await _step(connection, night.id, NightState.OVER, None)
            await connection.execute(delete(night_guests).where(night_guests.c.night_id == night.id))
            if following is None or not current.plan.weekly:
                return None
            return await _insert(connection, following, NightState.NEW, following.made_at, deserted)

        return await self._database.write(work)

    async def cancel(self, night_id: int, now: datetime) -> Night:
        """Cancel a night that is still to come; its message and event are due to be put right.

        Raises
        ------
        NightGone
        """

        async def work(connection: AsyncConnection) -> Night:
            await _check_live(connection, night_id)
            await _step(connection, night_id, NightState.CANCELLED, now)
            return await read_night(connection, night_id)

        return await self._database.write(work)

    async def cancelled(self, night: Night) -> None:
        """Keep that all is put right after a night was cancelled; who would have come is not kept."""

        async def work(connection: AsyncConnection) -> None:
            await _step(connection, night.id, NightState.CANCELLED, None, event_id=None)
            await connection.execute(delete(night_guests).where(night_guests.c.night_id == night.id))

        await self._database.write(work)

    async def set_weekly(self, night_id: int, weekly: bool) -> Night:
        """Have another night follow a week later, or none.

        Raises
        ------
        NightGone
        """

        async def work(connection: AsyncConnection) -> Night:
            await _check_live(connection, night_id)
            await connection.execute(_one(night_id).values(weekly=weekly, deserted=0))
            return await read_night(connection, night_id)

        return await self._database.write(work)

    async def set_event(self, night_id: int, event_id: int | None) -> None:
        """Keep which of the server's events a night is, or that it is none."""
        await self._set(night_id, event_id=event_id)

    async def set_film(self, night_id: int, title: str, page: str | None, list_id: int | None) -> Night:
        """Keep what is watched.

        Raises
        ------
        NightGone
        """
        await self._set(night_id, title=title, page=page, list_id=list_id)
        return await self.get(night_id)

    async def _step_if(self, night: Night, state: NightState, due_at: datetime | None) -> Night:
        """Take a step, unless somebody has moved or cancelled the night meanwhile."""

        async def work(connection: AsyncConnection) -> Night:
            current = await read_night(connection, night.id, lock=True)
            if (current.state, current.due_at) != (night.state, night.due_at):
                return current
            await _step(connection, night.id, state, due_at)
            return await read_night(connection, night.id)

        return await self._database.write(work)

    async def _set(self, night_id: int, **values: Any) -> None:
        await self._database.write(lambda connection: connection.execute(_one(night_id).values(**values)))


def settling_time(starts: Sequence[datetime], now: datetime) -> datetime:
    """Return when times are settled: a day before the first, or halfway to it where that is nearer."""
    first = min(starts)
    return first - min(timedelta(days=1), (first - now) / 2)


def next_of_settled(night: Night, now: datetime) -> tuple[NightState, datetime | None]:
    """Return what comes next in a night whose time is settled, and when: a reminder, or its end."""
    starts_at = night.starts_at
    if starts_at is None or not night.plan.remind_minutes:
        return NightState.REMINDED, night.ends_at
    remind_at = starts_at - timedelta(minutes=night.plan.remind_minutes)
    return (NightState.SET, remind_at) if remind_at > now else (NightState.REMINDED, night.ends_at)


def _one(night_id: int) -> Any:
    return update(nights).where(nights.c.id == night_id)


async def _step(
    connection: AsyncConnection, night_id: int, state: NightState, due_at: datetime | None, **values: Any
) -> None:
    """Put a night into a state; its next step is not begun yet."""
    taken = {"state": state, "due_at": due_at, "begun_at": None, **values}
    await connection.execute(_one(night_id).values(**taken))
    if state not in (NightState.NEW, NightState.OPEN):
        await connection.execute(delete(night_approvals).where(night_approvals.c.night_id == night_id))


async def _read_open(connection: AsyncConnection, night_id: int, now: datetime) -> Night:
    night = await read_night(connection, night_id, lock=True)
    night.check_open()
    if night.state is not NightState.OPEN or (night.due_at is not None and now >= night.due_at):
        raise NightGone
    return night


async def _check_live(connection: AsyncConnection, night_id: int) -> None:
    if not (await read_night(connection, night_id, lock=True)).is_live:
        raise NightGone


async def _approve(
    connection: AsyncConnection, night: Night, numbers: set[int], voter_id: int
) -> tuple[int, ...]:
    taken = sorted(numbers & {slot.number for slot in night.slots})
    theirs = (night_approvals.c.night_id == night.id, night_approvals.c.voter_id == voter_id)
    await connection.execute(delete(night_approvals).where(*theirs))
    if taken:
        rows = [_approval(night.id, number, voter_id) for number in taken]
        await connection.execute(insert(night_approvals), rows)
    return tuple(taken)


async def _keep_guest(
    connection: AsyncConnection, night_id: int, guest_id: int, *, coming: bool, remind: bool
) -> None:
    key = (night_guests.c.night_id == night_id, night_guests.c.guest_id == guest_id)
    await connection.execute(delete(night_guests).where(*key))
    row = {"night_id": night_id, "guest_id": guest_id, "coming": coming, "remind": remind}
    await connection.execute(insert(night_guests).values(**row))


async def _insert(
    connection: AsyncConnection, new: NewNight, state: NightState, due_at: datetime, deserted: int = 0
) -> Night:
    row = {
        "guild_id": new.guild_id,
        "application_id": str(new.application_id),
        "channel_id": new.channel_id,
        "organiser_id": new.organiser_id,
        "deserted": deserted,
        "state": state,
        "made_at": new.made_at,
        "starts_at": new.starts[0] if len(new.starts) == 1 else None,
        "tied": False,
        "due_at": due_at,
        **asdict(new.plan),
    }
    made = await connection.execute(insert(nights).values(**row))
    (night_id,) = made.inserted_primary_key or (0,)
    await connection.execute(insert(night_slots), _slots(night_id, new.starts, new.organiser_id, 1))
    return await read_night(connection, night_id)


def _slots(
    night_id: int, starts: Sequence[datetime], proposer_id: int | None, first: int
) -> list[dict[str, object]]:
    return [
        {"night_id": night_id, "number": number, "starts_at": start, "proposer_id": proposer_id}
        for number, start in enumerate(starts, start=first)
    ]


def _approval(night_id: int, number: int, voter_id: int) -> dict[str, object]:
    return {"night_id": night_id, "number": number, "voter_id": voter_id}


async def _forget_old(connection: AsyncConnection, before: datetime) -> None:
    """Forget nights that were over long ago."""
    ended = nights.c.state.not_in(LIVE)
    last = func.coalesce(nights.c.starts_at, nights.c.made_at)
    await connection.execute(delete(nights).where(ended, nights.c.due_at.is_(None), last < before))
