"""Who wants no part in what groups do, and who has agreed to be compared with whom."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from enum import StrEnum

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import Database
from storage.schema import agreements, opt_outs
from storage.upsert import upsert


class Scope(StrEnum):
    """What a person can opt out of."""

    GROUP = "group"
    MATCH = "match"


CLOSED_BY = {Scope.GROUP: (Scope.GROUP,), Scope.MATCH: (Scope.GROUP, Scope.MATCH)}
"""Who is out of groups is out of matches too: these opt-outs close that scope."""


class Consents:
    """Everybody's word on what their ratings may be used for beyond their own recommendations."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def opt_out(self, user_id: int, scope: Scope, at: datetime) -> None:
        """Keep that a person wants no part, and take back what matches they agreed to."""
        row = {"user_id": user_id, "scope": scope, "since": at}

        async def work(connection: AsyncConnection) -> None:
            await connection.execute(upsert(connection.dialect.name, opt_outs), [row])
            await connection.execute(delete(agreements).where(agreements.c.user_id == user_id))

        await self._database.write(work)

    async def opt_in(self, user_id: int, scope: Scope) -> None:
        """Keep that a person takes part again."""
        statement = delete(opt_outs).where(opt_outs.c.user_id == user_id, opt_outs.c.scope == scope)
        await self._database.write(lambda connection: connection.execute(statement))

    async def opted_out(self, user_ids: Collection[int], scope: Scope = Scope.GROUP) -> frozenset[int]:
        """Return who of some people is out of a scope: whatever combines tastes must leave them out."""
        statement = select(opt_outs.c.user_id).where(
            opt_outs.c.user_id.in_(list(user_ids)), opt_outs.c.scope.in_(CLOSED_BY[scope])
        )
        rows = await self._database.read(lambda connection: connection.execute(statement))
        return frozenset(rows.scalars())

    async def scopes_left(self, user_id: int) -> frozenset[Scope]:
        """Return what a person has opted out of."""
        statement = select(opt_outs.c.scope).where(opt_outs.c.user_id == user_id)
        rows = await self._database.read(lambda connection: connection.execute(statement))
        return frozenset(Scope(scope) for scope in rows.scalars())

    async def agree(self, user_id: int, other_id: int, at: datetime) -> bool:
        """Keep that a person agrees to be compared with another; return whether both have agreed."""
        row = {"user_id": user_id, "other_id": other_id, "agreed_at": at}

        async def work(connection: AsyncConnection) -> bool:
            await connection.execute(upsert(connection.dialect.name, agreements), [row])
            back = select(func.count()).where(
                agreements.c.user_id == other_id, agreements.c.other_id == user_id
            )
            return bool((await connection.execute(back)).scalar_one())

        return await self._database.write(work)

    async def withdraw(self, user_id: int, other_id: int) -> None:
        """Take an agreement with one person back."""
        statement = delete(agreements).where(
            agreements.c.user_id == user_id, agreements.c.other_id == other_id
        )
        await self._database.write(lambda connection: connection.execute(statement))

    async def agreed_with(self, user_id: int) -> frozenset[int]:
        """Return with whom a person has agreed to be compared."""
        statement = select(agreements.c.other_id).where(agreements.c.user_id == user_id)
        rows = await self._database.read(lambda connection: connection.execute(statement))
        return frozenset(rows.scalars())
