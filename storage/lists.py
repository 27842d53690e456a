"""All lists of films that servers, or people in private, keep to watch."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import Database
from storage.film_list import (
    Added,
    Entry,
    FilmList,
    NewFilm,
    clean_name,
    key_of,
    list_of,
    read_entries,
    read_list,
    select_lists,
)
from storage.places import Place, columns_of, here
from storage.refusals import ListFull, ListNameTaken, NothingToPick, TooManyLists
from storage.schema import entries, lists

MOST_LISTS = 50
MOST_ENTRIES = 1000
TICK = timedelta(microseconds=1)
"""What lies at least between two films of a list, so that they keep the order in which they came."""


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
            kept = (await connection.execute(select_lists().where(here(lists, place)))).all()
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
        statement = select_lists().where(here(lists, place)).order_by(lists.c.key)
        rows = await self._database.read(lambda connection: connection.execute(statement))
        return tuple(list_of(row) for row in rows)

    async def get(self, list_id: int) -> FilmList:
        """Return a list.

        Raises
        ------
        UnknownList
            When it is gone.
        """
        return await self._database.read(lambda connection: read_list(connection, list_id))

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
            return await read_list(connection, list_id)

        return await self._database.write(work)

    async def delete(self, list_id: int) -> bool:
        """Delete a list with all that is on it; return whether there was one."""
        statement = delete(lists).where(lists.c.id == list_id)
        return bool((await self._database.write(lambda connection: connection.execute(statement))).rowcount)

    async def add(
        self,
        list_id: int,
        films: Sequence[NewFilm],
        adder_id: int,
        now: datetime,
        *,
        what_fits: bool = False,
    ) -> Added:
        """Put films on a list, all that are not there yet or, when they don't fit, none.

        With `what_fits` the first of them are put there for which there is room, if there is any, and the
        others are left.

        Raises
        ------
        ListFull, UnknownList
        """

        async def work(connection: AsyncConnection) -> Added:
            film_list = await read_list(connection, list_id)
            kept = {entry.page: entry for entry in await read_entries(connection, list_id)}
            wanted = dict(films)
            missing = [film for film in wanted.items() if film[0] not in kept]
            room = MOST_ENTRIES - len(kept)
            if len(missing) > room and not (what_fits and room):
                raise ListFull(film_list.name, MOST_ENTRIES, room, len(missing))
            first = max([now, *(entry.added_at + TICK for entry in kept.values())])
            new = [
                Entry(page, title, adder_id, first + number * TICK)
                for number, (page, title) in enumerate(missing[:room])
            ]
            if new:
                await connection.execute(
                    insert(entries), [{"list_id": list_id, **asdict(entry)} for entry in new]
                )
            known = tuple(kept[page] for page in wanted if page in kept)
            return Added(tuple(new), known, tuple(missing[room:]))

        return await self._database.write(work)

    async def remove(self, list_id: int, page: str) -> bool:
        """Take a film off a list, watched or not; return whether it was there."""
        statement = delete(entries).where(entries.c.list_id == list_id, entries.c.page == page)
        return bool((await self._database.write(lambda connection: connection.execute(statement))).rowcount)

    async def entries(self, list_id: int) -> tuple[Entry, ...]:
        """Return the films of a list, watched ones too, those added first before the others."""
        return await self._database.read(lambda connection: read_entries(connection, list_id))

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
            film_list = await read_list(connection, list_id)
            left = [each for each in await read_entries(connection, list_id) if each.watched_at is None]
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


async def _remember_pick(connection: AsyncConnection, list_id: int, page: str) -> None:
    await connection.execute(update(lists).where(lists.c.id == list_id).values(last_pick=page))
