"""The PostgreSQL of a run of the tests: one server for all its processes, which ends with the run."""

from __future__ import annotations

import asyncio
import os
from concurrent.futures import ThreadPoolExecutor

import pytest

from storage.address import ServerAddress, parse_address
from testbed.postgresql import Cluster, NoPostgresqlError, find_binaries, kept_in, start_kept
from tests.once import once

NEEDED = bool({"CI", "NEED_POSTGRESQL"} & os.environ.keys())


def shared_server(factory: pytest.TempPathFactory) -> Cluster:
    """Return the server of the run; without any PostgreSQL here the test is skipped, or fails in CI."""
    try:
        find_binaries()
    except NoPostgresqlError as error:
        (pytest.fail if NEEDED else pytest.skip)(str(error))
    owner = os.getppid() if "PYTEST_XDIST_WORKER" in os.environ else os.getpid()
    return kept_in(once(factory, "postgresql", lambda folder: start_kept(folder, owner)))


def new_database(server: Cluster, name: str, options: str = "") -> ServerAddress:
    """Make an empty database."""
    run_sql(server, f"CREATE DATABASE {name} {options}")
    made = parse_address(server.address(name))
    assert isinstance(made, ServerAddress)
    return made


def run_sql(server: Cluster, *statements: str, name: str = "postgres") -> None:
    """Run statements on a connection of their own, each by itself."""
    import asyncpg

    async def run() -> None:
        connection = await asyncpg.connect(server.address(name).replace("+asyncpg", ""))
        try:
            for statement in statements:
                await connection.execute(statement)
        finally:
            await connection.close()

    with ThreadPoolExecutor(1) as thread:  # a loop of its own, wherever this is called
        thread.submit(asyncio.run, run()).result()
