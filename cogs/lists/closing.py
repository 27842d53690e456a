"""Ending votes on time, whatever happened in between, and telling the result once."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections import defaultdict
from typing import TYPE_CHECKING, Any

import discord

from cogs.lists.board import Board, buttons_of
from cogs.lists.tie import break_tie
from cogs.lists.vote_cards import result_card
from storage.errors import DatabaseClosed
from storage.refusals import VoteOver
from storage.votes import State, Tie, Vote

if TYPE_CHECKING:
    from bot.app import Hyperplane

log = logging.getLogger(__name__)

LONGEST_REST_S = 6 * 3600.0
RETRY_S = 60.0
SERVER_ERROR = 500
START_EVENT = "vote_start"
"""What the bot dispatches once a vote is started: it may be the next to end."""


class Closer:
    """Ends votes: by the clock, from the database, or when somebody asks for it."""

    def __init__(self, bot: Hyperplane, board: Board) -> None:
        self._bot = bot
        self._votes = bot.services.votes
        self._board = board
        self._locks: defaultdict[int, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._started = 0

    async def keep_time(self) -> None:
        """End every vote when its time has come, first those that ended while the bot was away."""
        await self._bot.wait_until_ready()
        while True:
            started = self._started
            try:
                rest_s = await self._close_due()
            except DatabaseClosed:
                return
            except Exception:
                log.exception("votes could not be looked after; tried again later")
                rest_s = RETRY_S
            if started == self._started:  # else there is a new vote to look at first
                with contextlib.suppress(TimeoutError):
                    await self._bot.wait_for(START_EVENT, timeout=rest_s)

    def notice(self) -> None:
        """Take note that a vote was started."""
        self._started += 1

    async def close(self, vote_id: int, *, here: int | None = None) -> Vote:
        """End a vote, tell its channel, and return it with its result; an ended one is returned as it is.

        Parameters
        ----------
        vote_id
            Which one.
        here
            The channel that the caller will tell.

        Raises
        ------
        VoteOver
            When it is gone.
        """
        async with self._locks[vote_id]:
            vote = await self._votes.count(vote_id)
            if vote.state is State.COUNTED:
                vote = await self._votes.decide(vote_id, *await self._winner(vote))
            if vote.state is State.DECIDED:
                await self._board.show_result(vote)
                if here != vote.channel_id:
                    await self._announce(vote)
                await self._votes.told(vote_id)
            return vote

    async def _close_due(self) -> float:
        """End what is due; return how many seconds are left until the next."""
        now = discord.utils.utcnow()
        rest_s = LONGEST_REST_S
        for vote in await self._votes.unfinished(self._bot.application_id or 0):
            left_s = (vote.closes_at - now).total_seconds()
            if vote.state is State.OPEN and left_s > 0:
                return min(rest_s, left_s)
            try:
                await self.close(vote.id)
            except VoteOver:
                continue
            except DatabaseClosed:
                raise
            except Exception:
                log.exception("a vote could not be closed; tried again later")
                rest_s = RETRY_S
        return rest_s

    async def _winner(self, vote: Vote) -> tuple[str | None, Tie | None]:
        """Return the page of the winner and, where several films lead, how it was found."""
        pages = [option.page for option in vote.leaders]
        if len(pages) < 2:
            return next(iter(pages), None), None
        voters = await self._votes.voters(vote.id)
        ordered = await break_tie(self._bot.services, pages, voters)
        return (ordered[0], Tie.TASTE) if ordered else (pages[0], Tie.ORDER)

    async def _announce(self, vote: Vote) -> None:
        """Send the result to the vote's channel, as an answer to its message where that is still there."""
        channel = self._bot.get_partial_messageable(vote.channel_id, guild_id=vote.place.guild_id)
        options: dict[str, Any] = {}
        if vote.message_id is not None:
            message = channel.get_partial_message(vote.message_id)
            options["reference"] = message.to_reference(fail_if_not_exists=False)
        try:
            await channel.send(embed=result_card(vote), view=buttons_of(vote), **options)
        except discord.HTTPException as error:
            if error.status >= SERVER_ERROR:  # Discord is down: the result can wait
                raise
            log.info("the result of a vote could not be told: %s %s", error.status, error.code)
