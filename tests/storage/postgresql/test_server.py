"""The tables on a server are made once, whoever starts at the same time, and ordered by bytes."""

from __future__ import annotations

import asyncio

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection

from storage import schema
from storage.address import ServerAddress
from storage.database import Database
from storage.errors import (
    DatabaseDamaged,
    DatabaseTooNew,
)
from storage.ratings import Ratings
from testbed.postgresql import Cluster
from tests.postgresql import new_database, run_sql
from tests.storage.examples import ANN, BOB, rating
from tests.storage.processes import rest_of, start_writer


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
