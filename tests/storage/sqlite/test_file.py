"""The file survives crashes, neighbours, damage and full disks, or says in one exception what is wrong."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import Database
from storage.errors import DatabaseBusy, DatabaseDamaged, DatabaseGone, DatabaseUnwritable
from storage.ratings import Ratings
from tests.storage.examples import ANN, BOB, many, rating
from tests.storage.processes import Like, next_like, rest_of, start_writer

USERS, FILMS = 5, 200


async def assert_kept(path: Path, acknowledged: list[Like]) -> None:
    """Assert that the file is sound and holds every like that was acknowledged."""
    async with await Database.open(path) as database:
        users = {user for user, _ in acknowledged}
        kept = {(user, like.page) for user in users for like in await Ratings(database).of(user)}
    assert set(acknowledged) <= kept
    assert integrity(path) == "ok"


def integrity(path: Path) -> str:
    with sqlite3.connect(path) as connection:
        (found,) = connection.execute("PRAGMA integrity_check").fetchone()
    connection.close()
    return str(found)


@pytest.mark.parametrize("after", [1, 120, 400])
async def test_every_acknowledged_like_is_there_after_kill_9(path: Path, after: int) -> None:
    writer = await start_writer(str(path), ANN, USERS, FILMS)
    acknowledged = [await next_like(writer) for _ in range(after)]
    writer.kill()
    acknowledged += (await rest_of(writer))[0]
    assert after <= len(acknowledged) < USERS * FILMS, "it was killed midway"
    await assert_kept(path, acknowledged)


async def test_two_processes_on_one_file_lose_nothing_and_never_find_it_locked(path: Path) -> None:
    """They start on no file at all, so that they race for making and migrating it too."""
    writers = await asyncio.gather(*(start_writer(str(path), ANN, 3, 40) for _ in range(2)))
    ended = await asyncio.gather(*map(rest_of, writers))
    assert [errors for _, errors in ended] == ["", ""]
    acknowledged = [like for likes, _ in ended for like in likes]
    assert len(set(acknowledged)) == 2 * 3 * 40
    await assert_kept(path, acknowledged)


async def test_what_was_written_is_there_after_reopening_and_no_log_is_left_beside_it(path: Path) -> None:
    async with await Database.open(path) as database:
        await Ratings(database).rate(ANN, rating())
    assert [each.name for each in path.parent.iterdir()] == [path.name]
    async with await Database.open(path) as database:
        assert await Ratings(database).of(ANN) == (rating(),)


async def test_the_connection_is_durable_and_checks_references(database: Database) -> None:
    async def pragmas(connection: AsyncConnection) -> dict[str, Any]:
        names = ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "busy_timeout")
        return {name: (await connection.exec_driver_sql(f"PRAGMA {name}")).scalar_one() for name in names}

    assert await database.read(pragmas) == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
        "busy_timeout": 5000,
    }


async def test_only_the_owner_may_read_the_file(path: Path, database: Database) -> None:
    await Ratings(database).rate(ANN, rating())
    assert {stat.S_IMODE(each.stat().st_mode) for each in path.parent.iterdir()} == {0o600}


async def test_a_lock_that_is_held_too_long_is_told(path: Path) -> None:
    async with await Database.open(path, wait_s=0.05) as database:
        with sqlite3.connect(path, isolation_level=None) as holder:
            holder.execute("BEGIN IMMEDIATE")
            with pytest.raises(DatabaseBusy):
                await Ratings(database).rate(ANN, rating())
            holder.execute("ROLLBACK")
        holder.close()
        await Ratings(database).rate(ANN, rating())


async def test_a_full_disk_is_told_and_what_was_there_stays(path: Path) -> None:
    async with await Database.open(path) as database:
        ratings = Ratings(database)
        await ratings.rate(ANN, rating())
        small = "PRAGMA max_page_count = 8"  # of the one connection so far, as nobody else asked
        await database.write(lambda connection: connection.exec_driver_sql(small))
        with pytest.raises(DatabaseUnwritable, match="full"):
            await ratings.rate_many(BOB, many(5000))
        assert (len(await ratings.of(ANN)), len(await ratings.of(BOB))) == (1, 0)
    assert integrity(path) == "ok"


async def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(DatabaseUnwritable, match=r"(?i)not a directory|exists"):
        await Database.open(tmp_path / "file" / "hyperplane.db")


async def test_a_folder_in_place_of_the_file_is_told(path: Path) -> None:
    path.mkdir(parents=True)
    with pytest.raises(DatabaseUnwritable):
        await Database.open(path)


async def test_a_read_only_file_is_told(path: Path) -> None:
    async with await Database.open(path):
        pass
    path.chmod(0o400)
    if os.access(path, os.W_OK):
        pytest.skip("root may write anything")
    with pytest.raises(DatabaseUnwritable, match=r"(?i)read-?only"):
        await Database.open(path)


async def test_a_file_that_is_no_database_is_told_and_left_alone(path: Path) -> None:
    path.parent.mkdir()
    path.write_text("Dear diary, " * 500)
    with pytest.raises(DatabaseDamaged, match="not a database"):
        await Database.open(path)
    assert path.read_text() == "Dear diary, " * 500


@pytest.mark.parametrize("spoilt", ["overwritten", "cut off"])
async def test_a_damaged_file_is_told_and_left_alone(path: Path, spoilt: str) -> None:
    async with await Database.open(path) as database:
        await Ratings(database).rate_many(ANN, many(2000))
    whole = path.read_bytes()
    middle = len(whole) // 2
    damaged = (
        whole[:middle] if spoilt == "cut off" else whole[:middle] + b"\xa5" * 9000 + whole[middle + 9000 :]
    )
    path.write_bytes(damaged)
    with pytest.raises(DatabaseDamaged):
        await Database.open(path)
    assert path.read_bytes() == damaged


async def test_names_of_files_may_look_like_addresses(tmp_path: Path) -> None:
    path = tmp_path / "a?b=c&d#%20 é.db"
    async with await Database.open(path) as database:
        await Ratings(database).rate(ANN, rating())
    assert path.exists()


def removed(path: Path) -> None:
    path.unlink()


def replaced(path: Path) -> None:
    whole = path.read_bytes()
    path.rename(path.with_name("elsewhere.db"))
    path.write_bytes(whole)


def without_log(path: Path) -> None:
    path.with_name(f"{path.name}-wal").unlink()


@pytest.mark.parametrize("change", [removed, replaced, without_log])
async def test_nothing_is_acknowledged_once_the_file_is_taken_away(
    path: Path, change: Callable[[Path], None]
) -> None:
    async with await Database.open(path) as database:
        await Ratings(database).rate(ANN, rating())
        change(path)
        for _ in range(2):
            with pytest.raises(DatabaseGone):
                await Ratings(database).rate(BOB, rating())


async def test_a_file_that_is_put_back_is_written_again(path: Path) -> None:
    async with await Database.open(path) as database:
        path.rename(path.with_name("away.db"))
        with pytest.raises(DatabaseGone):
            await Ratings(database).rate(ANN, rating())
        path.with_name("away.db").rename(path)
        await Ratings(database).rate(ANN, rating())
        assert await Ratings(database).of(ANN) == (rating(),)
