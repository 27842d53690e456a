"""A copy is the same row by row, in any database; one that is broken off goes on, and none overwrites."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.address import Where
from storage.copying import copy_database, open_whole
from storage.database import Database
from storage.errors import CopyUnfinished, TargetNotEmpty
from storage.lists import Lists
from storage.people import People
from storage.ratings import Ratings
from storage.schema import metadata
from testbed.postgresql import Cluster
from tests.postgresql import new_database
from tests.storage.examples import ANN, BOB, NOON, SERVER, many, rating
from tests.storage.rows import example


async def everything(where: Where) -> tuple[dict[str, list[Any]], list[str]]:
    """Return all rows of all tables, and both people's exports as `mydata` sends them."""

    async def read(connection: AsyncConnection) -> dict[str, list[Any]]:
        return {
            table.name: sorted(map(repr, await connection.execute(select(table))))
            for table in metadata.sorted_tables
        }

    async with await Database.open(where) as database:
        people = People(database)
        exports = [json.dumps(await people.export(each), ensure_ascii=False, indent=2) for each in (ANN, BOB)]
        return await database.read(read), exports


@pytest.fixture
async def full(tmp_path: Path) -> Path:
    """Return a file with rows in every table, thousands in one, and a list that is gone."""

    async def fill(connection: AsyncConnection) -> None:
        for table in metadata.sorted_tables:
            rows = [example(table, person, number) for number, person in enumerate((ANN, BOB), start=1)]
            await connection.execute(insert(table), rows)

    path = tmp_path / "full.db"
    async with await Database.open(path) as database:
        await database.write(fill)
        await Ratings(database).rate_many(ANN, many(2500))
        await Ratings(database).rate_many(
            BOB, [rating(page) for page in ("Ärger", "a", "Z", "_", "日本", "🎬")]
        )
        gone = await Lists(database).create(SERVER, "Gone", ANN, NOON)
        await Lists(database).delete(gone.id)
    return path


async def test_a_copy_that_was_broken_off_goes_on_and_is_the_same_there_and_back(
    full: Path, tmp_path: Path, postgresql: Cluster
) -> None:
    there = new_database(postgresql, "copied")

    def break_off(table: str, rows: int) -> None:
        if table == "ratings" and rows >= 1000:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        await copy_database(full, there, break_off)
    with pytest.raises(CopyUnfinished):
        await open_whole(there)
    with pytest.raises(TargetNotEmpty):
        await copy_database(tmp_path / "another.db", there, print)
    told: list[tuple[str, int]] = []
    copied = await copy_database(full, there, lambda *each: told.append(each))
    assert ("ratings", 1000) not in told, "those were there already"
    before = await everything(full)
    assert await everything(there) == before
    assert sum(map(len, before[0].values())) == copied

    back = tmp_path / "back.db"
    await copy_database(there, back, print)
    assert await everything(back) == before
    for where in (full, there, back):
        async with await open_whole(where) as database:
            made = await Lists(database).create(SERVER, "New", ANN, NOON)
            assert made.id == 4, "a number is never given twice"
    with pytest.raises(TargetNotEmpty):
        await copy_database(full, there, print)
