"""Whatever is kept about a person, that person can take along and have forgotten, to the last byte."""

from __future__ import annotations

import asyncio
import json
import random
import sqlite3
import struct
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Integer,
    MetaData,
    Table,
    Text,
    insert,
    select,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import schema
from storage.database import Database
from storage.errors import DatabaseBusy
from storage.people import People, holders
from storage.ratings import Ratings, Verdict
from storage.schema import BLANK, FORGET, HOLDS, PERSON, PLACE
from storage.upsert import upsert
from tests.storage.examples import ANN, BOB, NOON, ROOM, many, rating

PERSONAL = ("user", "member", "person", "author", "owner", "creator", "adder", "starter", "voter", "by")
TABLES = list(schema.metadata.tables.values())


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


def example(table: Table, person: int, number: int = 1) -> dict[str, Any]:
    """Return a row of any table in which every column that may hold a person holds this one."""
    return {column.name: _value(column, person, number) for column in table.columns}


def _value(column: Column[Any], person: int, number: int) -> Any:
    match column.type:
        case BigInteger() if column.info[HOLDS] == PERSON:
            return person
        case BigInteger():
            return None if column.name == "guild_id" and column.nullable else ROOM + number
        case Integer():
            return number
        case Boolean():
            return True
        case Date():
            return NOON.date()
        case DateTime() | schema.UtcDateTime():
            return NOON
    words = {
        "verdict": Verdict.LIKE,
        "state": "open",
        "tie": "order",
        "scope": "group",
        "speakers": "everyone",
    }
    return words.get(column.name, f"{column.name} {number}")


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_discord_id_is_marked_as_a_persons_or_a_places(table: Table) -> None:
    for column in table.columns:
        if isinstance(column.type, BigInteger):
            assert column.info.get(HOLDS) in {PERSON, PLACE}, f"{column}: whose is it?"
        if set(column.name.split("_")) & set(PERSONAL):
            assert column.info.get(HOLDS) == PERSON, f"{column} sounds like a person"


async def test_every_table_with_a_person_is_exported_and_forgotten(
    database: Database, people: People
) -> None:
    covered = {holder.table.name for holder in holders(schema.metadata)}

    async def fill(connection: AsyncConnection) -> None:
        for table in schema.metadata.sorted_tables:
            rows = [example(table, person, number) for number, person in enumerate((ANN, BOB), start=1)]
            await connection.execute(insert(table), rows)

    await database.write(fill)
    assert set(await people.export(ANN)) == covered | {"user_id"}
    assert all((await people.export(ANN)).values())
    assert await people.forget(ANN) == len(covered)
    assert not any(rows for name, rows in (await people.export(ANN)).items() if name in covered)
    assert all((await people.export(BOB)).values())


async def test_a_later_table_is_covered_by_marking_its_column(database: Database) -> None:
    later = MetaData()
    notes = Table("notes", later, Column("id", Integer, primary_key=True), _marked("owner_id"))
    stars = Table(
        "stars",
        later,
        Column("note_id", ForeignKey(notes.c.id), primary_key=True),
        _marked("voter_id", primary_key=True),
        Column("reason", Text),
    )

    async def fill(connection: AsyncConnection) -> None:
        await connection.run_sync(later.create_all)
        await connection.execute(insert(notes).values(id=1, owner_id=ANN))
        await connection.execute(insert(stars).values(note_id=1, voter_id=ANN, reason="noir"))

    await database.write(fill)
    people = People(database, later)
    assert await people.export(ANN) == {
        "user_id": str(ANN),
        "notes": [{"id": 1}],
        "stars": [{"note_id": 1, "reason": "noir"}],
    }
    assert await people.forget(ANN) == 2


async def test_a_name_on_what_belongs_to_others_is_blanked(database: Database) -> None:
    later = MetaData()
    name = Column("creator_id", BigInteger, info={HOLDS: PERSON, FORGET: BLANK})
    notes = Table("notes", later, Column("id", Integer, primary_key=True), name)

    async def fill(connection: AsyncConnection) -> None:
        await connection.run_sync(later.create_all)
        rows = [{"id": 1, "creator_id": ANN}, {"id": 2, "creator_id": BOB}]
        await connection.execute(insert(notes), rows)

    await database.write(fill)
    people = People(database, later)
    assert await people.export(ANN) == {"user_id": str(ANN), "notes": [{"id": 1}]}
    assert await people.forget(ANN) == 1
    rows = await database.read(lambda connection: connection.execute(select(notes)))
    assert list(rows) == [(1, None), (2, BOB)]


def _marked(name: str, *, primary_key: bool = False) -> Column[int]:
    return Column(name, BigInteger, primary_key=primary_key, info={HOLDS: PERSON})


async def test_an_export_is_json_with_ids_as_text_and_moments_in_iso_format(
    ratings: Ratings, people: People
) -> None:
    await ratings.rate(ANN, rating("Amélie", Verdict.SEEN))
    exported = json.loads(json.dumps(await people.export(ANN)))
    assert exported["user_id"] == str(ANN)
    (row,) = exported["ratings"]
    assert datetime.fromisoformat(row.pop("rated_at")) == NOON
    assert row == {"page": "Amélie", "title": "Amélie", "verdict": "seen", "guild_id": str(ROOM)}


async def test_an_export_of_a_stranger_is_empty(people: People) -> None:
    exported = await people.export(ANN)
    assert exported.pop("user_id") == str(ANN)
    assert "ratings" in exported
    assert not any(exported.values())


async def test_forgetting_leaves_the_others_alone(ratings: Ratings, people: People) -> None:
    await ratings.rate_many(ANN, many(30))
    await ratings.rate_many(BOB, many(20))
    assert await people.forget(ANN) == 30
    assert (len(await ratings.of(ANN)), len(await ratings.of(BOB))) == (0, 20)
    assert await people.forget(ANN) == 0


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


async def test_people_are_forgotten_while_others_rate(ratings: Ratings, people: People) -> None:
    await ratings.rate_many(ANN, many(50))

    async def rate(person: int) -> None:
        for each in many(20):
            await ratings.rate(person, each)

    await asyncio.gather(people.forget(ANN), *(rate(BOB + offset) for offset in range(4)))
    assert len(await ratings.of(ANN)) == 0
    assert [len(await ratings.of(BOB + offset)) for offset in range(4)] == [20] * 4
