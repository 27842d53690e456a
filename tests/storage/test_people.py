"""Whatever is kept about a person, that person can take along and have forgotten, to the last byte."""

from __future__ import annotations

import asyncio
import json
from datetime import datetime

import pytest
from sqlalchemy import (
    BigInteger,
    Column,
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
from storage.people import People, holders
from storage.ratings import Ratings, Verdict
from storage.schema import BLANK, FORGET, HOLDS, PERSON, PLACE
from tests.storage.examples import ANN, BOB, NOON, ROOM, many, rating
from tests.storage.rows import example

PERSONAL = ("user", "member", "person", "author", "owner", "creator", "adder", "starter", "voter", "by")
TABLES = list(schema.metadata.tables.values())


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
    await database.write(lambda connection: connection.run_sync(later.drop_all))


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
    rows = await database.read(lambda connection: connection.execute(select(notes).order_by(notes.c.id)))
    assert list(rows) == [(1, None), (2, BOB)]
    await database.write(lambda connection: connection.run_sync(later.drop_all))


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


async def test_people_are_forgotten_while_others_rate(ratings: Ratings, people: People) -> None:
    await ratings.rate_many(ANN, many(50))

    async def rate(person: int) -> None:
        for each in many(20):
            await ratings.rate(person, each)

    await asyncio.gather(people.forget(ANN), *(rate(BOB + offset) for offset in range(4)))
    assert len(await ratings.of(ANN)) == 0
    assert [len(await ratings.of(BOB + offset)) for offset in range(4)] == [20] * 4
