"""Which films a person likes, dislikes or has seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import bindparam, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import Database
from storage.schema import ratings as table
from storage.upsert import upsert

LONG = 500
"""From how many pages on it is simpler to read all of a person's verdicts than to ask for these."""


class Verdict(StrEnum):
    """What a person says of a film."""

    LIKE = "like"
    DISLIKE = "dislike"
    SEEN = "seen"


@dataclass(frozen=True, slots=True)
class Rating:
    """One person's word on one film.

    Attributes
    ----------
    page : str
        The film's Wikipedia page, the key that stays the same after retraining.
    title : str
        As shown then: it names a film that the model has no more.
    rated_at : datetime
        With its zone; read back in UTC.
    guild_id : int or None
        Where; none in direct messages.
    """

    page: str
    title: str
    verdict: Verdict
    rated_at: datetime
    guild_id: int | None = None


class Ratings:
    """Everybody's ratings, one a person and film."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def rate(self, user_id: int, rating: Rating) -> Verdict | None:
        """Keep a rating in place of an earlier one of the same film; return the earlier verdict."""
        (previous,) = await self.rate_many(user_id, [rating])
        return previous

    async def rate_many(self, user_id: int, ratings: Sequence[Rating]) -> tuple[Verdict | None, ...]:
        """Keep all or, on an error, none; return the earlier verdict on each film, in the same order."""
        if not ratings:
            return ()

        async def work(connection: AsyncConnection) -> dict[str, Verdict]:
            earlier = await _verdicts(connection, user_id, [rating.page for rating in ratings])
            rows = [row_of(user_id, rating) for rating in ratings]
            await connection.execute(upsert(connection.dialect.name, table), rows)
            return earlier

        verdicts = await self._database.write(work)
        previous = []
        for rating in ratings:  # one after the other: the same film may be in there twice
            previous.append(verdicts.get(rating.page))
            verdicts[rating.page] = rating.verdict
        return tuple(previous)

    async def unrate(self, user_id: int, page: str) -> bool:
        """Take a rating back; return whether there was one."""
        statement = delete(table).where(table.c.user_id == user_id, table.c.page == page)
        return bool((await self._database.write(lambda connection: connection.execute(statement))).rowcount)

    async def of(self, user_id: int) -> tuple[Rating, ...]:
        """Return a person's ratings, newest first, those of one moment by page."""
        statement = (
            select(table.c.page, table.c.title, table.c.verdict, table.c.rated_at, table.c.guild_id)
            .where(table.c.user_id == user_id)
            .order_by(table.c.rated_at.desc(), table.c.page)
        )
        rows = await self._database.read(lambda connection: connection.execute(statement))
        return tuple(
            Rating(page, title, Verdict(verdict), rated_at, guild_id)
            for page, title, verdict, rated_at, guild_id in rows
        )


def row_of(user_id: int, rating: Rating) -> dict[str, object]:
    """Return a rating as a row of its table."""
    return {
        "user_id": user_id,
        "page": rating.page,
        "title": rating.title,
        "verdict": rating.verdict,
        "rated_at": rating.rated_at,
        "guild_id": rating.guild_id,
    }


_SAID = select(table.c.page, table.c.verdict).where(table.c.user_id == bindparam("person"))
_SAID_OF = _SAID.where(table.c.page.in_(bindparam("pages", expanding=True)))
_SAID_OF_ONE = _SAID.where(table.c.page == bindparam("page"))
"""Built once: for one like, building the question takes longer than its answer."""


async def _verdicts(connection: AsyncConnection, user_id: int, pages: Sequence[str]) -> dict[str, Verdict]:
    if len(pages) == 1:
        rows = await connection.execute(_SAID_OF_ONE, {"person": user_id, "page": pages[0]})
    elif len(pages) < LONG:
        rows = await connection.execute(_SAID_OF, {"person": user_id, "pages": pages})
    else:
        rows = await connection.execute(_SAID, {"person": user_id})
    return {page: Verdict(verdict) for page, verdict in rows}
