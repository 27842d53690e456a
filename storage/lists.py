"""Named lists of films that a server, or one person in private, keeps to watch."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, Select, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import Database
from storage.places import Place, columns_of, here
from storage.refusals import (
    BadListName,
    ListFull,
    ListNameTaken,
    NothingToPick,
    TooManyLists,
    UnknownList,
)
from storage.schema import entries, lists

MOST_LISTS = 50
MOST_ENTRIES = 1000
NAME_LIMIT = 50
TICK = timedelta(microseconds=1)
"""What lies at least between two films of a list, so that they keep the order in which they came."""

NewFilm = tuple[str, str]
"""A film's page and its title as it is shown."""


@dataclass(frozen=True, slots=True)
class FilmList:
    """A list, with how many of its films were watched and how many are left to watch.

    `creator_id` is None once that person was forgotten; `last_pick` is the page that was picked last.
    """

    id: int
    place: Place
    name: str
    creator_id: int | None
    created_at: datetime
    last_pick: str | None
    unwatched: int
    watched: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A film on a list; `adder_id` is None once that person was forgotten."""

    page: str
    title: str
    adder_id: int | None
    added_at: datetime
    watched_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Added:
    """What became of films that were added: those that are new, and those that were there before."""

    new: tuple[Entry, ...]
    known: tuple[Entry, ...]


class Lists:
    """All lists of all places."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def create(self, place: Place, name: str, creator_id: int, now: datetime) -> FilmList:
        """Make an empty list.

        Raises
        ------
        BadListName, ListNameTaken, TooManyLists
        """
        name = clean_name(name)

        async def work(connection: AsyncConnection) -> FilmList:
            kept = (await connection.execute(_select_lists().where(here(lists, place)))).all()
            if (taken := [row.name for row in kept if row.key == key_of(name)]) != []:
                raise ListNameTaken(taken[0])
            if len(kept) >= MOST_LISTS:
                raise TooManyLists(MOST_LISTS)
            row = {"name": name, "key": key_of(name), "creator_id": creator_id, "created_at": now}
            made = await connection.execute(insert(lists).values(**row, **columns_of(place)))
            (list_id,) = made.inserted_primary_key or (0,)
            return FilmList(list_id, place, name, creator_id, now, None, 0, 0)

        return await self._database.write(work)

    async def of(self, place: Place) -> tuple[FilmList, ...]:
        """Return the lists of a place, by name."""
        statement = _select_lists().where(here(lists, place)).order_by(lists.c.key)
        rows = await self._database.read(lambda connection: connection.execute(statement))
        return tuple(_list(row) for row in rows)

    async def get(self, list_id: int) -> FilmList:
        """Return a list.

        Raises
        ------
        UnknownList
            When it is gone.
        """
        return await self._database.read(lambda connection: _get(connection, list_id))

    async def rename(self, list_id: int, name: str) -> FilmList:
        """Give a list another name; another spelling of its own counts as one.

        Raises
        ------
        BadListName, ListNameTaken, UnknownList
        """
        name = clean_name(name)
        statement = update(lists).where(lists.c.id == list_id).values(name=name, key=key_of(name))

        async def work(connection: AsyncConnection) -> FilmList:
            try:
                await connection.execute(statement)
            except IntegrityError as error:
                raise ListNameTaken(name) from error
            return await _get(connection, list_id)

        return await self._database.write(work)

    async def delete(self, list_id: int) -> bool:
        """Delete a list with all that is on it; return whether there was one."""
        statement = delete(lists).where(lists.c.id == list_id)
        return bool((await self._database.write(lambda connection: connection.execute(statement))).rowcount)

    async def add(self, list_id: int, films: Sequence[NewFilm], adder_id: int, now: datetime) -> Added:
        """Put films on a list, all that are not there yet or, when they don't fit, none.

        Raises
        ------
        ListFull, UnknownList
        """

        async def work(connection: AsyncConnection) -> Added:
            film_list = await _get(connection, list_id)
            kept = {entry.page: entry for entry in await _entries(connection, list_id)}
            wanted = dict(films)
            missing = [film for film in wanted.items() if film[0] not in kept]
            first = max([now, *(entry.added_at + TICK for entry in kept.values())])
            new = [
                Entry(page, title, adder_id, first + number * TICK)
                for number, (page, title) in enumerate(missing)
            ]
            room = MOST_ENTRIES - len(kept)
            if len(new) > room:
                raise ListFull(film_list.name, MOST_ENTRIES, room, len(new))
            if new:
                await connection.execute(insert(entries), [_row(list_id, entry) for entry in new])
            return Added(tuple(new), tuple(kept[page] for page in wanted if page in kept))

        return await self._database.write(work)

    async def remove(self, list_id: int, page: str) -> bool:
        """Take a film off a list, watched or not; return whether it was there."""
        statement = delete(entries).where(entries.c.list_id == list_id, entries.c.page == page)
        return bool((await self._database.write(lambda connection: connection.execute(statement))).rowcount)

    async def entries(self, list_id: int) -> tuple[Entry, ...]:
        """Return the films of a list, watched ones too, those added first before the others."""
        return await self._database.read(lambda connection: _entries(connection, list_id))

    async def set_watched(self, list_id: int, page: str, moment: datetime | None) -> bool:
        """Put a film into the list's history, or back among the rest (None); return whether that is new."""
        other = entries.c.watched_at.is_(None) if moment else entries.c.watched_at.is_not(None)
        statement = (
            update(entries)
            .where(entries.c.list_id == list_id, entries.c.page == page, other)
            .values(watched_at=moment)
        )
        return bool((await self._database.write(lambda connection: connection.execute(statement))).rowcount)

    async def pick(self, list_id: int, chance: random.Random) -> Entry:
        """Pick a film that was not watched by chance, never the last pick unless it is the only one.

        Raises
        ------
        NothingToPick, UnknownList
        """

        async def work(connection: AsyncConnection) -> Entry:
            film_list = await _get(connection, list_id)
            left = [each for each in await _entries(connection, list_id) if each.watched_at is None]
            if not left:
                raise NothingToPick(film_list.name, film_list.watched)
            others = [each for each in left if each.page != film_list.last_pick]
            picked = chance.choice(others or left)
            await _remember_pick(connection, list_id, picked.page)
            return picked

        return await self._database.write(work)

    async def remember_pick(self, list_id: int, page: str) -> None:
        """Keep what was picked by other means, so that chance does not pick it next."""
        await self._database.write(lambda connection: _remember_pick(connection, list_id, page))


def clean_name(name: str) -> str:
    """Return a list's name as it is kept: on one line, without spaces around it.

    Raises
    ------
    BadListName
    """
    cleaned = " ".join("".join(each for each in name if each.isprintable() or each.isspace()).split())
    if not 1 <= len(cleaned) <= NAME_LIMIT:
        raise BadListName(cleaned, NAME_LIMIT)
    return cleaned


def key_of(name: str) -> str:
    """Return what two names have in common when people would call them the same."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _select_lists() -> Select[Any]:
    count = func.count(entries.c.page)
    watched = func.count(entries.c.watched_at)
    return (
        select(lists, (count - watched).label("unwatched"), watched.label("watched"))
        .select_from(lists.outerjoin(entries))
        .group_by(lists.c.id)
    )


def _list(row: Row[Any]) -> FilmList:
    place = Place(row.guild_id, row.owner_id)
    return FilmList(
        row.id, place, row.name, row.creator_id, row.created_at, row.last_pick, row.unwatched, row.watched
    )


async def _get(connection: AsyncConnection, list_id: int) -> FilmList:
    row = (await connection.execute(_select_lists().where(lists.c.id == list_id))).one_or_none()
    if row is None:
        raise UnknownList("")
    return _list(row)


async def _entries(connection: AsyncConnection, list_id: int) -> tuple[Entry, ...]:
    columns = (
        entries.c.page,
        entries.c.title,
        entries.c.adder_id,
        entries.c.added_at,
        entries.c.watched_at,
    )
    statement = (
        select(*columns).where(entries.c.list_id == list_id).order_by(entries.c.added_at, entries.c.page)
    )
    return tuple(Entry(*row) for row in await connection.execute(statement))


def _row(list_id: int, entry: Entry) -> dict[str, object]:
    return {
        "list_id": list_id,
        "page": entry.page,
        "title": entry.title,
        "adder_id": entry.adder_id,
        "added_at": entry.added_at,
        "watched_at": entry.watched_at,
    }


async def _remember_pick(connection: AsyncConnection, list_id: int, page: str) -> None:
    await connection.execute(update(lists).where(lists.c.id == list_id).values(last_pick=page))
