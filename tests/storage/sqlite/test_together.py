"""Changes that wait for each other go to the disk together, and each is whole or undone by itself."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path

from sqlalchemy import delete, insert
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import schema
from storage.database import Database
from storage.errors import DatabaseGone
from storage.ratings import Ratings, row_of
from tests.storage.examples import ANN, BOB, rating

CHANGES = 60


async def test_of_many_changes_at_once_those_that_fail_leave_nothing_and_the_others_are_kept(
    empty_database: Path, tmp_path: Path
) -> None:
    path = tmp_path / "hyperplane.db"
    path.write_bytes(empty_database.read_bytes())
    refused = ValueError("refused")

    async def change(database: Database, number: int) -> int:
        async def work(connection: AsyncConnection) -> int:
            film = rating(f"Film {number}")
            await connection.execute(insert(schema.ratings), [row_of(BOB, film)])
            if number % 3 == 1:
                await connection.execute(delete(schema.ratings).filter_by(user_id=ANN))
                raise refused
            if number % 3 == 2:
                await connection.execute(insert(schema.ratings), [row_of(BOB, film)])  # breaks a rule
            return number

        return await database.write(work)

    async with await Database.open(path) as database:
        await Ratings(database).rate(ANN, rating())
        told = await asyncio.gather(
            *(change(database, number) for number in range(CHANGES)), return_exceptions=True
        )
        assert told[::3] == list(range(0, CHANGES, 3))
        assert all(each is refused for each in told[1::3])
        assert all("UNIQUE" in str(each) for each in told[2::3])
        kept = {each.page for each in await Ratings(database).of(BOB)}
        assert kept == {f"Film {number}" for number in range(0, CHANGES, 3)}
        assert len(await Ratings(database).of(ANN)) == 1
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()


async def test_when_the_file_is_gone_all_that_wait_are_told(empty_database: Path, tmp_path: Path) -> None:
    path = tmp_path / "hyperplane.db"
    path.write_bytes(empty_database.read_bytes())
    async with await Database.open(path) as database:
        path.unlink()
        liking = [Ratings(database).rate(ANN, rating(f"Film {number}")) for number in range(20)]
        told = await asyncio.gather(*liking, return_exceptions=True)
        assert all(isinstance(each, DatabaseGone) for each in told)
