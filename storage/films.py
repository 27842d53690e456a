"""The films of all tables: their pages are the keys of what people said, whichever catalogue is in use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlalchemy import Column, Delete, Table, and_, delete, exists, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import Database
from storage.schema import FILM, HOLDS, metadata


class Films:
    """Every column that the schema marks as a film's page."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def kept(self) -> dict[str, str]:
        """Return the pages of all films that anybody rated, listed or voted on, with their titles."""

        async def work(connection: AsyncConnection) -> dict[str, str]:
            films: dict[str, str] = {}
            for table, column in _columns():
                title = table.c.title if "title" in table.c else column
                rows = await connection.execute(select(column, title).where(column.is_not(None)).distinct())
                for page, shown in rows:
                    if page not in films or films[page] == page:
                        films[page] = shown
            return films

        return await self._database.read(work)

    async def move(self, pages: Mapping[str, str]) -> int:
        """Give films their new pages, all or, on an error, none; return how many rows that changed.

        Where somebody has said something of the new page too, that stays and the older word goes.
        """

        async def work(connection: AsyncConnection) -> int:
            rows = 0
            for before, after in pages.items():
                for table, column in _columns():
                    if column.primary_key:
                        await connection.execute(_doubled(table, column, before, after))
                    moved = update(table).where(column == before).values({column.name: after})
                    rows += (await connection.execute(moved)).rowcount
            return rows

        return await self._database.write(work)


def _columns() -> Iterator[tuple[Table, Column[str]]]:
    for table in metadata.sorted_tables:
        for column in table.columns:
            if column.info.get(HOLDS) == FILM:
                yield table, column


def _doubled(table: Table, column: Column[str], before: str, after: str) -> Delete:
    """Return the statement that deletes rows of `before` whose place `after` has already."""
    other = table.alias()
    same = [other.c[key.name] == key for key in table.primary_key.columns if key is not column]
    taken = exists().where(and_(other.c[column.name] == after, *same))
    return delete(table).where(column == before, taken)
