"""No byte of what is forgotten is left in the file or beside it."""

from __future__ import annotations

import random
import sqlite3
import struct
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage import schema
from storage.database import Database
from storage.errors import DatabaseBusy
from storage.people import People
from storage.ratings import Ratings
from storage.upsert import upsert
from tests.storage.examples import ANN, many, rating
from tests.storage.rows import example


def all_bytes(path: Path) -> bytes:
    """Return the database file with its log and index."""
    return b"".join(each.read_bytes() for each in sorted(path.parent.iterdir()))


def encodings(number: int) -> Iterator[bytes]:
    """Yield the ways in which a file could hold a number: SQLite's own widths, other orders, text."""
    width = next(size for size in (1, 2, 3, 4, 6, 8) if -(1 << 8 * size - 1) <= number < 1 << 8 * size - 1)
    yield number.to_bytes(width, "big")
    yield struct.pack(">q", number)
    yield struct.pack("<q", number)
    yield str(number).encode()
    yield str(number).encode("utf-16-le")
    yield f"{number:x}".encode()


IDS = [ANN, 175_928_847_299_117_063, 2**47 - 12_345_678, 2**46 + 987_654_321, 2**63 - 1_234_567]


@pytest.mark.parametrize("person", IDS, ids=lambda person: f"{person.bit_length()} bits")
async def test_no_byte_of_a_forgotten_id_is_left_while_the_bot_runs_on(
    path: Path, ratings: Ratings, people: People, person: int
) -> None:
    neighbours = [person - 1000, person + 1000]
    chance = random.Random(person)
    for _ in range(4):  # in between each other, with replacements: rows move between pages
        for each in (*neighbours, person):
            films = [
                rating(f"Film {chance.randrange(3000)} {'long ' * chance.randrange(9)}") for _ in range(300)
            ]
            await ratings.rate_many(each, films)
    held = all_bytes(path)
    assert person.to_bytes(6 if person < 2**47 else 8, "big") in held  # the search would find it

    await people.forget(person)

    held = all_bytes(path)
    assert not [form for form in encodings(person) if form in held]
    assert 0 not in [len(await ratings.of(each)) for each in neighbours]


async def test_no_byte_of_many_forgotten_people_is_left_among_many_others(
    path: Path, database: Database, people: People
) -> None:
    """Enough rows for SQLite to leave copies of moved ones in the gaps, which deleting does not clear."""
    chance = random.Random(1)
    crowd = [chance.randrange(2**59, 2**60) for _ in range(300)]
    rows = []
    for _ in range(30_000):
        row = example(schema.ratings, chance.choice(crowd))
        rows.append({**row, "page": f"p{chance.randrange(100_000)}" * chance.randrange(1, 4)})
    await database.write(lambda connection: connection.execute(upsert("sqlite", schema.ratings), rows))
    for person in crowd[:30]:
        await people.forget(person)
    held = all_bytes(path)
    assert not [person for person in crowd[:30] if any(form in held for form in encodings(person))]
    assert all(person.to_bytes(8, "big") in held for person in crowd[30:])


async def test_a_reader_in_the_way_of_erasing_is_told_and_the_next_opening_erases(
    path: Path,
) -> None:
    async with await Database.open(path, wait_s=0.05) as database:
        ratings, people = Ratings(database), People(database)
        await ratings.rate_many(ANN, many(300))
        with sqlite3.connect(path, isolation_level=None) as reader:
            reader.execute("BEGIN")
            assert reader.execute("SELECT count(*) FROM ratings").fetchone() == (300,)
            with pytest.raises(DatabaseBusy):
                await people.forget(ANN)
            assert len(await ratings.of(ANN)) == 0
            assert ANN.to_bytes(8, "big") in all_bytes(path)
            reader.execute("ROLLBACK")
        reader.close()
        async with await Database.open(path):  # as after a crash
            assert not [form for form in encodings(ANN) if form in all_bytes(path)]
