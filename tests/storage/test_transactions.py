"""Transactions are whole, see one moment and run to their end, in whatever database."""

from __future__ import annotations

import asyncio
import gc
import threading

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import schema
from storage.address import Where
from storage.database import Database
from storage.errors import DatabaseClosed
from storage.ratings import Ratings
from tests.storage.examples import ANN, BOB, many, rating


async def test_two_databases_open_at_once_in_one_process(where: Where, database: Database) -> None:
    one, two = await asyncio.gather(Database.open(where), Database.open(where))
    async with one, two:
        await asyncio.gather(*(Ratings(each).rate_many(ANN, many(10)) for each in (one, two)))
        assert len(await Ratings(one).of(ANN)) == 10


async def test_a_reader_sees_one_moment_while_others_write(database: Database, ratings: Ratings) -> None:
    async def work(connection: AsyncConnection) -> None:
        everything = select(schema.ratings)
        before = (await connection.execute(everything)).all()
        await ratings.rate(ANN, rating())
        assert (await connection.execute(everything)).all() == before == []

    await database.read(work)
    assert len(await ratings.of(ANN)) == 1


async def test_an_error_midway_leaves_nothing_behind(database: Database, ratings: Ratings) -> None:
    async def fail(connection: AsyncConnection) -> None:
        await connection.execute(schema.ratings.delete())
        raise RuntimeError

    await ratings.rate(ANN, rating())
    with pytest.raises(RuntimeError):
        await database.write(fail)
    assert len(await ratings.of(ANN)) == 1


async def test_what_has_begun_ends_well_when_its_caller_is_cancelled(ratings: Ratings) -> None:
    for turns in range(40):  # wherever it is by then
        user = ANN + turns
        task = asyncio.create_task(ratings.rate_many(user, many(3)))
        for _ in range(turns):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await ratings.rate(BOB, rating())  # finds the lock free, after what had begun
        while len(kept := await ratings.of(user)) != (3 if turns else 0):  # on a server it may end later
            assert not kept


async def test_more_readers_than_connections_wait_in_line(ratings: Ratings) -> None:
    await ratings.rate(ANN, rating())
    assert list(map(len, await asyncio.gather(*(ratings.of(ANN) for _ in range(50))))) == [1] * 50


async def test_closing_lets_those_under_way_end_and_refuses_later_ones(
    where: Where, database: Database
) -> None:
    closing = await Database.open(where)
    ratings = Ratings(closing)
    under_way = [asyncio.create_task(ratings.rate(ANN, each)) for each in many(20)]
    await asyncio.sleep(0)
    await closing.close()
    assert await asyncio.gather(*under_way) == [None] * 20
    with pytest.raises(DatabaseClosed):
        await ratings.rate(ANN, rating())
    await closing.close()  # twice is as good as once
    async with await Database.open(where) as again:
        assert len(await Ratings(again).of(ANN)) == 20


async def test_no_thread_outlives_the_database(where: Where, database: Database) -> None:
    before = set(threading.enumerate())
    async with await Database.open(where) as another:
        await asyncio.gather(*(Ratings(another).of(ANN) for _ in range(8)))
    gc.collect()  # an unclosed connection would warn here
    left = [thread for thread in set(threading.enumerate()) - before if "asyncio" not in thread.name]
    for thread in left:
        thread.join(timeout=5)
    assert not [thread for thread in left if thread.is_alive()]


async def test_a_mistake_in_a_statement_stays_a_mistake_and_names_nobody(database: Database) -> None:
    wrong = text("SELECT :person FROM nowhere").bindparams(person=ANN)
    with pytest.raises(DBAPIError) as raised:
        await database.read(lambda connection: connection.execute(wrong))
    assert str(ANN) not in str(raised.value)
