"""The messages of votes and their buttons, kept up to date without a request for each ballot."""

from __future__ import annotations

import contextlib
import logging
from dataclasses import dataclass

import discord

from bot.pacing import PacedEditor
from bot.presses.press import Press
from bot.services import Services
from cogs.lists.picks import Watched
from cogs.lists.vote_cards import vote_card
from cogs.shared.nights import PlanNight
from models.movies.film_keys import film_key
from storage.errors import DatabaseClosed
from storage.refusals import VoteOver
from storage.vote import State, Vote

log = logging.getLogger(__name__)

IN_A_ROW = 2
PAUSE_S = 1.5


@dataclass(frozen=True)
class Ballot(Press, kind="ballot"):
    """Approves of the film of a number for whoever presses, or takes that back."""

    vote_id: int
    number: int


class VoteMessages:
    """Edits each vote's message at Discord's pace; in the end it shows the last state."""

    def __init__(self, client: discord.Client, services: Services) -> None:
        self._client = client
        self._services = services
        self._editor = PacedEditor(self._redraw, PAUSE_S)

    async def refresh(self, vote_id: int) -> None:
        """Show how a vote stands, now or after the pause."""
        await self._editor.refresh(vote_id)

    async def show_result(self, vote: Vote) -> bool:
        """Put the result in the place of the buttons; return whether the message was there."""
        async with self._editor.alone(vote.id):  # else an edit under way could put the buttons back
            return await self._edit(vote)

    async def _redraw(self, vote_id: int) -> bool:
        try:
            vote = await self._services.votes.get(vote_id)
        except (VoteOver, DatabaseClosed):
            return True
        if vote.state is State.OPEN:
            await self._edit(vote)
            await self._catch_up(vote)
        return True

    async def _catch_up(self, shown: Vote) -> None:
        """See to it that the last state is shown, where another process has shown a newer one meanwhile."""
        with contextlib.suppress(VoteOver, DatabaseClosed):
            vote = await self._services.votes.get(shown.id)
            if vote.state in (State.DECIDED, State.TOLD):  # its buttons were put back just now
                await self._edit(vote)
            elif vote != shown:
                self._editor.outdate(shown.id)

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
    """Return the buttons under a vote: the films while it is open, and then what to do with the winner."""
    if vote.state is State.OPEN:
        return ballot_buttons(vote)
    view = discord.ui.View(timeout=None)
    if vote.list_id is not None and vote.winner is not None:
        view.add_item(Watched(vote.list_id, film_key(vote.winner)).item())
    if vote.winner is not None and not vote.place.is_private:
        view.add_item(PlanNight(vote.id).item())
    return view


def ballot_buttons(vote: Vote) -> discord.ui.View:
    """Return a button for each film, two in a row: their labels are long."""
    view = discord.ui.View(timeout=None)
    for option in vote.options:
        label = f"{option.number}. {option.title}"
        row = (option.number - 1) // IN_A_ROW
        style = discord.ButtonStyle.primary
        view.add_item(Ballot(vote.id, option.number).button(label, style=style, row=row))
    return view
