"""All rounds of the guessing game, of all places: begun, guessed at, found or given up, and scored."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, case, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import Database
from storage.guess_round import Guess, GuessRound, NewRound, RoundState, read_round, round_of
from storage.places import Place, columns_of, here
from storage.refusals import (
    GaveUpAlready,
    GuessedAlready,
    NoHintYet,
    NoMoreHints,
    OnlyPlayers,
    RoundFull,
    RoundOver,
    RoundRunning,
    TooManyRounds,
)
from storage.schema import give_ups, guess_rounds, guess_secrets, guesses, secret_keys

T = TypeVar("T")

MOST_ROUNDS = 20
"""Rounds at will that are under way in one place."""
MOST_GUESSES = 200
IDLE_FOR = timedelta(hours=1)
"""After how long without a guess another round may take a round's place."""
KEPT_FOR = timedelta(days=366)
"""How long a round is remembered after it began."""

FOUND_POINTS, NEARER_POINTS = 5, 1
"""For the word itself, less one for each hint but never under 2; for a guess nearer than all before it."""
LEAST_FOUND_POINTS = 2

_DAILY_KEY = "word of the day"
_KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class Score:
    """What a person has earned in some time: points, words found and guesses made."""

    user_id: int
    points: int
    found: int
    guesses: int


class GuessRounds:
    """All rounds of all places."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def key(self) -> bytes:
        """Return the key that the words of the day follow from, drawn by lot when it is first asked for."""

        async def work(connection: AsyncConnection) -> bytes:
            kept = select(secret_keys.c.key).where(secret_keys.c.name == _DAILY_KEY)
            found = (await connection.execute(kept)).scalar_one_or_none()
            if found is None:
                found = secrets.token_hex(_KEY_BYTES)
                await connection.execute(insert(secret_keys).values(name=_DAILY_KEY, key=found))
            return bytes.fromhex(found)

        return await self._write(work)

    async def daily(self, new: NewRound) -> GuessRound:
        """Return the round of a server's word of a day, begun if nobody has asked for it yet.

        That of an earlier day is over then. `new.word` counts only where the round is begun.
        """
        own = (here(guess_rounds, new.place), guess_rounds.c.day.is_not(None))

        async def work(connection: AsyncConnection) -> GuessRound:
            found = select(guess_rounds).where(*own, guess_rounds.c.day == new.day)
            row = (await connection.execute(found)).one_or_none()
            if row is not None:
                return await round_of(connection, row)
            earlier = select(guess_rounds.c.id).where(*own, guess_rounds.c.state == RoundState.OPEN)
            for round_id in (await connection.execute(earlier)).scalars().all():
                await _end(connection, round_id, RoundState.OVER, new.started_at)
            return await _insert(connection, new)

        return await self._write(work)

    async def of_day(self, place: Place, day: date) -> GuessRound | None:
        """Return the round of the word of a day, if it has begun."""
        return await self._first(
            select(guess_rounds).where(here(guess_rounds, place), guess_rounds.c.day == day)
        )

    async def before(self, place: Place, day: date) -> GuessRound | None:
        """Return the round of the last word of a day before `day`, if there was one."""
        statement = (
            select(guess_rounds)
            .where(here(guess_rounds, place), guess_rounds.c.day < day)
            .order_by(guess_rounds.c.day.desc())
            .limit(1)
        )
        return await self._first(statement)

    async def start(self, new: NewRound) -> tuple[GuessRound, GuessRound | None]:
        """Begin a round at will; return it, and the forgotten one of the channel whose place it takes.

        Raises
        ------
        RoundRunning, TooManyRounds
        """

        async def work(connection: AsyncConnection) -> tuple[GuessRound, GuessRound | None]:
            await _forget_old(connection, new.started_at - KEPT_FOR)
            running = await _open(connection, new.place)
            replaced = next((each for each in running if each.channel_id == new.channel_id), None)
            if replaced is not None:
                if new.started_at - replaced.last_at < IDLE_FOR:
                    raise RoundRunning(len(replaced.guesses))
                await _end(connection, replaced.id, RoundState.OVER, new.started_at)
            elif len(running) >= MOST_ROUNDS:
                oldest = min(running, key=lambda each: each.last_at)
                if new.started_at - oldest.last_at < IDLE_FOR:
                    raise TooManyRounds(MOST_ROUNDS)
                await _end(connection, oldest.id, RoundState.OVER, new.started_at)
            return await _insert(connection, new), replaced

        return await self._write(work)

    async def get(self, round_id: int) -> GuessRound:
        """Return a round as it stands.

        Raises
        ------
        RoundOver
            When it is gone.
        """
        return await self._database.read(lambda connection: read_round(connection, round_id))

    async def open_in(self, place: Place, channel_id: int) -> GuessRound | None:
        """Return the round at will that is on in a channel, if there is one."""

        async def work(connection: AsyncConnection) -> GuessRound | None:
            running = await _open(connection, place, guess_rounds.c.channel_id == channel_id)
            return running[0] if running else None

        return await self._database.read(work)

    async def recent_words(self, place: Place, most: int) -> frozenset[str]:
        """Return the words of a place's newest rounds."""
        statement = (
            select(guess_secrets.c.word)
            .join(guess_rounds, guess_rounds.c.id == guess_secrets.c.round_id)
            .where(here(guess_rounds, place))
            .order_by(guess_rounds.c.id.desc())
            .limit(most)
        )
        rows = await self._database.read(lambda connection: connection.execute(statement))
        return frozenset(rows.scalars())

    async def guess(self, round_id: int, word: str, rank: int, guesser_id: int, now: datetime) -> GuessRound:
        """Keep a guess, the newest of the round that is returned; one of rank 0 has found the word.

        Raises
        ------
        RoundOver, GuessedAlready, RoundFull
        """

        async def work(connection: AsyncConnection) -> GuessRound:
            played = await _read_open(connection, round_id)
            for place, each in enumerate(played.guesses, start=1):
                if each.word == word:
                    raise GuessedAlready(word, place)
            if len(played.guesses) >= MOST_GUESSES:
                raise RoundFull(MOST_GUESSES)
            number = 1 + max((each.number for each in played.guesses), default=0)
            made = Guess(number, word, rank, _points(played, rank), guesser_id, now)
            await connection.execute(insert(guesses).values(**_row(round_id, made)))
            if rank == 0:
                await _end(connection, round_id, RoundState.FOUND, now, finder_id=guesser_id)
            return await read_round(connection, round_id)

        return await self._write(work)

    async def hint(self, round_id: int, most: int) -> GuessRound:
        """Tell one hint more, of `most`; return the round with that one counted.

        Raises
        ------
        RoundOver, NoMoreHints, NoHintYet
        """

        async def work(connection: AsyncConnection) -> GuessRound:
            played = await _read_open(connection, round_id)
            if played.hints >= most:
                raise NoMoreHints(most)
            if played.missing:
                raise NoHintYet(played.missing)
            told = update(guess_rounds).where(guess_rounds.c.id == round_id)
            await connection.execute(told.values(hints=played.hints + 1))
            return await read_round(connection, round_id)

        return await self._write(work)

    async def give_up(self, round_id: int, voter_id: int, now: datetime) -> GuessRound:
        """Keep that a person wants to give up; the round ends when more than half of its players do.

        Raises
        ------
        RoundOver, OnlyPlayers, GaveUpAlready
        """
        theirs = (give_ups.c.round_id == round_id, give_ups.c.voter_id == voter_id)

        async def work(connection: AsyncConnection) -> GuessRound:
            played = await _read_open(connection, round_id)
            if voter_id not in played.players and voter_id != played.starter_id:
                raise OnlyPlayers
            if (await connection.execute(select(give_ups).where(*theirs))).one_or_none() is not None:
                raise GaveUpAlready(played.give_ups, played.needed)
            await connection.execute(insert(give_ups).values(round_id=round_id, voter_id=voter_id))
            played = await read_round(connection, round_id)
            if played.give_ups < played.needed:
                return played
            await _end(connection, round_id, RoundState.GIVEN_UP, now)
            return await read_round(connection, round_id)

        return await self._write(work)

    async def scores(self, place: Place, since: datetime) -> tuple[Score, ...]:
        """Return what everybody has earned in a place since a moment, the most points first."""
        found = func.sum(case((guesses.c.rank == 0, 1), else_=0))
        points, made = func.sum(guesses.c.points), func.count()
        statement = (
            select(guesses.c.guesser_id, points, found, made)
            .join(guess_rounds, guess_rounds.c.id == guesses.c.round_id)
            .where(here(guess_rounds, place), guesses.c.guessed_at >= since)
            .group_by(guesses.c.guesser_id)
            .order_by(points.desc(), found.desc(), made, guesses.c.guesser_id)
        )
        rows = await self._database.read(lambda connection: connection.execute(statement))
        return tuple(Score(*row) for row in rows)

    async def days_played(self, place: Place, user_id: int) -> frozenset[date]:
        """Return the days on whose word a person has guessed."""
        statement = (
            select(guess_rounds.c.day)
            .join(guesses, guess_rounds.c.id == guesses.c.round_id)
            .where(
                here(guess_rounds, place), guess_rounds.c.day.is_not(None), guesses.c.guesser_id == user_id
            )
            .distinct()
        )
        return await self._days(statement)

    async def days_found(self, place: Place) -> frozenset[date]:
        """Return the days whose word was found."""
        statement = select(guess_rounds.c.day).where(
            here(guess_rounds, place),
            guess_rounds.c.day.is_not(None),
            guess_rounds.c.state == RoundState.FOUND,
        )
        return await self._days(statement)

    async def _first(self, statement: Select[Any]) -> GuessRound | None:
        async def work(connection: AsyncConnection) -> GuessRound | None:
            row = (await connection.execute(statement)).one_or_none()
            return None if row is None else await round_of(connection, row)

        return await self._database.read(work)

    async def _days(self, statement: Select[date]) -> frozenset[date]:
        rows = await self._database.read(lambda connection: connection.execute(statement))
        return frozenset(rows.scalars())

    async def _write(self, work: Callable[[AsyncConnection], Awaitable[T]]) -> T:
        """Write, once more where another process has just inserted what this one found missing."""
        try:
            return await self._database.write(work)
        except IntegrityError:
            return await self._database.write(work)


def streak(days: frozenset[date], today: date) -> int:
    """Return how many days in a row are among `days`, up to today, or to yesterday while today may come."""
    last = today if today in days else today - timedelta(days=1)
    length = 0
    while last - timedelta(days=length) in days:
        length += 1
    return length


def _points(played: GuessRound, rank: int) -> int:
    if rank == 0:
        return max(LEAST_FOUND_POINTS, FOUND_POINTS - played.hints)
    nearest = min((each.rank for each in played.guesses), default=None)
    return NEARER_POINTS if nearest is not None and rank < nearest else 0


def _row(round_id: int, made: Guess) -> dict[str, object]:
    return {
        "round_id": round_id,
        "number": made.number,
        "word": made.word,
        "rank": made.rank,
        "points": made.points,
        "guesser_id": made.guesser_id,
        "guessed_at": made.guessed_at,
    }


async def _read_open(connection: AsyncConnection, round_id: int) -> GuessRound:
    played = await read_round(connection, round_id, lock=True)
    if not played.is_open:
        raise RoundOver(played.word)
    return played


async def _open(
    connection: AsyncConnection, place: Place, *conditions: ColumnElement[bool]
) -> list[GuessRound]:
    """Return the rounds at will that are under way in a place."""
    statement = select(guess_rounds).where(
        here(guess_rounds, place),
        guess_rounds.c.day.is_(None),
        guess_rounds.c.state == RoundState.OPEN,
        *conditions,
    )
    return [await round_of(connection, row) for row in (await connection.execute(statement)).all()]


async def _insert(connection: AsyncConnection, new: NewRound) -> GuessRound:
    row = {
        "channel_id": new.channel_id,
        "day": new.day,
        "state": RoundState.OPEN,
        "hints": 0,
        "starter_id": new.starter_id,
        "started_at": new.started_at,
        **columns_of(new.place),
    }
    made = await connection.execute(insert(guess_rounds).values(**row))
    (round_id,) = made.inserted_primary_key or (0,)
    await connection.execute(insert(guess_secrets).values(round_id=round_id, word=new.word))
    return await read_round(connection, round_id)


async def _end(
    connection: AsyncConnection,
    round_id: int,
    state: RoundState,
    now: datetime,
    finder_id: int | None = None,
) -> None:
    """End a round; who wanted to give it up is not kept."""
    ended = update(guess_rounds).where(guess_rounds.c.id == round_id)
    await connection.execute(ended.values(state=state, ended_at=now, finder_id=finder_id))
    await connection.execute(delete(give_ups).where(give_ups.c.round_id == round_id))


async def _forget_old(connection: AsyncConnection, before: datetime) -> None:
    await connection.execute(delete(guess_rounds).where(guess_rounds.c.started_at < before))
