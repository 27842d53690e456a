"""All votes by approval on films of lists, taken from state to state whatever stops the bot between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import Database
from storage.film_list import NewFilm
from storage.places import Place, columns_of, here
from storage.refusals import TooManyVotes, VoteOver, VoteRunning
from storage.schema import ballots, vote_options, votes
from storage.vote import NewVote, State, Tie, Unfinished, Vote, read_vote, vote_of

MOST_OPTIONS = 10
MOST_VOTES = 10
SHORTEST = timedelta(minutes=1)
LONGEST = timedelta(days=14)


class Votes:
    """All votes of all places."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def start(self, new: NewVote) -> Vote:
        """Open a vote.

        Raises
        ------
        TooManyVotes, VoteRunning
        """
        row = {
            "list_id": new.list_id,
            "list_name": new.list_name,
            "application_id": str(new.application_id),
            "channel_id": new.channel_id,
            "starter_id": new.starter_id,
            "started_at": new.started_at,
            "closes_at": new.closes_at,
            "hidden": new.hidden,
            "state": State.OPEN,
            "voters": 0,
            **columns_of(new.place),
        }

        async def work(connection: AsyncConnection) -> Vote:
            open_here = select(votes).where(here(votes, new.place), votes.c.state == State.OPEN)
            running = (await connection.execute(open_here)).all()
            for each in running:
                if each.list_id == new.list_id:
                    raise VoteRunning(each.list_name, each.guild_id, each.channel_id, each.message_id)
            if len(running) >= MOST_VOTES:
                raise TooManyVotes(MOST_VOTES)
            made = await connection.execute(insert(votes).values(**row))
            (vote_id,) = made.inserted_primary_key or (0,)
            await connection.execute(insert(vote_options), _options(vote_id, new.films))
            return await read_vote(connection, vote_id)

        return await self._database.write(work)

    async def sent(self, vote_id: int, message_id: int) -> None:
        """Keep which message has the buttons."""
        statement = update(votes).where(votes.c.id == vote_id).values(message_id=message_id)
        await self._database.write(lambda connection: connection.execute(statement))

    async def drop(self, vote_id: int) -> None:
        """Delete a vote that could not be sent."""
        statement = delete(votes).where(votes.c.id == vote_id)
        await self._database.write(lambda connection: connection.execute(statement))

    async def get(self, vote_id: int) -> Vote:
        """Return a vote as it stands.

        Raises
        ------
        VoteOver
            When it is gone.
        """
        return await self._database.read(lambda connection: read_vote(connection, vote_id))

    async def running(self, place: Place) -> tuple[Vote, ...]:
        """Return the open votes of a place, the first to close first."""
        return await self._where(here(votes, place), votes.c.state == State.OPEN)

    async def unfinished(self, application_id: int) -> tuple[Unfinished, ...]:
        """Return the votes of a bot whose result is not told yet, the first to close first."""
        columns = (votes.c.id, votes.c.guild_id, votes.c.owner_id, votes.c.closes_at, votes.c.state)
        statement = (
            select(*columns)
            .where(votes.c.application_id == str(application_id), votes.c.state != State.TOLD)
            .order_by(votes.c.closes_at, votes.c.id)
        )
        rows = await self._database.read(lambda connection: connection.execute(statement))
        return tuple(
            Unfinished(row.id, Place(row.guild_id, row.owner_id), row.closes_at, row.state == State.OPEN)
            for row in rows
        )

    async def last_decided(self, list_id: int) -> Vote | None:
        """Return the last vote on a list that has a winner."""
        decided = (votes.c.list_id == list_id, votes.c.winner.is_not(None))
        newest = select(func.max(votes.c.id)).where(*decided).scalar_subquery()
        return next(iter(await self._where(votes.c.id == newest)), None)

    async def toggle(self, vote_id: int, number: int, voter_id: int, now: datetime) -> tuple[int, ...]:
        """Approve of a film, or take that back; return the numbers that the person now approves of.

        Raises
        ------
        VoteOver
        """
        one = (
            ballots.c.vote_id == vote_id,
            ballots.c.number == number,
            ballots.c.voter_id == voter_id,
        )

        async def work(connection: AsyncConnection) -> tuple[int, ...]:
            vote = await read_vote(connection, vote_id)
            if vote.state is not State.OPEN or now >= vote.closes_at or number > len(vote.options):
                raise VoteOver
            if not (await connection.execute(delete(ballots).where(*one))).rowcount:
                row = {"vote_id": vote_id, "number": number, "voter_id": voter_id}
                await connection.execute(insert(ballots).values(**row))
            theirs = select(ballots.c.number).where(one[0], one[2]).order_by(ballots.c.number)
            return tuple((await connection.execute(theirs)).scalars())

        return await self._database.write(work)

    async def voted_in_by(self, voter_id: int) -> tuple[int, ...]:
        """Return the votes in which a person's ballots lie."""
        statement = select(ballots.c.vote_id).where(ballots.c.voter_id == voter_id).distinct()
        rows = await self._database.read(lambda connection: connection.execute(statement))
        return tuple(rows.scalars())

    async def voters(self, vote_id: int) -> tuple[int, ...]:
        """Return who approves of any film of a vote that is not decided yet."""
        statement = select(ballots.c.voter_id).where(ballots.c.vote_id == vote_id).distinct()
        rows = await self._database.read(lambda connection: connection.execute(statement))
        return tuple(rows.scalars())

    async def count(self, vote_id: int) -> Vote:
        """Take no more ballots; return the vote with its tally.

        Raises
        ------
        VoteOver
            When it is gone.
        """
        closed = (
            update(votes)
            .where(votes.c.id == vote_id, votes.c.state == State.OPEN)
            .values(state=State.COUNTED)
        )

        async def work(connection: AsyncConnection) -> Vote:
            await connection.execute(closed)
            return await read_vote(connection, vote_id)

        return await self._database.write(work)

    async def decide(self, vote_id: int, winner: str | None, tie: Tie | None) -> Vote:
        """Keep the result, and of the ballots only their numbers; what was decided before stays.

        Raises
        ------
        VoteOver
            When it is gone.
        """

        async def work(connection: AsyncConnection) -> Vote:
            vote = await read_vote(connection, vote_id)
            if vote.state is not State.COUNTED:
                return vote
            for option in vote.options:
                kept = update(vote_options).where(
                    vote_options.c.vote_id == vote_id, vote_options.c.number == option.number
                )
                await connection.execute(kept.values(approvals=option.approvals))
            await connection.execute(delete(ballots).where(ballots.c.vote_id == vote_id))
            result = {"state": State.DECIDED, "voters": vote.voters, "winner": winner, "tie": tie}
            await connection.execute(update(votes).where(votes.c.id == vote_id).values(**result))
            return replace(vote, state=State.DECIDED, winner=winner, tie=tie)

        return await self._database.write(work)

    async def told(self, vote_id: int) -> None:
        """Keep that people know the result."""
        statement = update(votes).where(votes.c.id == vote_id).values(state=State.TOLD)
        await self._database.write(lambda connection: connection.execute(statement))

    async def _where(self, *conditions: ColumnElement[bool]) -> tuple[Vote, ...]:
        async def work(connection: AsyncConnection) -> tuple[Vote, ...]:
            statement = select(votes).where(*conditions).order_by(votes.c.closes_at, votes.c.id)
            return tuple([await vote_of(connection, row) for row in await connection.execute(statement)])

        return await self._database.read(work)


def _options(vote_id: int, films: Sequence[NewFilm]) -> list[dict[str, object]]:
    return [
        {"vote_id": vote_id, "number": number, "page": page, "title": title, "approvals": 0}
        for number, (page, title) in enumerate(films, start=1)
    ]
