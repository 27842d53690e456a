"""A vote as it stands: open, counted, decided or told, with its tally read from the ballots."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.film_list import NewFilm
from storage.places import Place
from storage.refusals import VoteOver
from storage.schema import ballots, vote_options, votes


class State(StrEnum):
    """How far a vote has come."""

    OPEN = "open"
    COUNTED = "counted"
    """Takes no more ballots; the winner is being found."""
    DECIDED = "decided"
    """Has its result and no ballots any more; people have yet to be told."""
    TOLD = "told"


class Tie(StrEnum):
    """How a tie was broken."""

    TASTE = "taste"
    ORDER = "order"


@dataclass(frozen=True, slots=True)
class Option:
    """A film to vote for, by its number on the button, with how many approve."""

    number: int
    page: str
    title: str
    approvals: int = 0


@dataclass(frozen=True, slots=True)
class Vote:
    """A vote as it stands.

    Attributes
    ----------
    list_id : int or None
        None once the list was deleted.
    message_id : int or None
        None until the message with its buttons is sent.
    starter_id : int or None
        None once that person was forgotten.
    hidden : bool
        Whether the tally is kept back until the end.
    voters : int
        How many people approve of any film.
    winner : str or None
        The page, once it is decided; none where nobody voted.
    tie : Tie or None
        How a tie was broken; none where there was none.
    """

    id: int
    place: Place
    list_id: int | None
    list_name: str
    channel_id: int
    message_id: int | None
    starter_id: int | None
    started_at: datetime
    closes_at: datetime
    hidden: bool
    state: State
    options: tuple[Option, ...]
    voters: int = 0
    winner: str | None = None
    tie: Tie | None = None

    @property
    def leaders(self) -> tuple[Option, ...]:
        """The films that most people approve of: several in a tie, none where nobody voted."""
        most = max((option.approvals for option in self.options), default=0)
        return tuple(option for option in self.options if most and option.approvals == most)


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A vote whose result is not told yet; `open` says whether it still takes ballots."""

    vote_id: int
    place: Place
    closes_at: datetime
    open: bool


@dataclass(frozen=True, slots=True)
class NewVote:
    """A vote to be started; `films` in the order in which they were put on the list."""

    place: Place
    list_id: int
    list_name: str
    application_id: int
    channel_id: int
    starter_id: int
    started_at: datetime
    closes_at: datetime
    hidden: bool
    films: Sequence[NewFilm]


async def read_vote(connection: AsyncConnection, vote_id: int) -> Vote:
    """Return a vote.

    Raises
    ------
    VoteOver
        When it is gone.
    """
    row = (await connection.execute(select(votes).where(votes.c.id == vote_id))).one_or_none()
    if row is None:
        raise VoteOver
    return await vote_of(connection, row)


async def vote_of(connection: AsyncConnection, row: Row[Any]) -> Vote:
    """Return a row of votes with its options, tallied from the ballots as long as there are any."""
    cast = func.count(ballots.c.voter_id)
    tally = (
        select(vote_options, cast.label("cast"))
        .select_from(vote_options.outerjoin(ballots))
        .where(vote_options.c.vote_id == row.id)
        .group_by(vote_options.c.vote_id, vote_options.c.number)
        .order_by(vote_options.c.number)
    )
    state = State(row.state)
    counted = state in (State.OPEN, State.COUNTED)
    options = tuple(
        Option(each.number, each.page, each.title, each.cast if counted else each.approvals)
        for each in await connection.execute(tally)
    )
    voters = select(func.count(ballots.c.voter_id.distinct())).where(ballots.c.vote_id == row.id)
    return Vote(
        id=row.id,
        place=Place(row.guild_id, row.owner_id),
        list_id=row.list_id,
        list_name=row.list_name,
        channel_id=row.channel_id,
        message_id=row.message_id,
        starter_id=row.starter_id,
        started_at=row.started_at,
        closes_at=row.closes_at,
        hidden=row.hidden,
        state=state,
        options=options,
        voters=(await connection.execute(voters)).scalar_one() if counted else row.voters,
        winner=row.winner,
        tie=Tie(row.tie) if row.tie else None,
    )
