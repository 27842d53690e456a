"""The tables on a server are made once, whoever starts at the same time, and ordered by bytes."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection

from storage import schema
from storage.address import ServerAddress
from storage.database import Database
from storage.errors import DatabaseDamaged, DatabaseTooNew, MigrationFailed
from storage.postgresql.readying import make_ready
from storage.ratings import Ratings
from testbed.postgresql import Cluster
from tests.postgresql import new_database, run_sql
from tests.storage.examples import ANN, BOB, NOON, rating
from tests.storage.processes import rest_of, start_writer
from tests.storage.sqlite.test_migrate import BROKEN, REVISIONS, SCRIPTS


@pytest.fixture(scope="module")
def empty(postgresql: Cluster) -> ServerAddress:
    """Return a database without tables, whose language orders texts otherwise than by bytes where it can."""
    icu = "TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'en'"
    try:
        return new_database(postgresql, "other_order", icu)
    except Exception:  # this server knows no ICU
        return new_database(postgresql, "other_order")


async def test_two_processes_race_for_making_the_tables_and_lose_nothing(
    empty: ServerAddress, postgresql: Cluster
) -> None:
    address = postgresql.address(empty.name)
    writers = await asyncio.gather(*(start_writer(address, ANN, 3, 20) for _ in range(2)))
    ended = await asyncio.gather(*map(rest_of, writers))
    assert [errors for _, errors in ended] == ["", ""]
    acknowledged = {like for likes, _ in ended for like in likes}
    assert len(acknowledged) == 2 * 3 * 20
    async with await Database.open(empty) as database:
        for user in range(ANN, ANN + 3):
            kept = {(user, each.page) for each in await Ratings(database).of(user)}
            assert kept == {like for like in acknowledged if like[0] == user}


async def test_the_tables_are_those_of_the_schema_and_texts_are_ordered_by_their_bytes(
    empty: ServerAddress,
) -> None:
    def differences(connection: Connection) -> list[object]:
        return list(compare_metadata(MigrationContext.configure(connection), schema.metadata))

    titles = ["a", "B", "Z", "_", "é", "ß", "z", "0"]
    async with await Database.open(empty) as database:
        assert await database.read(lambda connection: connection.run_sync(differences)) == []
        ratings = Ratings(database)
        await ratings.rate_many(BOB, [rating(title) for title in titles])
        assert [each.page for each in await ratings.of(BOB)] == sorted(titles)


async def test_what_a_later_version_wrote_or_somebody_dropped_is_told(postgresql: Cluster) -> None:
    address = new_database(postgresql, "spoilt")
    await (await Database.open(address)).close()
    run_sql(postgresql, "ALTER TABLE ratings DROP COLUMN title", name="spoilt")
    with pytest.raises(DatabaseDamaged, match="ratings has no title"):
        await Database.open(address)
    newer = "UPDATE alembic_version SET version_num = '2042'"
    run_sql(postgresql, newer, name="spoilt")
    with pytest.raises(DatabaseTooNew):
        await Database.open(address)


def scripts_up_to(revision: str, folder: Path) -> Path:
    """Return a copy of the migrations as they were at `revision`."""
    scripts = folder / f"migrations_{revision}"
    shutil.copytree(SCRIPTS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
    for step in (scripts / "versions").glob("[0-9]*.py"):
        if step.name[:4] > revision:
            step.unlink()
    return scripts


@pytest.mark.parametrize("revision", REVISIONS)
async def test_every_earlier_version_arrives_at_this_one_with_what_was_kept(
    postgresql: Cluster, tmp_path: Path, revision: str
) -> None:
    where = new_database(postgresql, f"revision_{revision}")
    scripts = str(scripts_up_to(revision, tmp_path))
    await asyncio.to_thread(make_ready, where, scripts=scripts)
    run_sql(
        postgresql,
        f"INSERT INTO ratings VALUES ({ANN}, 'Amélie', 'Amélie', 'seen', '2026-11-22 12:00+00', NULL)",
        name=where.name,
    )
    async with await Database.open(where) as database:
        (kept,) = await Ratings(database).of(ANN)
        assert (kept.page, kept.rated_at) == ("Amélie", NOON)


async def test_a_migration_that_fails_midway_leaves_the_database_as_it_was(
    postgresql: Cluster, tmp_path: Path
) -> None:
    where = new_database(postgresql, "failing")
    await (await Database.open(where)).close()
    scripts = scripts_up_to("9999", tmp_path)
    step = BROKEN.format(newest=max(REVISIONS), failure="raise RuntimeError('the author erred')")
    (scripts / "versions" / "9999_broken.py").write_text(step, encoding="utf-8")
    with pytest.raises(MigrationFailed, match="the author erred"):
        await asyncio.to_thread(make_ready, where, scripts=str(scripts))
    async with await Database.open(where) as database:
        assert await Ratings(database).of(ANN) == ()
