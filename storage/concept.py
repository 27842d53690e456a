"""A concept as it stands: its words with the votes on them, and how it is read from its rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.film_list import key_of, tidy
from storage.places import Place
from storage.refusals import BadConceptName, UnknownConcept
from storage.schema import concept_votes, concept_words, concepts

NAME_LIMIT = 40


@dataclass(frozen=True, slots=True)
class NewConcept:
    """What a concept is made of: its name, its examples, and words that are none."""

    name: str
    inside: tuple[str, ...]
    outside: tuple[str, ...]
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Tally:
    """A word that was voted on: how many people say that it is in, and how many that it is out."""

    word: str
    ins: int
    outs: int


@dataclass(frozen=True, slots=True)
class StoredConcept:
    """A concept, with the words that it was made of and the votes on others.

    `creator_id` is None for a preset, and once that person was forgotten.
    """

    id: int
    place: Place
    name: str
    preset: bool
    creator_id: int | None
    seed: int
    used_at: datetime
    given_inside: tuple[str, ...]
    given_outside: tuple[str, ...]
    tallies: tuple[Tally, ...] = ()

    @property
    def inside(self) -> tuple[str, ...]:
        """The examples: those given, and those that more people vote in than out."""
        return self.given_inside + tuple(each.word for each in self.tallies if each.ins > each.outs)

    @property
    def outside(self) -> tuple[str, ...]:
        """The words that are none, in the same way."""
        return self.given_outside + tuple(each.word for each in self.tallies if each.outs > each.ins)

    def tally(self, word: str) -> Tally:
        """Return the votes on a word."""
        return next((each for each in self.tallies if each.word == word), Tally(word, 0, 0))


def clean_concept_name(name: str) -> str:
    """Return a concept's name as it is kept.

    Raises
    ------
    BadConceptName
    """
    cleaned = tidy(name)
    if not 1 <= len(cleaned) <= NAME_LIMIT or ":" in cleaned:
        raise BadConceptName(cleaned, NAME_LIMIT)
    return cleaned


def find_concept(kept: Sequence[StoredConcept], name: str) -> StoredConcept | None:
    """Return the concept called `name`, whatever its case, or None; one that people made before a preset."""
    found = [each for each in kept if key_of(each.name) == key_of(name)]
    return min(found, key=lambda each: each.preset, default=None)


async def read_concept(connection: AsyncConnection, concept_id: int) -> StoredConcept:
    """Return a concept.

    Raises
    ------
    UnknownConcept
        When it is gone.
    """
    row = (await connection.execute(select(concepts).where(concepts.c.id == concept_id))).one_or_none()
    if row is None:
        raise UnknownConcept("")
    return await concept_of(connection, row)


async def concept_of(connection: AsyncConnection, row: Row[Any]) -> StoredConcept:
    """Return the concept that a row of `concepts` is, with its words and votes."""
    given = (
        select(concept_words.c.word, concept_words.c.inside)
        .where(concept_words.c.concept_id == row.id)
        .order_by(concept_words.c.number)
    )
    words = (await connection.execute(given)).all()
    return StoredConcept(
        id=row.id,
        place=Place(row.guild_id, row.owner_id),
        name=row.name,
        preset=row.preset,
        creator_id=row.creator_id,
        seed=row.seed,
        used_at=row.used_at,
        given_inside=tuple(word for word, inside in words if inside),
        given_outside=tuple(word for word, inside in words if not inside),
        tallies=await _tallies(connection, row.id),
    )


async def _tallies(connection: AsyncConnection, concept_id: int) -> tuple[Tally, ...]:
    """Return the votes on each word, the word first that was voted on first."""
    votes = concept_votes.c
    statement = (
        select(votes.word, votes.inside, func.count(), func.min(votes.voted_at))
        .where(votes.concept_id == concept_id)
        .group_by(votes.word, votes.inside)
        .order_by(func.min(votes.voted_at), votes.word)
    )
    ins: dict[str, int] = {}
    outs: dict[str, int] = {}
    for word, inside, count, _ in await connection.execute(statement):
        (ins if inside else outs)[word] = count
        (outs if inside else ins).setdefault(word, 0)
    return tuple(Tally(word, count, outs[word]) for word, count in ins.items())
