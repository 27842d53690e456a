"""A copy is one moment of the database, checked; putting it back replaces nothing that is in use."""

from __future__ import annotations

import asyncio
import sqlite3
import stat
from pathlib import Path

import pytest

from storage.database import Database
from storage.errors import (
    BackupInTheWay,
    DatabaseDamaged,
    DatabaseInUse,
    DatabaseMissing,
    DatabaseTooNew,
    DatabaseUnwritable,
)
from storage.ratings import Ratings
from storage.sqlite.backup import REPLACED, back_up, restore
from tests.storage.examples import ANN, BOB, many


async def test_a_copy_taken_while_people_rate_is_one_moment_and_can_be_put_back(
    path: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copies" / "monday.db"
    async with await Database.open(path) as database:
        ratings = Ratings(database)
        await ratings.rate_many(ANN, many(200))
        rating = asyncio.create_task(ratings.rate_many(BOB, many(500)))
        await asyncio.to_thread(back_up, path, copy)
        await rating
        with pytest.raises(DatabaseInUse):
            restore(copy, path)
        assert len(await ratings.of(BOB)) == 500
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert [each.name for each in copy.parent.iterdir()] == ["monday.db"]

    assert restore(copy, path) == path.with_name(path.name + REPLACED)
    async with await Database.open(path) as database:
        assert len(await Ratings(database).of(ANN)) == 200
        assert len(await Ratings(database).of(BOB)) in (0, 500)


async def test_the_database_that_was_replaced_is_kept_whole(path: Path, tmp_path: Path) -> None:
    async with await Database.open(path) as database:
        back_up(path, tmp_path / "empty.db")
        await Ratings(database).rate_many(ANN, many(3))
    kept = restore(tmp_path / "empty.db", path)
    assert kept is not None
    async with await Database.open(kept) as database:
        assert len(await Ratings(database).of(ANN)) == 3


async def test_what_cannot_be_copied_or_put_back_changes_nothing(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    with pytest.raises(DatabaseMissing):
        back_up(path, copy)
    with pytest.raises(DatabaseMissing):
        restore(copy, path)
    await (await Database.open(path)).close()
    before = path.read_bytes()
    back_up(path, copy)
    with pytest.raises(BackupInTheWay):
        back_up(path, copy)
    with pytest.raises(DatabaseUnwritable):
        back_up(path, path / "copy.db")

    broken = tmp_path / "broken.db"
    broken.write_bytes(copy.read_bytes()[:9000])
    with pytest.raises(DatabaseDamaged):
        restore(broken, path)
    broken.write_bytes(b"no database" * 1000)
    with pytest.raises(DatabaseDamaged):
        restore(broken, path)
    with sqlite3.connect(copy) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '2042'")
    connection.close()
    with pytest.raises(DatabaseTooNew):
        restore(copy, path)
    assert path.read_bytes() == before


async def test_a_damaged_database_makes_no_copy_and_can_be_replaced(path: Path, tmp_path: Path) -> None:
    await (await Database.open(path)).close()
    back_up(path, tmp_path / "good.db")
    path.write_bytes(path.read_bytes()[:9000])
    with pytest.raises(DatabaseDamaged):
        back_up(path, tmp_path / "copy.db")
    assert not (tmp_path / "copy.db").exists()
    restore(tmp_path / "good.db", path)
    await (await Database.open(path)).close()
