"""What was trained in servers and in private: its name, maker and folder; never what it learned from."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import lessons
from storage.database import Database
from storage.film_list import key_of
from storage.places import Place, columns_of, here
from storage.refusals import BadTrainedName, TooManyTrained, TrainedNameTaken, UnknownTrained
from storage.schema import trained

NAME_LIMIT = 30
KEPT_FOR = timedelta(days=30)
MOST_OF_PLACE = 12
MOST_BYTES_OF_PLACE = 40_000_000
NOT_KEPT = "films"
"""A subject of which nothing stays."""

_NAME = re.compile(r"\w[\w-]*")


@dataclass(frozen=True, slots=True)
class NewTrained:
    """What is to be trained: `token` names its folder, and `source` says what it learns from."""

    place: Place
    name: str
    subject: str
    maker_id: int
    source: str
    token: str
    application_id: int
    channel_id: int


@dataclass(frozen=True, slots=True)
class Trained:
    """Something that was trained, or is being trained; `figures` is JSON, None until it has learned."""

    id: int
    place: Place
    name: str
    subject: str
    maker_id: int
    source: str
    token: str
    channel_id: int
    message_id: int | None
    is_kept: bool
    figures: str | None
    size_bytes: int
    started_at: datetime
    expires_at: datetime


class TrainedStore:
    """All that was trained, of all places."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def begin(self, new: NewTrained, now: datetime) -> Trained:
        """Keep that something is being trained: from now on it has its name, and counts for a day.

        Raises
        ------
        BadTrainedName, TrainedNameTaken, TooManyTrained, TrainedEnough
        """
        name = clean_trained_name(new.name)

        async def work(connection: AsyncConnection) -> Trained:
            await lessons.check(connection, new.place, new.maker_id, now)
            kept = await _all_of(connection, new.place)
            if taken := [each.name for each in kept if key_of(each.name) == key_of(name)]:
                raise TrainedNameTaken(taken[0])
            _check_room(kept, new.subject)
            row = {
                **columns_of(new.place),
                "name": name,
                "key": key_of(name),
                "subject": new.subject,
                "maker_id": new.maker_id,
                "source": new.source,
                "token": new.token,
                "application_id": str(new.application_id),
                "channel_id": new.channel_id,
                "kept": False,
                "size_bytes": 0,
                "started_at": now,
                "expires_at": now + KEPT_FOR,
            }
            made = await connection.execute(insert(trained).values(**row))
            (number,) = made.inserted_primary_key or (0,)
            await lessons.count(connection, new.place, new.maker_id, new.token, now)
            return await _get(connection, number)

        return await self._database.write(work)

    async def check(self, place: Place, maker_id: int, subject: str, now: datetime) -> None:
        """Tell whether something could be trained just now, whatever it is called.

        Raises
        ------
        TrainedEnough
            When a person, or a server, has had the trainings of a day.
        TooManyTrained
        """

        async def work(connection: AsyncConnection) -> None:
            await lessons.check(connection, place, maker_id, now)
            _check_room(await _all_of(connection, place), subject)

        await self._database.read(work)

    async def discount(self, token: str) -> None:
        """Count no more what never came to learn anything."""
        await self._database.write(lambda connection: lessons.discount(connection, token))

    async def of(self, place: Place) -> tuple[Trained, ...]:
        """Return what was trained in a place, by name."""
        return await self._database.read(lambda connection: _all_of(connection, place))

    async def get(self, number: int) -> Trained | None:
        """Return what a button's number names, if it is there still."""
        statement = select(trained).where(trained.c.id == number)
        rows = await self._database.read(lambda connection: connection.execute(statement))
        row = rows.one_or_none()
        return None if row is None else _trained_of(row)

    async def said(self, number: int, message_id: int) -> None:
        """Keep which message tells of it."""
        statement = update(trained).where(trained.c.id == number).values(message_id=message_id)
        await self._database.write(lambda connection: connection.execute(statement))

    async def keep(self, number: int, figures: str, size_bytes: int) -> Trained | None:
        """Keep that it has learned, and how good it is; None where it was forgotten meanwhile."""
        values = {"kept": True, "figures": figures, "size_bytes": size_bytes}
        statement = update(trained).where(trained.c.id == number).values(**values)
        await self._database.write(lambda connection: connection.execute(statement))
        return await self.get(number)

    async def forget(self, number: int) -> None:
        """Delete one; its folder is the caller's to remove."""
        statement = delete(trained).where(trained.c.id == number)
        await self._database.erase(lambda connection: connection.execute(statement))

    async def forget_expired(self, now: datetime) -> int:
        """Delete all whose time is over, and count no more what is older than a day; return how many."""
        await self._database.write(lambda connection: lessons.forget_old(connection, now))
        statement = delete(trained).where(trained.c.expires_at < now, trained.c.kept)
        old = select(trained.c.id).where(trained.c.expires_at < now, trained.c.kept)
        found = await self._database.read(lambda connection: connection.execute(old))
        if not (count := len(found.all())):
            return 0
        await self._database.erase(lambda connection: connection.execute(statement))
        return count

    async def learning(self, application_id: int) -> tuple[Trained, ...]:
        """Return what is being trained, as far as the database knows, for messages of one bot."""
        statement = select(trained).where(
            trained.c.kept.is_(False), trained.c.application_id == str(application_id)
        )
        rows = await self._database.read(lambda connection: connection.execute(statement))
        return tuple(map(_trained_of, rows))

    async def tokens(self) -> frozenset[str]:
        """Return the folders that are somebody's."""
        rows = await self._database.read(lambda connection: connection.execute(select(trained.c.token)))
        return frozenset(rows.scalars())


def clean_trained_name(name: str) -> str:
    """Return a name as it is kept; it is typed as one word, so it has no blanks and no marks.

    Raises
    ------
    BadTrainedName
    """
    cleaned = unicodedata.normalize("NFC", name.strip())
    if len(cleaned) > NAME_LIMIT or not _NAME.fullmatch(cleaned):
        raise BadTrainedName(cleaned, NAME_LIMIT)
    return cleaned


async def _all_of(connection: AsyncConnection, place: Place) -> tuple[Trained, ...]:
    rows = await connection.execute(select(trained).where(here(trained, place)).order_by(trained.c.key))
    return tuple(map(_trained_of, rows))


def _check_room(all_kept: Sequence[Trained], subject: str) -> None:
    """Raise TooManyTrained where no more is kept in a place; of films nothing is."""
    if subject == NOT_KEPT:
        return
    kept = [each for each in all_kept if each.subject != NOT_KEPT]
    size = sum(each.size_bytes for each in kept)
    if len(kept) >= MOST_OF_PLACE or size >= MOST_BYTES_OF_PLACE:
        raise TooManyTrained(MOST_OF_PLACE, MOST_BYTES_OF_PLACE)


async def _get(connection: AsyncConnection, number: int) -> Trained:
    row = (await connection.execute(select(trained).where(trained.c.id == number))).one_or_none()
    if row is None:
        raise UnknownTrained("")
    return _trained_of(row)


def _trained_of(row: Row[Any]) -> Trained:
    return Trained(
        id=row.id,
        place=Place(row.guild_id, row.owner_id),
        name=row.name,
        subject=row.subject,
        maker_id=row.maker_id,
        source=row.source,
        token=row.token,
        channel_id=row.channel_id,
        message_id=row.message_id,
        is_kept=row.kept,
        figures=row.figures,
        size_bytes=row.size_bytes,
        started_at=row.started_at,
        expires_at=row.expires_at,
    )
