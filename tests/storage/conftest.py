"""A real database of each make; a module opens it once, and each test finds it empty."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.address import ServerAddress, Where
from storage.concepts import Concepts
from storage.database import Database
from storage.guess_rounds import GuessRounds
from storage.invitations import Invitations
from storage.lists import Lists
from storage.people import People
from storage.ratings import Ratings
from storage.schema import metadata
from storage.servers import Servers
from storage.votes import Votes
from testbed.postgresql import Cluster
from tests.postgresql import new_database


@pytest.fixture(scope="session")
def on_server(postgresql: Cluster) -> ServerAddress:
    """Return a database of the run's server that this process has to itself."""
    return new_database(postgresql, f"storage_{os.getpid()}")


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def where(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, empty_database: Path
) -> Where:
    """Return where a database is, of either make."""
    if request.param == "postgresql":
        found: Where = request.getfixturevalue("on_server")
        return found
    path = tmp_path_factory.mktemp("storage") / "hyperplane.db"
    shutil.copy(empty_database, path)
    return path


@pytest.fixture(scope="module")
async def opened(where: Where) -> AsyncIterator[Database]:
    async with await Database.open(where) as database:
        yield database


@pytest.fixture
async def database(opened: Database) -> AsyncIterator[Database]:
    yield opened
    await opened.write(_empty)


async def _empty(connection: AsyncConnection) -> None:
    for table in reversed(metadata.sorted_tables):
        await connection.execute(delete(table))


def _store(kind: Callable[[Database], Any]) -> Any:
    @pytest.fixture
    def store(database: Database) -> Any:
        return kind(database)

    return store


ratings = _store(Ratings)
people = _store(People)
lists = _store(Lists)
votes = _store(Votes)
concepts = _store(Concepts)
rounds = _store(GuessRounds)
invitations = _store(Invitations)
servers = _store(Servers)
