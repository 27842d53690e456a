"""The messages of votes, kept up to date without a request for each ballot."""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict

import discord

from bot.services import Services
from cogs.lists.ballots import ballot_buttons
from cogs.lists.buttons import WatchedButton
from cogs.lists.vote_cards import vote_card
from models.movies.library import film_key
from storage.errors import DatabaseClosed
from storage.refusals import VoteOver
from storage.vote import State, Vote

log = logging.getLogger(__name__)

PAUSE_S = 1.5


class Board:
    """Edits each vote's message at most every `PAUSE_S` seconds; in the end it shows the last state."""

    def __init__(self, client: discord.Client, services: Services) -> None:
        self._client = client
        self._services = services
        self._stale: set[int] = set()
        self._at_work: set[int] = set()
        self._shown_at: dict[int, float] = {}
        self._locks: defaultdict[int, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def refresh(self, vote_id: int) -> None:
        """Show how a vote stands, now or after the pause; while one call waits, others return at once."""
        self._stale.add(vote_id)
        if vote_id in self._at_work:
            return
        self._at_work.add(vote_id)
        try:
            while vote_id in self._stale:
                await asyncio.sleep(self._rest_s(vote_id))
                self._stale.discard(vote_id)
                await self._refresh(vote_id)
        finally:
            self._at_work.discard(vote_id)

    async def show_result(self, vote: Vote) -> bool:
        """Put the result in the place of the buttons; return whether the message was there."""
        async with self._locks[vote.id]:  # else an edit under way could put the buttons back
            self._shown_at.pop(vote.id, None)
            return await self._edit(vote)

    def _rest_s(self, vote_id: int) -> float:
        if vote_id not in self._shown_at:
            return 0.0
        return max(0.0, self._shown_at[vote_id] + PAUSE_S - asyncio.get_running_loop().time())

    async def _refresh(self, vote_id: int) -> None:
        async with self._locks[vote_id]:
            try:
                vote = await self._services.votes.get(vote_id)
            except (VoteOver, DatabaseClosed):
                return
            if vote.state is State.OPEN:
                self._shown_at[vote_id] = asyncio.get_running_loop().time()
                await self._edit(vote)

    async def _edit(self, vote: Vote) -> bool:
        if vote.message_id is None:
            return False
        channel = self._client.get_partial_messageable(vote.channel_id, guild_id=vote.place.guild_id)
        message = channel.get_partial_message(vote.message_id)
        try:
            await message.edit(embed=vote_card(vote), view=buttons_of(vote))
        except discord.HTTPException as error:  # the message, the channel or the server is gone
            log.info("the message of a vote could not be edited: %s %s", error.status, error.code)
            return False
        return True


def buttons_of(vote: Vote) -> discord.ui.View:
    """Return the buttons under a vote: the films while it is open, and then one to say it was watched."""
    if vote.state is State.OPEN:
        return ballot_buttons(vote)
    view = discord.ui.View(timeout=None)
    if vote.list_id is not None and vote.winner is not None:
        view.add_item(WatchedButton(vote.list_id, film_key(vote.winner)))
    return view
