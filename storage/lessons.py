"""When trainings began, for a day: so many each person, and each server, may have in one."""

from __future__ import annotations

import math
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.places import Place
from storage.refusals import TrainedEnough
from storage.schema import lessons

DAY = timedelta(days=1)
MOST_OF_PERSON = 10
MOST_OF_SERVER = 30
"""Each takes a processor for minutes."""


async def check(connection: AsyncConnection, place: Place, maker_id: int, now: datetime) -> None:
    """Raise TrainedEnough where a person, in all places, or a server has had the trainings of a day."""
    quotas = [(lessons.c.maker_id == maker_id, MOST_OF_PERSON, False)]
    if not place.is_private:
        quotas.append((lessons.c.guild_id == place.guild_id, MOST_OF_SERVER, True))
    for theirs, most, of_server in quotas:
        begun = select(lessons.c.begun_at).where(theirs, lessons.c.begun_at > now - DAY)
        found = (await connection.execute(begun.order_by(lessons.c.begun_at))).scalars().all()
        if len(found) >= most:
            wait_h = math.ceil((found[-most] + DAY - now) / timedelta(hours=1))
            raise TrainedEnough(most, wait_h, of_server)


async def count(connection: AsyncConnection, place: Place, maker_id: int, token: str, now: datetime) -> None:
    """Take note of a training that begins, and forget those that count no more."""
    await forget_old(connection, now)
    row = {"token": token, "guild_id": place.guild_id, "maker_id": maker_id, "begun_at": now}
    await connection.execute(insert(lessons).values(**row))


async def discount(connection: AsyncConnection, token: str) -> None:
    """Count a training no more."""
    await connection.execute(delete(lessons).where(lessons.c.token == token))


async def forget_old(connection: AsyncConnection, now: datetime) -> None:
    """Forget what began more than a day ago."""
    await connection.execute(delete(lessons).where(lessons.c.begun_at <= now - DAY))
