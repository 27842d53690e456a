"""A movie night as it stands: its times with who can make them, then the one time and who comes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.places import Place
from storage.refusals import NightGone, NightSettled
from storage.schema import night_approvals, night_guests, night_slots, nights


class NightState(StrEnum):
    """How far a night has come; each state but the last two waits for the moment at which it is due."""

    NEW = "new"
    """Follows another by itself, and is yet to be told."""
    OPEN = "open"
    """Its times are approved of, until it is due to be settled."""
    DECIDED = "decided"
    """Its time is settled and yet to be told."""
    SET = "set"
    """Its time is told; people are yet to be reminded."""
    REMINDED = "reminded"
    """Nobody is to be reminded any more; it is due to end."""
    ENDED = "ended"
    """It is over, or nobody could make it, which is yet to be told."""
    OVER = "over"
    CANCELLED = "cancelled"
    """Due as long as its message and its event are yet to be put right."""


LIVE = (
    *(NightState.NEW, NightState.OPEN, NightState.DECIDED),
    *(NightState.SET, NightState.REMINDED, NightState.ENDED),
)
"""States of a night that is still to come, or to be told of."""

SETTLED = (NightState.DECIDED, NightState.SET, NightState.REMINDED)


@dataclass(frozen=True, slots=True)
class Slot:
    """A time that is proposed, by its number on the button, with who can make it."""

    number: int
    starts_at: datetime
    proposer_id: int | None
    voters: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who has said whether they come, and whether they want to be reminded."""

    guest_id: int
    coming: bool
    remind: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """What whoever plans a night chooses.

    Attributes
    ----------
    title : str
        What is watched.
    page : str or None
        The film, where it is one of the catalogue or of a list.
    list_id : int or None
        The list that has it, in whose history it goes.
    zone : str
        The time zone in which times are written where Discord does not write them itself.
    location : str
        Where it is; empty for the channel that it is planned in.
    voice_id : int or None
        The voice channel where it is.
    minutes : int
        How long it lasts.
    remind_minutes : int
        So long before it people are reminded; 0: not at all.
    wants_event : bool
        Whether it is to be among the server's events.
    weekly : bool
        Whether another one follows a week later.
    """

    title: str
    page: str | None = None
    list_id: int | None = None
    zone: str = "UTC"
    location: str = ""
    voice_id: int | None = None
    minutes: int = 120
    remind_minutes: int = 60
    wants_event: bool = True
    weekly: bool = False


@dataclass(frozen=True, slots=True)
class NewNight:
    """A night to be planned; `starts` in their order, and a single one is settled."""

    guild_id: int
    channel_id: int
    application_id: int
    organiser_id: int | None
    plan: Plan
    starts: Sequence[datetime]
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Due:
    """A night that has a step before it: from which state, and when."""

    id: int
    guild_id: int
    state: NightState
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Night:
    """A night as it stands.

    Attributes
    ----------
    organiser_id : int or None
        None once that person was forgotten.
    message_id : int or None
        None until the message with its buttons is sent.
    event_id : int or None
        The server's event, if there is one.
    deserted : int
        How many nights before it, in a row, nobody came to.
    starts_at : datetime or None
        None until it is settled.
    tied : bool
        Whether another time had as many for it.
    due_at : datetime or None
        When its next step is due; None: there is none.
    begun_at : datetime or None
        When that step was begun; None until then.
    """

    id: int
    guild_id: int
    channel_id: int
    message_id: int | None
    organiser_id: int | None
    plan: Plan
    event_id: int | None
    deserted: int
    state: NightState
    made_at: datetime
    starts_at: datetime | None
    tied: bool
    due_at: datetime | None
    begun_at: datetime | None
    slots: tuple[Slot, ...]
    guests: tuple[Guest, ...]

    @property
    def place(self) -> Place:
        """The server."""
        return Place.server(self.guild_id)

    @property
    def is_live(self) -> bool:
        """Whether it is still to come, or to be told of."""
        return self.state in LIVE

    @property
    def is_open(self) -> bool:
        """Whether its time is yet to be settled."""
        return self.state is NightState.OPEN or (self.state is NightState.NEW and self.starts_at is None)

    @property
    def is_settled(self) -> bool:
        """Whether its time is settled and it is still to come, or going on."""
        return self.state in SETTLED or (self.state is NightState.NEW and self.starts_at is not None)

    @property
    def voters(self) -> frozenset[int]:
        """Everybody who can make any of its times."""
        return frozenset(voter for slot in self.slots for voter in slot.voters)

    @property
    def coming(self) -> tuple[int, ...]:
        """Who comes, in the order of their ids."""
        return tuple(each.guest_id for each in self.guests if each.coming)

    @property
    def to_remind(self) -> tuple[int, ...]:
        """Who comes and wants to be reminded."""
        return tuple(each.guest_id for each in self.guests if each.coming and each.remind)

    @property
    def begins_at(self) -> datetime:
        """When it begins or, where that is not settled, the first of its times."""
        return self.starts_at or min(slot.starts_at for slot in self.slots)

    @property
    def ends_at(self) -> datetime | None:
        """When it ends, once it is settled."""
        return None if self.starts_at is None else self.starts_at + timedelta(minutes=self.plan.minutes)

    def guest(self, user_id: int) -> Guest | None:
        """Return what somebody has said of coming, if anything."""
        return next((each for each in self.guests if each.guest_id == user_id), None)

    def check_open(self) -> None:
        """Let nobody settle, or say anything of the times, once one is settled.

        Raises
        ------
        NightSettled, NightGone
        """
        if self.is_settled and self.starts_at is not None:
            raise NightSettled(self.starts_at)
        if not self.is_open:
            raise NightGone

    def leaders(self, now: datetime) -> tuple[Slot, ...]:
        """Return the times to come that most people can make, the earliest first; none where nobody can."""
        to_come = [slot for slot in self.slots if slot.starts_at > now and slot.voters]
        most = max((len(slot.voters) for slot in to_come), default=0)
        found = [slot for slot in to_come if len(slot.voters) == most]
        return tuple(sorted(found, key=lambda slot: slot.starts_at))


async def read_night(connection: AsyncConnection, night_id: int, *, lock: bool = False) -> Night:
    """Return a night; `lock` keeps others from changing it until the transaction ends.

    Raises
    ------
    NightGone
        When there is none any more.
    """
    statement = select(nights).where(nights.c.id == night_id)
    if lock:
        statement = statement.with_for_update()  # SQLite has no such thing, and one writer at a time
    row = (await connection.execute(statement)).one_or_none()
    if row is None:
        raise NightGone
    (night,) = await nights_of(connection, [row])
    return night


async def nights_of(connection: AsyncConnection, rows: Sequence[Row[Any]]) -> tuple[Night, ...]:
    """Return the nights that rows of `nights` are, with their times, who can make them, and their guests."""
    ids = [row.id for row in rows]
    approved = (
        select(night_approvals)
        .where(night_approvals.c.night_id.in_(ids))
        .order_by(night_approvals.c.voter_id)
    )
    voters: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for each in await connection.execute(approved):
        voters[each.night_id, each.number].append(each.voter_id)
    proposed = select(night_slots).where(night_slots.c.night_id.in_(ids)).order_by(night_slots.c.number)
    slots: defaultdict[int, list[Slot]] = defaultdict(list)
    for each in await connection.execute(proposed):
        who = tuple(voters[each.night_id, each.number])
        slots[each.night_id].append(Slot(each.number, each.starts_at, each.proposer_id, who))
    invited = select(night_guests).where(night_guests.c.night_id.in_(ids)).order_by(night_guests.c.guest_id)
    guests: defaultdict[int, list[Guest]] = defaultdict(list)
    for each in await connection.execute(invited):
        guests[each.night_id].append(Guest(each.guest_id, each.coming, each.remind))
    return tuple(_night(row, tuple(slots[row.id]), tuple(guests[row.id])) for row in rows)


def _night(row: Row[Any], slots: tuple[Slot, ...], guests: tuple[Guest, ...]) -> Night:
    return Night(
        id=row.id,
        guild_id=row.guild_id,
        channel_id=row.channel_id,
        message_id=row.message_id,
        organiser_id=row.organiser_id,
        plan=Plan(
            title=row.title,
            page=row.page,
            list_id=row.list_id,
            zone=row.zone,
            location=row.location,
            voice_id=row.voice_id,
            minutes=row.minutes,
            remind_minutes=row.remind_minutes,
            wants_event=row.wants_event,
            weekly=row.weekly,
        ),
        event_id=row.event_id,
        deserted=row.deserted,
        state=NightState(row.state),
        made_at=row.made_at,
        starts_at=row.starts_at,
        tied=row.tied,
        due_at=row.due_at,
        begun_at=row.begun_at,
        slots=slots,
        guests=guests,
    )
