"""A round of the guessing game as it stands, and how it is read from its rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.places import Place
from storage.refusals import RoundOver
from storage.schema import give_ups, guess_rounds, guess_secrets, guesses

LEAST_OF_DAY = 2
"""How many people it takes to give up a word that a whole server looks for."""

GUESSES_A_HINT = 3
"""How many guesses there must be for each hint."""


class RoundState(StrEnum):
    """How far a round has come."""

    OPEN = "open"
    FOUND = "found"
    GIVEN_UP = "given up"
    OVER = "over"
    """Its day has passed, or nobody has guessed for long."""


@dataclass(frozen=True, slots=True)
class NewRound:
    """What a round begins with; `day` is set for the word of a day, and then nobody has started it."""

    place: Place
    channel_id: int
    word: str
    started_at: datetime
    starter_id: int | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Guess:
    """A guess that was kept: its number, its rank then, and the points that it earned."""

    number: int
    word: str
    rank: int
    points: int
    guesser_id: int
    guessed_at: datetime


@dataclass(frozen=True, slots=True)
class GuessRound:
    """A round with its guesses, in order, and those who want to give up.

    `starter_id` and `finder_id` are None where nobody did, and once that person was forgotten.
    """

    id: int
    place: Place
    channel_id: int
    day: date | None
    word: str
    state: RoundState
    hints: int
    starter_id: int | None
    finder_id: int | None
    started_at: datetime
    guesses: tuple[Guess, ...] = ()
    give_ups: int = 0

    @property
    def players(self) -> frozenset[int]:
        """Who has guessed."""
        return frozenset(each.guesser_id for each in self.guesses)

    @property
    def is_open(self) -> bool:
        """Whether it takes guesses."""
        return self.state is RoundState.OPEN

    @property
    def last_at(self) -> datetime:
        """When somebody last guessed, or when it began."""
        return self.guesses[-1].guessed_at if self.guesses else self.started_at

    @property
    def needed(self) -> int:
        """How many people must want to give it up: more than half of those who play."""
        least = LEAST_OF_DAY if self.day is not None else 1
        return max(least, len(self.players) // 2 + 1)

    @property
    def missing(self) -> int:
        """How many guesses are missing to the next hint."""
        return max(0, GUESSES_A_HINT * (self.hints + 1) - len(self.guesses))


async def read_round(connection: AsyncConnection, round_id: int, *, lock: bool = False) -> GuessRound:
    """Return a round; `lock` keeps others from changing it until the transaction ends.

    Raises
    ------
    RoundOver
        When it is gone.
    """
    statement = select(guess_rounds).where(guess_rounds.c.id == round_id)
    if lock:
        statement = statement.with_for_update()  # SQLite has no such thing, and one writer at a time
    row = (await connection.execute(statement)).one_or_none()
    if row is None:
        raise RoundOver("")
    return await round_of(connection, row)


async def round_of(connection: AsyncConnection, row: Row[Any]) -> GuessRound:
    """Return the round that a row of `guess_rounds` is, with its word, guesses and votes."""
    secret = select(guess_secrets.c.word).where(guess_secrets.c.round_id == row.id)
    made = select(guesses).where(guesses.c.round_id == row.id).order_by(guesses.c.number)
    votes = select(func.count()).select_from(give_ups).where(give_ups.c.round_id == row.id)
    return GuessRound(
        id=row.id,
        place=Place(row.guild_id, row.owner_id),
        channel_id=row.channel_id,
        day=row.day,
        word=(await connection.execute(secret)).scalar_one(),
        state=RoundState(row.state),
        hints=row.hints,
        starter_id=row.starter_id,
        finder_id=row.finder_id,
        started_at=row.started_at,
        guesses=tuple(
            Guess(each.number, each.word, each.rank, each.points, each.guesser_id, each.guessed_at)
            for each in await connection.execute(made)
        ),
        give_ups=(await connection.execute(votes)).scalar_one(),
    )
