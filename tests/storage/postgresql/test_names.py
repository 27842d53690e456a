"""Of several processes with one database one at a time holds a name, for as long as it lives."""

from __future__ import annotations

import asyncio

import pytest

from storage.address import ServerAddress
from storage.database import Database
from storage.errors import DatabaseBusy
from storage.postgresql.names import AT_ONCE
from testbed.postgresql import Cluster
from tests.postgresql import run_sql

HELD = """
SELECT pg_terminate_backend(pid) FROM pg_locks
WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""


async def test_a_name_has_one_holder_until_it_lets_go_or_dies(
    on_server: ServerAddress, postgresql: Cluster
) -> None:
    async with (
        await Database.open(on_server) as one,
        await Database.open(on_server) as other,
        await Database.open(on_server, wait_s=0.2) as hasty,
    ):
        assert one.is_shared
        async with one.alone("vote 7") as mine:
            async with other.alone("vote 7") as theirs, other.alone("vote 8") as another:
                assert (mine, theirs, another) == (True, False, True)
            with pytest.raises(DatabaseBusy):
                await hasty.alone("vote 7", wait=True).__aenter__()
        async with other.alone("vote 7") as theirs, one.alone("vote 7") as mine:
            assert (mine, theirs) == (False, True)
        async with one.alone("vote 7"):
            await asyncio.to_thread(run_sql, postgresql, HELD, name=on_server.name)
            async with other.alone("vote 7", wait=True) as theirs:
                assert theirs  # and the first goes on to its end without an error


async def test_what_goes_wrong_with_a_name_held_is_raised_as_it_is_and_frees_it(
    on_server: ServerAddress,
) -> None:
    async with await Database.open(on_server) as one, await Database.open(on_server) as other:
        with pytest.raises(ConnectionResetError):
            async with one.alone("vote 7"):
                raise ConnectionResetError  # of something else than the database
        async with other.alone("vote 7") as theirs:
            assert theirs


async def test_more_names_than_connections_wait_in_line(on_server: ServerAddress) -> None:
    async with await Database.open(on_server) as one, await Database.open(on_server) as other:
        held = []

        async def hold(number: int) -> None:
            async with (one, other)[number % 2].alone(f"vote {number}") as ours:
                await asyncio.sleep(0)
                held.append(ours)

        await asyncio.gather(*(hold(number) for number in range(4 * AT_ONCE)))
        assert held == [True] * 4 * AT_ONCE

        async def hold_later() -> list[bool]:
            async with other.alone("vote", wait=True) as ours:
                return [*held, ours]

        async with one.alone("vote", wait=True):
            waiting = asyncio.create_task(hold_later())
            await asyncio.wait({waiting}, timeout=0.05)
            held.clear()
        assert await waiting == [True]
