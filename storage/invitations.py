"""Invitations to a group: who asked, who joined, and until when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import Database
from storage.refusals import GroupBegun, GroupFull
from storage.schema import invitation_guests as guests
from storage.schema import invitations


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who joined, by the name that they had then."""

    user_id: int
    name: str


@dataclass(frozen=True, slots=True)
class NewInvitation:
    """What an invitation begins with; the caller is in from the beginning."""

    application_id: int
    guild_id: int
    channel_id: int
    caller: Guest
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Invitation:
    """An invitation as it stands; `guests` are in the order in which they joined.

    `message_id` is None until it is sent, and `begun` tells that nobody can join any more.
    """

    id: int
    guild_id: int
    channel_id: int
    message_id: int | None
    caller_id: int
    ends_at: datetime
    begun: bool
    guests: tuple[Guest, ...]


class Invitations:
    """All invitations of all servers, from the question to its answer."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def ask(self, new: NewInvitation) -> Invitation:
        """Keep an invitation that is about to be sent."""

        async def work(connection: AsyncConnection) -> Invitation:
            row = {
                "application_id": str(new.application_id),
                "guild_id": new.guild_id,
                "channel_id": new.channel_id,
                "caller_id": new.caller.user_id,
                "ends_at": new.ends_at,
                "begun": False,
            }
            made = await connection.execute(insert(invitations).values(**row))
            (number,) = made.inserted_primary_key or (0,)
            await _join(connection, number, new.caller, 0)
            return await _read(connection, number)

        return await self._database.write(work)

    async def sent(self, invitation_id: int, message_id: int) -> None:
        """Keep which message it is."""
        statement = update(invitations).where(invitations.c.id == invitation_id).values(message_id=message_id)
        await self._database.write(lambda connection: connection.execute(statement))

    async def get(self, invitation_id: int) -> Invitation:
        """Return an invitation as it stands.

        Raises
        ------
        GroupBegun
            When it was answered, and is gone.
        """
        return await self._database.read(lambda connection: _read(connection, invitation_id))

    async def toggle(self, invitation_id: int, guest: Guest, most: int) -> Invitation:
        """Take somebody in, or out again; who asked stays in.

        Raises
        ------
        GroupBegun, GroupFull
        """

        async def work(connection: AsyncConnection) -> Invitation:
            asked = await _read(connection, invitation_id)
            if asked.begun:
                raise GroupBegun
            if guest.user_id == asked.caller_id:
                return asked
            if any(each.user_id == guest.user_id for each in asked.guests):
                theirs = (guests.c.invitation_id == invitation_id, guests.c.guest_id == guest.user_id)
                await connection.execute(delete(guests).where(*theirs))
            elif len(asked.guests) >= most:
                raise GroupFull(most)
            else:
                await _join(connection, invitation_id, guest, await _next_number(connection, invitation_id))
            return await _read(connection, invitation_id)

        return await self._database.write(work)

    async def begin(self, invitation_id: int, also: Sequence[Guest], most: int, least: int = 1) -> Invitation:
        """Let nobody join any more but these, as far as there is room; with fewer than `least` it stays open.

        Of two who begin it, in two processes too, one does.

        Raises
        ------
        GroupBegun
        """

        async def work(connection: AsyncConnection) -> Invitation:
            asked = await _read(connection, invitation_id)
            if asked.begun:
                raise GroupBegun
            there = {each.user_id for each in asked.guests}
            new = {each.user_id: each for each in also if each.user_id not in there}
            number = await _next_number(connection, invitation_id)
            for at, guest in enumerate(list(new.values())[: max(0, most - len(there))]):
                await _join(connection, invitation_id, guest, number + at)
                there.add(guest.user_id)
            if len(there) >= least:
                begun = update(invitations).where(invitations.c.id == invitation_id).values(begun=True)
                await connection.execute(begun)
            return await _read(connection, invitation_id)

        return await self._database.write(work)

    async def unanswered(self, application_id: int) -> tuple[Invitation, ...]:
        """Return a bot's invitations, whether or not their time is up."""
        own = invitations.c.application_id == str(application_id)

        async def work(connection: AsyncConnection) -> tuple[Invitation, ...]:
            return await _all(connection, own)

        return await self._database.read(work)

    async def answered(self, invitation_id: int) -> None:
        """Forget an invitation: its group has its films."""
        statement = delete(invitations).where(invitations.c.id == invitation_id)
        await self._database.write(lambda connection: connection.execute(statement))


async def _all(connection: AsyncConnection, condition: ColumnElement[bool]) -> tuple[Invitation, ...]:
    rows = (await connection.execute(select(invitations).where(condition).order_by(invitations.c.id))).all()
    return tuple([await _whole(connection, row) for row in rows])


async def _read(connection: AsyncConnection, invitation_id: int) -> Invitation:
    found = await _all(connection, invitations.c.id == invitation_id)
    if not found:
        raise GroupBegun
    return found[0]


async def _whole(connection: AsyncConnection, row: Any) -> Invitation:
    joined = select(guests).where(guests.c.invitation_id == row.id).order_by(guests.c.number)
    people = tuple(Guest(each.guest_id, each.name) for each in await connection.execute(joined))
    return Invitation(
        row.id, row.guild_id, row.channel_id, row.message_id, row.caller_id, row.ends_at, row.begun, people
    )


async def _join(connection: AsyncConnection, invitation_id: int, guest: Guest, number: int) -> None:
    row = {"invitation_id": invitation_id, "guest_id": guest.user_id, "name": guest.name, "number": number}
    await connection.execute(insert(guests).values(**row))


async def _next_number(connection: AsyncConnection, invitation_id: int) -> int:
    taken = select(guests.c.number).where(guests.c.invitation_id == invitation_id)
    return 1 + max((await connection.execute(taken)).scalars().all(), default=0)
