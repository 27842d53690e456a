"""All concepts that servers, or people in private, have made, and the votes on their words."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.concept import NewConcept, StoredConcept, clean_concept_name, concept_of, read_concept
from storage.database import Database
from storage.film_list import key_of
from storage.places import Place, columns_of, here
from storage.refusals import ConceptFull, ConceptNameTaken, TooManyConcepts, UnknownConcept
from storage.schema import concept_votes, concept_words, concepts

MOST_CONCEPTS = 50
MOST_WORDS = 300
"""How many words a concept has at most: those given and those voted on."""


class Concepts:
    """All concepts of all places."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def create(self, place: Place, new: NewConcept, creator_id: int, now: datetime) -> StoredConcept:
        """Make a concept.

        Raises
        ------
        BadConceptName, ConceptNameTaken, TooManyConcepts
        """
        name = clean_concept_name(new.name)

        async def work(connection: AsyncConnection) -> StoredConcept:
            made = select(concepts.c.name, concepts.c.key).where(
                here(concepts, place), concepts.c.preset.is_(False)
            )
            kept = (await connection.execute(made)).all()
            if taken := [row.name for row in kept if row.key == key_of(name)]:
                raise ConceptNameTaken(taken[0])
            if len(kept) >= MOST_CONCEPTS:
                raise TooManyConcepts(MOST_CONCEPTS)
            row = {"name": name, "preset": False, "creator_id": creator_id}
            return await _insert(connection, place, new, now, **row)

        return await self._database.write(work)

    async def adopt(self, place: Place, preset: NewConcept, now: datetime) -> StoredConcept:
        """Return a place's copy of a preset, made if there is none: its votes are the place's own."""

        async def work(connection: AsyncConnection) -> StoredConcept:
            copy = select(concepts).where(
                here(concepts, place), concepts.c.preset, concepts.c.key == key_of(preset.name)
            )
            row = (await connection.execute(copy)).one_or_none()
            if row is not None:
                return await concept_of(connection, row)
            return await _insert(
                connection, place, preset, now, name=preset.name, preset=True, creator_id=None
            )

        return await self._database.write(work)

    async def of(self, place: Place) -> tuple[StoredConcept, ...]:
        """Return the concepts of a place, by name."""

        async def work(connection: AsyncConnection) -> tuple[StoredConcept, ...]:
            statement = select(concepts).where(here(concepts, place)).order_by(concepts.c.key)
            return tuple([await concept_of(connection, row) for row in await connection.execute(statement)])

        return await self._database.read(work)

    async def get(self, concept_id: int) -> StoredConcept:
        """Return a concept.

        Raises
        ------
        UnknownConcept
            When it is gone.
        """
        return await self._database.read(lambda connection: read_concept(connection, concept_id))

    async def used(self, concept_id: int, now: datetime) -> None:
        """Keep that a command has just asked for a concept: it is the one that is meant without a name."""
        statement = update(concepts).where(concepts.c.id == concept_id).values(used_at=now)
        await self._database.write(lambda connection: connection.execute(statement))

    async def vote(
        self, concept_id: int, word: str, voter_id: int, now: datetime, *, inside: bool
    ) -> bool | None:
        """Say that a word is in or out, in place of what the person said; the same again takes it back.

        Returns what the person says now: in (True), out (False), or nothing (None).

        Raises
        ------
        UnknownConcept, ConceptFull
        """
        votes = concept_votes.c
        own = (votes.concept_id == concept_id, votes.word == word, votes.voter_id == voter_id)

        async def work(connection: AsyncConnection) -> bool | None:
            before = (await connection.execute(select(votes.inside).where(*own))).scalar_one_or_none()
            if before is None:
                await _check_room(connection, concept_id, word)
            await connection.execute(delete(concept_votes).where(*own))
            if before == inside:
                return None
            row = {"concept_id": concept_id, "word": word, "voter_id": voter_id, "inside": inside}
            await connection.execute(insert(concept_votes).values(**row, voted_at=now))
            return inside

        return await self._database.write(work)

    async def delete(self, concept_id: int) -> bool:
        """Delete a concept with its words and votes; return whether there was one."""
        statement = delete(concepts).where(concepts.c.id == concept_id)
        return bool((await self._database.write(lambda connection: connection.execute(statement))).rowcount)


async def _insert(
    connection: AsyncConnection, place: Place, new: NewConcept, now: datetime, **row: object
) -> StoredConcept:
    row |= {"key": key_of(str(row["name"])), "seed": new.seed, "created_at": now, "used_at": now}
    made = await connection.execute(insert(concepts).values(**row, **columns_of(place)))
    (concept_id,) = made.inserted_primary_key or (0,)
    sides = [(word, True) for word in new.inside] + [(word, False) for word in new.outside]
    words = [
        {"concept_id": concept_id, "number": number, "word": word, "inside": inside}
        for number, (word, inside) in enumerate(sides)
    ]
    await connection.execute(insert(concept_words), words)
    return await read_concept(connection, concept_id)


async def _check_room(connection: AsyncConnection, concept_id: int, word: str) -> None:
    """Let nobody vote on one word too many, or on a concept that is gone."""
    name = (
        await connection.execute(select(concepts.c.name).where(concepts.c.id == concept_id))
    ).scalar_one_or_none()
    if name is None:
        raise UnknownConcept("")
    given = select(func.count()).where(concept_words.c.concept_id == concept_id)
    others = select(func.count(concept_votes.c.word.distinct())).where(
        concept_votes.c.concept_id == concept_id, concept_votes.c.word != word
    )
    kept = sum([(await connection.execute(each)).scalar_one() for each in (given, others)])
    if kept >= MOST_WORDS:
        raise ConceptFull(name, MOST_WORDS)
