"""A real database file for each test."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.concepts import Concepts
from storage.database import Database
from storage.guess_rounds import GuessRounds
from storage.lists import Lists
from storage.people import People
from storage.ratings import Ratings
from storage.servers import Servers
from storage.votes import Votes


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "hyperplane.db"


@pytest.fixture
async def database(path: Path) -> AsyncIterator[Database]:
    async with await Database.open(path) as opened:
        yield opened


@pytest.fixture
def ratings(database: Database) -> Ratings:
    return Ratings(database)


@pytest.fixture
def people(database: Database) -> People:
    return People(database)


@pytest.fixture
def lists(database: Database) -> Lists:
    return Lists(database)


@pytest.fixture
def votes(database: Database) -> Votes:
    return Votes(database)


@pytest.fixture
def concepts(database: Database) -> Concepts:
    return Concepts(database)


@pytest.fixture
def rounds(database: Database) -> GuessRounds:
    return GuessRounds(database)


@pytest.fixture
def servers(database: Database) -> Servers:
    return Servers(database)
