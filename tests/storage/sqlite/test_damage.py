"""A damaged database is told when it is opened, or serves everybody: it never fails midway."""

from __future__ import annotations

import random
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.concepts import Concepts
from storage.database import Database
from storage.errors import DatabaseDamaged, DatabaseError
from storage.lists import Lists
from storage.ratings import Ratings
from storage.schema import metadata
from storage.votes import Votes
from tests.storage.examples import ANN, BOB, NOON, friday, fruit, many, rating, vote_on

COPIES = 100
PAGE = 4096


@pytest.fixture
async def whole(path: Path) -> bytes:
    """Return a database with something in every room of it."""
    async with await Database.open(path) as database:
        for person in (ANN, BOB):
            await Ratings(database).rate_many(person, many(40))
        await vote_on(Votes(database), await friday(Lists(database)))
        await fruit(Concepts(database))
    return path.read_bytes()


def damaged(whole: bytes, chance: random.Random) -> bytes:
    """Return a copy with some bytes changed, a page wiped, or its end cut off."""
    copy = bytearray(whole)
    for _ in range(chance.choice([1, 3, 20, 200])):
        copy[chance.randrange(len(copy))] = chance.randrange(256)
    at = chance.randrange(len(copy))
    match chance.randrange(4):
        case 0:
            del copy[at:]
        case 1:
            copy[at : at + PAGE] = bytes(min(PAGE, len(copy) - at))
    return bytes(copy)


async def read_all(connection: AsyncConnection) -> None:
    for table in metadata.sorted_tables:
        (await connection.execute(select(table))).all()


async def test_damaged_copies_are_told_at_once_or_serve_everybody(path: Path, whole: bytes) -> None:
    chance = random.Random(14)  # the same copies each time
    told = 0
    for number in range(COPIES):
        copy = path.with_name(f"{number}.db")
        copy.write_bytes(damaged(whole, chance))
        try:
            database = await Database.open(copy)
        except DatabaseError:
            told += 1
            continue
        async with database:
            await database.read(read_all)
            await Ratings(database).rate(ANN, rating("New"))
    assert COPIES // 2 < told < COPIES


SPOILT = {
    "text": ("UPDATE ratings SET title = CAST(x'416c69ff656e' AS TEXT)", "no UTF-8"),
    "moment": ("UPDATE ratings SET rated_at = '2026-02-31 12:00:00.000000'", "wrong rated_at"),
    "number": ("UPDATE entries SET adder_id = 'ann'", "wrong adder_id"),
    "column": ("ALTER TABLE ballots RENAME COLUMN voter_id TO voter", "ballots has no voter_id"),
    "table": ("DROP TABLE opt_outs", "the table opt_outs is gone"),
}


@pytest.mark.parametrize(("statement", "reason"), SPOILT.values(), ids=SPOILT)
async def test_what_cannot_be_read_is_told_at_the_start(
    path: Path, whole: bytes, statement: str, reason: str
) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute(statement)
    connection.close()
    with pytest.raises(DatabaseDamaged, match=reason):
        await Database.open(path)


async def test_no_moment_of_a_second_is_taken_for_damage(path: Path) -> None:
    fractions = (0, 1, 499_999, 999_499, 999_500, 999_999)
    async with await Database.open(path) as database:
        moments = [NOON.replace(second=59, microsecond=each) for each in fractions]
        kept = [replace(rating(f"Film {at}"), rated_at=moment) for at, moment in enumerate(moments)]
        await Ratings(database).rate_many(ANN, kept)
    async with await Database.open(path) as database:
        assert {each.rated_at for each in await Ratings(database).of(ANN)} == set(moments)


async def test_a_text_that_breaks_later_is_told_too(path: Path, whole: bytes) -> None:
    async with await Database.open(path) as database:
        with sqlite3.connect(path) as connection:
            connection.execute(SPOILT["text"][0])
        connection.close()
        with pytest.raises(DatabaseDamaged):
            await Ratings(database).of(ANN)
