"""A server may go away, refuse and collide: nothing acknowledged is lost, and each is told by its name."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Iterator
from contextlib import AsyncExitStack
from dataclasses import replace

import pytest
from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import schema
from storage.address import ServerAddress, parse_address
from storage.database import Database
from storage.errors import DatabaseBusy, DatabaseRefuses, DatabaseUnreachable, OutcomeUnknown
from storage.lists import Lists
from storage.postgresql.server import CONNECTIONS
from storage.ratings import Ratings
from storage.votes import Votes
from testbed.postgresql import Cluster, running_cluster
from tests.postgresql import new_database, run_sql
from tests.storage.examples import ANN, BOB, NOON, friday, rating, vote_on

CALLS, ENDING_SHARE = 200, 0.3
FOR_EVER_S = 60.0


@pytest.fixture(scope="module")
def own(postgresql: Cluster) -> Iterator[Cluster]:
    """Yield a server that the tests of this module may kill."""
    with running_cluster() as cluster:
        yield cluster


async def test_a_killed_server_costs_nothing_acknowledged_and_when_it_is_back_all_goes_on(
    own: Cluster,
) -> None:
    """It is killed amid likes, twice: for a moment, which nobody notices, and for longer than we wait."""
    where = parse_address(own.address("postgres"))
    async with await Database.open(where, wait_s=1) as database:
        ratings = Ratings(database)
        told: list[BaseException] = []
        acknowledged: set[tuple[int, str]] = set()
        stopped = asyncio.Event()

        async def like(user: int) -> None:
            film = 0
            while not stopped.is_set():
                film += 1
                try:
                    await ratings.rate(user, rating(f"Film {film}"))
                except (DatabaseUnreachable, OutcomeUnknown) as error:
                    told.append(error)
                else:
                    acknowledged.add((user, f"Film {film}"))

        async def until(count: int) -> None:
            while len(acknowledged) < count:
                await asyncio.sleep(0.01)

        liking = [asyncio.create_task(like(ANN + number)) for number in range(6)]
        await until(30)
        await asyncio.to_thread(own.kill)
        await asyncio.to_thread(own.start)
        await until(len(acknowledged) + 30)
        await asyncio.to_thread(own.kill)
        while not any(isinstance(each, DatabaseUnreachable) for each in told):
            await asyncio.sleep(0.01)
        many = (ratings.of(ANN) for _ in range(3 * CONNECTIONS))
        told_all = await asyncio.gather(*many, return_exceptions=True)
        assert {type(each) for each in told_all} == {DatabaseUnreachable}
        await asyncio.to_thread(own.start)
        await until(len(acknowledged) + 30)
        stopped.set()
        await asyncio.gather(*liking)
        kept = {(user, each.page) for user in range(ANN, ANN + 6) for each in await ratings.of(user)}
        assert acknowledged <= kept
        assert len(kept) <= len(acknowledged) + sum(isinstance(each, OutcomeUnknown) for each in told)


async def test_what_nobody_lets_us_do_is_told_and_no_password_is(
    postgresql: Cluster, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    run_sql(
        postgresql,
        "CREATE ROLE guest LOGIN PASSWORD 's3cr3t'",
        "CREATE DATABASE latin ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0",
        "CREATE DATABASE closed",
        "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
    )
    run_sql(postgresql, "REVOKE CREATE ON SCHEMA public FROM PUBLIC", name="closed")
    there = parse_address(postgresql.address("closed"))
    assert isinstance(there, ServerAddress)
    wrong = {
        "does not exist": replace(there, name="nowhere"),
        "encoding is LATIN1": replace(there, name="latin"),
        "permission denied": replace(there, user="guest"),
        "(?i)role .* does not exist": replace(there, user="nobody"),
    }
    for reason, where in wrong.items():
        with pytest.raises(DatabaseRefuses, match=reason):
            await Database.open(replace(where, password="s3cr3t"), wait_s=0.2)
    with pytest.raises(DatabaseUnreachable, match=r"\w"):
        await Database.open(replace(there, port=1, password="s3cr3t"), wait_s=0.2)
    assert "s3cr3t" not in caplog.text


async def test_a_write_that_others_keep_waiting_or_collide_with_each_time_is_told(
    postgresql: Cluster,
) -> None:
    where = new_database(postgresql, "contended")
    async with await Database.open(where, wait_s=0.3) as database, await Database.open(where) as other:
        await Ratings(database).rate(ANN, rating())
        every = select(schema.ratings)

        async def collide(connection: AsyncConnection) -> None:
            (await connection.execute(every)).all()
            await Ratings(other).rate(ANN, rating())
            await connection.execute(schema.ratings.update().values(title="late"))

        with pytest.raises(DatabaseBusy):
            await database.write(collide)

        async def hold(connection: AsyncConnection) -> None:
            await connection.execute(text("LOCK TABLE ratings IN ACCESS EXCLUSIVE MODE"))
            with pytest.raises(DatabaseBusy):
                await Ratings(database).rate(BOB, rating())

        await other.write(hold)
        await Ratings(database).rate(BOB, rating())


async def test_presses_on_one_vote_in_several_processes_wait_for_each_other_and_none_is_told_to_come_again(
    postgresql: Cluster,
) -> None:
    where = new_database(postgresql, "crowded")
    async with AsyncExitStack() as stack:
        opened = [await stack.enter_async_context(await Database.open(where, wait_s=0.2)) for _ in range(3)]
        vote = await vote_on(Votes(opened[0]), await friday(Lists(opened[0])))
        presses = [
            Votes(opened[person % 3]).toggle(vote.id, number, BOB + person, NOON)
            for person in range(30)
            for number in (1, 2, 3)
        ]
        await asyncio.gather(*presses)
        kept = await Votes(opened[0]).get(vote.id)
        assert [option.approvals for option in kept.options] == [30, 30, 30]


async def test_a_commit_whose_answer_is_lost_is_told_as_such_and_not_done_again(postgresql: Cluster) -> None:
    where = new_database(postgresql, "cut_off")
    async with await Database.open(where, wait_s=0.3) as database:
        done = 0

        async def work(connection: AsyncConnection) -> None:
            nonlocal done
            done += 1
            await connection.execute(schema.ratings.delete())
            me = await connection.scalar(text("SELECT pg_backend_pid()"))
            run_sql(postgresql, f"SELECT pg_terminate_backend({me}, 5000)")

        with pytest.raises(OutcomeUnknown):
            await database.write(work)
        assert done == 1
        assert await Ratings(database).of(ANN) == ()


async def test_whoever_waits_for_a_connection_gets_one_however_many_are_lost(
    on_server: ServerAddress,
) -> None:
    """Many ask for few connections, each of which ends now and then: nobody waits for ever."""
    chance = random.Random(0)

    async def work(connection: AsyncConnection) -> int:
        found: int = (await connection.execute(text("SELECT pg_sleep(0.002), 1"))).one()[1]
        if chance.random() < ENDING_SHARE:
            await connection.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
        return found

    async with await Database.open(on_server, wait_s=5) as database, asyncio.timeout(FOR_EVER_S):
        deeds = [database.read if number % 3 else database.write for number in range(CALLS)]
        done = await asyncio.gather(*(deed(work) for deed in deeds), return_exceptions=True)
        assert [each for each in done if each != 1] == []
