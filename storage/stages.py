"""The talks that are being given, each in its channel or thread, with the answers made for it beforehand."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import Database
from storage.refusals import StagesFull
from storage.schema import talk_answers, talks

MOST_OF_SPEAKER = 2
MOST_OF_SERVER = 4
"""Talks at the same time; beyond, the speaker's, or the server's, that was turned longest ago makes room."""

MOST = 200
"""Talks of a bot in all servers, each some megabytes; beyond, none begins until one ends or rests."""
RESTS_AFTER = timedelta(hours=12)
"""After how long without a turned page a talk makes room for anybody's."""
KEPT_FOR = timedelta(days=7)
"""How long a talk waits for its speaker."""


@dataclass(frozen=True, slots=True)
class NewTalk:
    """What a talk begins with: its script, the models that answered, and how many steps are passed over."""

    application_id: int
    channel_id: int
    guild_id: int | None
    speaker_id: int
    name: str
    script: str
    models: str
    shown: int


@dataclass(frozen=True, slots=True)
class OpenTalk(NewTalk):
    """A talk on stage; `shown` steps have been shown, or are just being shown.

    Attributes
    ----------
    led : bool
        Whether the button to the next step stands under them; if not, somebody is at it, or was stopped.
    """

    id: int
    led: bool
    turned_at: datetime


class Stages:
    """The talks on stage of every bot that shares the database; a channel has one of each bot."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def check_room(
        self, application_id: int, speaker_id: int, guild_id: int | None, now: datetime
    ) -> None:
        """Let a talk be prepared that can be given then.

        Raises
        ------
        StagesFull
        """
        await self._database.read(
            lambda connection: _given_up(connection, application_id, speaker_id, guild_id, now)
        )

    async def enter(self, new: NewTalk, answers: Mapping[int, bytes], now: datetime) -> OpenTalk:
        """Take a talk on stage in place of its channel's last, with the answers to steps by number, from 0.

        Raises
        ------
        StagesFull
        """
        ours = talks.c.application_id == str(new.application_id)

        async def work(connection: AsyncConnection) -> OpenTalk:
            await connection.execute(delete(talks).where(talks.c.turned_at < now - KEPT_FOR))
            await connection.execute(delete(talks).where(ours, talks.c.channel_id == new.channel_id))
            await _make_room(connection, MOST_OF_SPEAKER, ours, talks.c.speaker_id == new.speaker_id)
            if new.guild_id is not None:
                await _make_room(connection, MOST_OF_SERVER, ours, talks.c.guild_id == new.guild_id)
            full = await _given_up(connection, new.application_id, new.speaker_id, new.guild_id, now)
            await connection.execute(delete(talks).where(talks.c.id == full))
            row = {**asdict(new), "application_id": str(new.application_id), "led": True, "turned_at": now}
            made = await connection.execute(insert(talks).values(**row))
            (talk_id,) = made.inserted_primary_key or (0,)
            rows = [{"talk_id": talk_id, "step": step, "answers": each} for step, each in answers.items()]
            if rows:
                await connection.execute(insert(talk_answers), rows)
            return _talk((await connection.execute(select(talks).where(talks.c.id == talk_id))).one())

        return await self._database.write(work)

    async def at(self, application_id: int, channel_id: int) -> OpenTalk | None:
        """Return the talk that is given in a channel."""
        found = await self._all(
            select(talks).where(
                talks.c.application_id == str(application_id), talks.c.channel_id == channel_id
            )
        )
        return found[0] if found else None

    async def broken_off(self, application_id: int) -> tuple[OpenTalk, ...]:
        """Return the talks whose last step is being shown, or was when the bot was stopped."""
        return await self._all(
            select(talks)
            .where(talks.c.application_id == str(application_id), talks.c.led.is_(False))
            .order_by(talks.c.id)
        )

    async def there(self, talk_ids: Collection[int]) -> frozenset[int]:
        """Return which of some talks are still on stage."""
        statement = select(talks.c.id).where(talks.c.id.in_(list(talk_ids)))
        rows = await self._database.read(lambda connection: connection.execute(statement))
        return frozenset(rows.scalars())

    async def answers(self, talk_id: int, step: int) -> bytes | None:
        """Return the answers to a step as they were given, if they were and the talk is still there."""
        statement = select(talk_answers.c.answers).where(
            talk_answers.c.talk_id == talk_id, talk_answers.c.step == step
        )
        found = await self._database.read(lambda connection: connection.execute(statement))
        return found.scalar_one_or_none()

    async def turn(self, talk: OpenTalk, shown: int, now: datetime) -> bool:
        """Take so many steps as shown, to be `led` on from; False if somebody was quicker.

        `talk` is as it was last read: of two that turn it from there, in two processes too, one does.
        """
        as_it_was = (talks.c.id == talk.id, talks.c.shown == talk.shown, talks.c.turned_at == talk.turned_at)
        statement = update(talks).where(*as_it_was).values(shown=shown, led=False, turned_at=now)
        done = await self._database.write(lambda connection: connection.execute(statement))
        return bool(done.rowcount)

    async def lead(self, talk_id: int) -> None:
        """Keep that the button to the next step is there."""
        statement = update(talks).where(talks.c.id == talk_id).values(led=True)
        await self._database.write(lambda connection: connection.execute(statement))

    async def leave(self, talk_id: int) -> None:
        """End a talk."""
        await self._delete(talks.c.id == talk_id)

    async def lose_channel(self, channel_id: int) -> None:
        """End what is given in a channel that is gone."""
        await self._delete(talks.c.channel_id == channel_id)

    async def forget_old(self, now: datetime) -> None:
        """End the talks that have waited too long."""
        await self._delete(talks.c.turned_at < now - KEPT_FOR)

    async def _all(self, statement: Select[Any]) -> tuple[OpenTalk, ...]:
        rows = await self._database.read(lambda connection: connection.execute(statement))
        return tuple(map(_talk, rows))

    async def _delete(self, condition: ColumnElement[bool]) -> None:
        statement = delete(talks).where(condition)
        await self._database.write(lambda connection: connection.execute(statement))


def _talk(row: Row[Any]) -> OpenTalk:
    columns = dict(row._mapping)
    return OpenTalk(**{**columns, "application_id": int(row.application_id)})


async def _given_up(
    connection: AsyncConnection, application_id: int, speaker_id: int, guild_id: int | None, now: datetime
) -> int | None:
    """Return which talk has to end where all stages are taken: one's own, the server's, or one that rests.

    Raises
    ------
    StagesFull
    """
    columns = (talks.c.id, talks.c.speaker_id, talks.c.guild_id, talks.c.turned_at)
    ours = select(*columns).where(talks.c.application_id == str(application_id))
    given = (await connection.execute(ours.order_by(talks.c.turned_at, talks.c.id))).all()
    if len(given) < MOST:
        return None
    own = [each.id for each in given if each.speaker_id == speaker_id]
    near = [each.id for each in given if guild_id is not None and each.guild_id == guild_id]
    resting = [each.id for each in given if each.turned_at < now - RESTS_AFTER]
    for talk_id in (*own, *near, *resting):
        return int(talk_id)
    raise StagesFull(MOST)


async def _make_room(connection: AsyncConnection, most: int, *theirs: ColumnElement[bool]) -> None:
    """End the talks turned longest ago, so that one more makes `most`."""
    newest = select(talks.c.id).where(*theirs).order_by(talks.c.turned_at.desc(), talks.c.id.desc())
    too_many = (await connection.execute(newest)).scalars().all()[most - 1 :]
    await connection.execute(delete(talks).where(talks.c.id.in_(too_many)))
