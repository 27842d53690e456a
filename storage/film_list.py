"""A list of films as it stands: its names, and how it and what is on it are read from their rows."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.places import Place
from storage.refusals import BadListName, UnknownList
from storage.schema import entries, lists

NAME_LIMIT = 50

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
    """What became of films that were added: new, there before, or left as the list had no room for them."""

    new: tuple[Entry, ...]
    known: tuple[Entry, ...]
    left: tuple[NewFilm, ...] = ()


def clean_name(name: str) -> str:
    """Return a list's name as it is kept: on one line, without spaces around it.

    Raises
    ------
    BadListName
    """
    cleaned = tidy(name)
    if not 1 <= len(cleaned) <= NAME_LIMIT:
        raise BadListName(cleaned, NAME_LIMIT)
    return cleaned


def tidy(name: str) -> str:
    """Return a name on one line, without spaces around it and without what cannot be seen."""
    return " ".join("".join(each for each in name if each.isprintable() or each.isspace()).split())


def key_of(name: str) -> str:
    """Return what two names have in common when people would call them the same."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def select_lists() -> Select[Any]:
    """Return the query for lists with how many films are on them, for `list_of`."""
    count = func.count(entries.c.page)
    watched = func.count(entries.c.watched_at)
    return (
        select(lists, (count - watched).label("unwatched"), watched.label("watched"))
        .select_from(lists.outerjoin(entries))
        .group_by(lists.c.id)
    )


def list_of(row: Row[Any]) -> FilmList:
    """Return a list as a row of `select_lists` has it."""
    place = Place(row.guild_id, row.owner_id)
    return FilmList(
        row.id, place, row.name, row.creator_id, row.created_at, row.last_pick, row.unwatched, row.watched
    )


async def read_list(connection: AsyncConnection, list_id: int) -> FilmList:
    """Return a list.

    Raises
    ------
    UnknownList
        When it is gone.
    """
    row = (await connection.execute(select_lists().where(lists.c.id == list_id))).one_or_none()
    if row is None:
        raise UnknownList("")
    return list_of(row)


async def read_entries(connection: AsyncConnection, list_id: int) -> tuple[Entry, ...]:
    """Return the films of a list, watched ones too, those added first before the others."""
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
