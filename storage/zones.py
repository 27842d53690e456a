"""The time zones in which people write times, each by its name."""

from __future__ import annotations

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import Database
from storage.schema import zones
from storage.upsert import upsert


class Zones:
    """All people's time zones."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, user_id: int) -> str | None:
        """Return a person's time zone, if they have said it."""
        statement = select(zones.c.zone).where(zones.c.user_id == user_id)
        return await self._database.read(lambda connection: connection.scalar(statement))

    async def keep(self, user_id: int, zone: str) -> None:
        """Keep a person's time zone, in place of another."""

        async def work(connection: AsyncConnection) -> None:
            row = {"user_id": user_id, "zone": zone}
            await connection.execute(upsert(connection.dialect.name, zones), [row])

        await self._database.write(work)

    async def drop(self, user_id: int) -> bool:
        """Forget a person's time zone; return whether there was one."""
        statement = delete(zones).where(zones.c.user_id == user_id)
        return bool((await self._database.write(lambda connection: connection.execute(statement))).rowcount)
