"""Ratings brought along from elsewhere: kept all at once, and taken back all at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import bindparam, delete, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import Database
from storage.ratings import Rating, row_of
from storage.refusals import NothingImported
from storage.schema import imports as table
from storage.schema import ratings
from storage.upsert import upsert


@dataclass(frozen=True, slots=True)
class Imported:
    """How many ratings an import added, changed, found the same, and left as they were given by hand."""

    added: int
    changed: int
    same: int
    by_hand: int


@dataclass(frozen=True, slots=True)
class Undone:
    """How many ratings went, how many came back, and how many stayed because they were changed since."""

    removed: int
    restored: int
    stayed: int


@dataclass(frozen=True, slots=True)
class _Kept:
    verdict: str
    rated_at: datetime
    guild_id: int | None
    title: str


class Imports:
    """What imports changed in everybody's ratings.

    A rating that a person gave by hand is stronger than any file. One that an earlier import brought and
    nobody has touched since takes what the newer file says.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def keep(self, user_id: int, brought: Sequence[Rating], moment: datetime) -> Imported:
        """Keep the ratings of a file, or on an error none; every page once, all as of `moment`."""

        async def work(connection: AsyncConnection) -> Imported:
            kept = await _kept(connection, user_id)
            imported = await _imported(connection, user_id)
            new = [rating for rating in brought if rating.page not in kept]
            known = [rating for rating in brought if rating.page in kept]
            same = [rating for rating in known if kept[rating.page].verdict == rating.verdict]
            other = [rating for rating in known if kept[rating.page].verdict != rating.verdict]
            stale = [rating for rating in other if (rating.page, kept[rating.page].rated_at) in imported]
            if changes := new + stale:
                rows = [row_of(user_id, replace(rating, rated_at=moment)) for rating in changes]
                await connection.execute(upsert(connection.dialect.name, ratings), rows)
                await connection.execute(
                    table.insert(),
                    [_row(user_id, rating, moment, kept.get(rating.page)) for rating in changes],
                )
            return Imported(len(new), len(stale), len(same), len(other) - len(stale))

        return await self._database.write(work)

    async def undo(self, user_id: int) -> Undone:
        """Take the newest import back, or on an error nothing of it; what was changed since stays.

        Raises
        ------
        NothingImported
        """

        async def work(connection: AsyncConnection) -> Undone:
            theirs = table.c.user_id == user_id
            newest = (
                await connection.execute(select(func.max(table.c.imported_at)).where(theirs))
            ).scalar_one()
            if newest is None:
                raise NothingImported
            batch = (theirs, table.c.imported_at == newest)
            rows = (await connection.execute(select(table).where(*batch))).all()
            kept = await _kept(connection, user_id)
            untouched = [
                row
                for row in rows
                if row.page in kept
                and (kept[row.page].verdict, kept[row.page].rated_at) == (row.verdict, newest)
            ]
            gone = [row.page for row in untouched if row.earlier is None]
            back = [
                {
                    "user_id": user_id,
                    "page": row.page,
                    "title": kept[row.page].title,
                    "verdict": row.earlier,
                    "rated_at": row.earlier_rated_at,
                    "guild_id": row.earlier_guild_id,
                }
                for row in untouched
                if row.earlier is not None
            ]
            if gone:
                pages = [{"gone": page} for page in gone]
                one = ratings.c.page == bindparam("gone")
                await connection.execute(delete(ratings).where(ratings.c.user_id == user_id, one), pages)
            if back:
                await connection.execute(upsert(connection.dialect.name, ratings), back)
            await connection.execute(delete(table).where(*batch))
            return Undone(len(gone), len(back), len(rows) - len(untouched))

        return await self._database.write(work)


async def _kept(connection: AsyncConnection, user_id: int) -> Mapping[str, _Kept]:
    columns = ratings.c
    statement = select(columns.page, columns.verdict, columns.rated_at, columns.guild_id, columns.title)
    rows = await connection.execute(statement.where(columns.user_id == user_id))
    return {page: _Kept(*rest) for page, *rest in rows}


async def _imported(connection: AsyncConnection, user_id: int) -> set[tuple[str, datetime]]:
    statement = select(table.c.page, table.c.imported_at).where(table.c.user_id == user_id)
    return {(page, moment) for page, moment in await connection.execute(statement)}


def _row(user_id: int, rating: Rating, moment: datetime, before: _Kept | None) -> dict[str, object]:
    return {
        "user_id": user_id,
        "imported_at": moment,
        "page": rating.page,
        "verdict": rating.verdict,
        "earlier": before and before.verdict,
        "earlier_rated_at": before and before.rated_at,
        "earlier_guild_id": before and before.guild_id,
    }
