"""Which films a person was shown and passed over: counted by days, so that a day's list stays the same."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from sqlalchemy import and_, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import Database
from storage.schema import shown as table
from storage.upsert import upsert

REMEMBERED = timedelta(days=30)
"""A film that was shown no more for so long is as if it had never been."""

NEWEST = 200
"""So many films are remembered of a person, alone and in groups each."""


class Shown:
    """What everybody was shown: alone, or together with others, which are counted apart."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def keep(
        self, people: Collection[int], pages: Sequence[str], day: date, *, together: bool = False
    ) -> None:
        """Keep that some people were shown films on a day; what is too old or too much is forgotten."""

        async def work(connection: AsyncConnection) -> None:
            for user_id in people:
                theirs = (table.c.user_id == user_id, table.c.together == together)
                await connection.execute(delete(table).where(*theirs, table.c.last_day < day - REMEMBERED))
                statement = select(table.c.page, table.c.days, table.c.last_day).where(*theirs)
                known = {page: (days, last) for page, days, last in await connection.execute(statement)}
                rows = [
                    {
                        "user_id": user_id,
                        "together": together,
                        "page": page,
                        "days": known[page][0] + 1 if page in known else 1,
                        "last_day": day,
                    }
                    for page in dict.fromkeys(pages)
                    if page not in known or known[page][1] < day
                ]
                if rows:
                    await connection.execute(upsert(connection.dialect.name, table), rows)
                    newest = (
                        select(table.c.page).where(*theirs).order_by(table.c.last_day.desc(), table.c.page)
                    )
                    kept = (await connection.execute(newest)).scalars().all()
                    if excess := kept[NEWEST:]:
                        await connection.execute(delete(table).where(*theirs, table.c.page.in_(excess)))

        if people and pages:
            await self._database.write(work)

    async def passed_over(
        self, people: Collection[int], day: date, *, together: bool = False
    ) -> dict[str, int]:
        """Return on how many days before `day` films were shown, as to each of the people at least."""
        statement = select(table.c.user_id, table.c.page, table.c.days, table.c.last_day).where(
            and_(
                table.c.user_id.in_(list(people)),
                table.c.together == together,
                table.c.last_day >= day - REMEMBERED,
            )
        )
        rows = await self._database.read(lambda connection: connection.execute(statement))
        counted: dict[str, list[int]] = {}
        for _, page, days, last in rows:
            counted.setdefault(page, []).append(days - (last >= day))
        return {
            page: least
            for page, each in counted.items()
            if len(each) == len(set(people)) and (least := min(each)) > 0
        }
