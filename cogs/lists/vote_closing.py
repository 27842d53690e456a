"""Ending votes on time, whatever happened in between, and telling the result once."""

from __future__ import annotations

import logging
import math
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, Any

import discord

from bot.pacing import Turns
from bot.services import Services
from cogs.lists.vote_cards import result_card
from cogs.lists.vote_messages import VoteMessages, buttons_of
from cogs.shared.clock import RETRY_S, Clock, is_down
from cogs.shared.opinions import opinions_of
from models.movies.group import Member, score_films
from storage.errors import DatabaseClosed
from storage.refusals import VoteOver
from storage.vote import State, Tie, Vote

if TYPE_CHECKING:
    from bot.app import HyperplaneBot

log = logging.getLogger(__name__)

MOST_VOTERS = 100
"""How many tastes are asked at most: each is fitted on its own, and people wait for the result."""

Tell = Callable[[Vote], Awaitable[object]]
"""Tells people the result of a vote."""


class Closer:
    """Ends votes: by the clock, from the database, or when somebody asks for it."""

    def __init__(self, bot: HyperplaneBot, messages: VoteMessages) -> None:
        self._bot = bot
        self._votes = bot.services.votes
        self._messages = messages
        self._turns: Turns[int] = Turns()
        self.clock = Clock(bot, "votes", self._close_due)

    async def close(self, vote_id: int, tell: Tell | None = None) -> None:
        """End a vote before its time and tell the result; where that fails, the clock tries it later.

        Parameters
        ----------
        vote_id
            Which one.
        tell
            What tells people in place of a message to the vote's channel; of an ended vote too.

        Raises
        ------
        VoteOver
            When it is gone.
        discord.HTTPException
            When people could not be told.
        """
        try:
            await self._close(vote_id, tell)
        except Exception:
            self.clock.notice()
            raise

    async def _close(self, vote_id: int, tell: Tell | None = None, *, wait: bool = True) -> bool:
        """Take a vote to its end; return whether another process is not at it."""
        alone = self._bot.services.database.alone(f"vote {vote_id}", wait=wait)
        async with self._turns.of(vote_id), alone as ours:
            if not ours:
                return False
            vote = await self._votes.count(vote_id)
            if vote.state is State.COUNTED:
                vote = await self._votes.decide(vote_id, *await self._winner(vote))
            new = vote.state is State.DECIDED
            if new:
                await self._messages.show_result(vote)
            if new or tell is not None:
                await (tell or self._announce)(vote)
            if new:
                await self._votes.told(vote_id)
        return True

    async def _close_due(self) -> float:
        """End what is due; return how many seconds are left until the next."""
        rest_s = math.inf
        for vote in await self._votes.unfinished(self._bot.application_id or 0):
            left_s = self.clock.left_s(vote.place.guild_id, vote.closes_at)
            if left_s is None:
                continue
            if vote.open and left_s > 0:
                rest_s = min(rest_s, left_s)
                continue
            try:
                if not await self._close(vote.vote_id, wait=False):
                    rest_s = min(rest_s, RETRY_S)  # another process is at it: see whether it comes to the end
            except VoteOver:
                continue
            except DatabaseClosed:
                raise
            except Exception:
                log.exception("a vote could not be closed; tried again later")
                rest_s = min(rest_s, RETRY_S)
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
        options["nonce"] = f"vote {vote.id}"  # told anew after a crash, Discord knows it for the same message
        try:
            await channel.send(embed=result_card(vote), view=buttons_of(vote), **options)
        except discord.HTTPException as error:
            if is_down(error):  # the result can wait
                raise
            log.info("the result of a vote could not be told: %s %s", error.status, error.code)


async def break_tie(
    services: Services, pages: Sequence[str], user_ids: Sequence[int]
) -> tuple[str, ...] | None:
    """Return tied films in the order in which their voters should like them, best first.

    The default rule for groups decides. Who opted out of groups, or has neither liked nor disliked a film,
    is left out; films that the catalogue lacks come last, in the order given.

    Parameters
    ----------
    services
        What the bot has opened.
    pages
        The tied films.
    user_ids
        Who voted.

    Returns
    -------
    tuple of str or None
        The pages, or None where no voter's ratings count or no film can be scored.
    """
    members = await _members(services, user_ids)
    rows = {page: row for page in pages if (row := services.films.titles.row(page)) is not None}
    if not members or not rows:
        return None
    found = await services.compute.short(score_films, services.films, members, list(rows.values()))
    scores = dict(zip(rows, found, strict=True))
    known = sorted(rows, key=lambda page: -scores[page])
    return (*known, *(page for page in pages if page not in rows))


async def _members(services: Services, user_ids: Sequence[int]) -> list[Member]:
    """Return the tastes that count, of the first `MOST_VOTERS` that have one."""
    members: list[Member] = []
    out = await services.consents.opted_out(user_ids)
    for user_id in user_ids:
        if user_id in out or len(members) == MOST_VOTERS:
            continue
        member = (await opinions_of(services, user_id)).member
        if member.likes or member.dislikes:
            members.append(member)
    return members
