"""Which servers the bot has left, and when: what was kept there goes after a while, unless it comes back."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import Database
from storage.schema import (
    concepts,
    guess_rounds,
    invitations,
    lessons,
    lists,
    nights,
    server_settings,
    talks,
    trained,
    visits,
    votes,
)

KEPT_FOR = timedelta(days=30)
"""How long a server's own, such as its lists and votes, outlives the bot's stay: see `_OF_SERVERS`."""

_OF_SERVERS = (
    *(nights, votes, lists, concepts, guess_rounds, server_settings, talks, invitations, trained, lessons),
    visits,
)


class Servers:
    """The servers of which something is kept, as one bot (`application_id`) sees them.

    Several bots may share the file, a playground among them, and each knows its own servers only.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def arrive(self, application_id: int, guild_id: int) -> None:
        """Keep that the bot is in a server; a departure is forgotten."""
        key = {"guild_id": guild_id, "application_id": str(application_id)}

        async def work(connection: AsyncConnection) -> None:
            back = update(visits).filter_by(**key).values(left_at=None)
            if not (await connection.execute(back)).rowcount:
                await connection.execute(insert(visits).values(**key))

        await self._database.write(work)

    async def leave(self, application_id: int, guild_id: int, now: datetime) -> None:
        """Keep when the bot left a server of which something is kept."""
        statement = (
            update(visits)
            .filter_by(guild_id=guild_id, application_id=str(application_id), left_at=None)
            .values(left_at=now)
        )
        await self._database.write(lambda connection: connection.execute(statement))

    async def look_around(
        self,
        application_id: int,
        present: Collection[int],
        now: datetime,
        among: Callable[[int], bool] = lambda _: True,
    ) -> None:
        """Notice what happened while the bot was away: `among` these servers it is in those `present`."""

        async def work(connection: AsyncConnection) -> None:
            ours = select(visits.c.guild_id, visits.c.left_at).filter_by(application_id=str(application_id))
            for guild_id, left_at in (await connection.execute(ours)).all():
                if among(guild_id) and (guild_id in present) != (left_at is None):
                    moment = None if guild_id in present else now
                    one = update(visits).filter_by(guild_id=guild_id, application_id=str(application_id))
                    await connection.execute(one.values(left_at=moment))

        await self._database.write(work)

    async def forget_left(self, now: datetime) -> int:
        """Delete what is kept for servers that every bot left long ago; return how many servers."""
        gone = await self._database.read(lambda connection: _left_before(connection, now - KEPT_FOR))
        if not gone:
            return 0

        async def work(connection: AsyncConnection) -> int:
            still = await _left_before(connection, now - KEPT_FOR)
            for table in _OF_SERVERS:
                await connection.execute(delete(table).where(table.c.guild_id.in_(still)))
            return len(still)

        return await self._database.erase(work)


async def _left_before(connection: AsyncConnection, moment: datetime) -> list[int]:
    rows = (await connection.execute(select(visits.c.guild_id, visits.c.left_at))).all()
    staying = {guild_id for guild_id, left_at in rows if left_at is None or left_at > moment}
    return sorted({guild_id for guild_id, _ in rows} - staying)
