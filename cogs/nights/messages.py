"""The messages of movie nights: kept up to date at Discord's pace, and news told once."""

from __future__ import annotations

import contextlib
import logging
from typing import TYPE_CHECKING, Any

import discord

from bot.pacing import PacedEditor
from cogs.nights.buttons import buttons_of
from cogs.nights.cards import night_card
from cogs.shared.clock import is_down
from storage.errors import DatabaseClosed
from storage.night import Night
from storage.refusals import NightGone

if TYPE_CHECKING:
    from bot.app import HyperplaneBot

log = logging.getLogger(__name__)

PAUSE_S = 1.5
LOOKED_THROUGH = 50
"""Messages of a channel among which news is looked for that a stopped bot may have told."""


class NightMessages:
    """Shows how nights stand, and tells their news."""

    def __init__(self, bot: HyperplaneBot) -> None:
        self._bot = bot
        self._editor = PacedEditor(self._redraw, PAUSE_S)

    async def refresh(self, night_id: int) -> None:
        """Show how a night stands, now or after the pause."""
        await self._editor.refresh(night_id)

    async def show(self, night: Night) -> None:
        """Show how a night stands at once: its buttons are others now."""
        async with self._editor.alone(night.id):  # else an edit under way could put the earlier ones back
            await self._edit(night)

    async def tell(self, night: Night, part: int = 0, **what: Any) -> discord.Message | None:
        """Tell news of a night in its channel; return the message, or None where that is not possible.

        Parameters
        ----------
        night
            Whose news it is: of the step that is due.
        part
            Which of several messages of the same news.
        what
            What is sent.

        Raises
        ------
        discord.HTTPException
            When Discord is down: it can be told later.
        """
        channel = self._bot.get_partial_messageable(night.channel_id, guild_id=night.guild_id)
        if night.message_id is not None:
            message = channel.get_partial_message(night.message_id)
            what["reference"] = message.to_reference(fail_if_not_exists=False)
        due_s = int(night.due_at.timestamp()) if night.due_at is not None else 0
        try:  # Discord takes one message of the same nonce within some minutes, whoever sends it again
            return await channel.send(nonce=f"n{night.id}.{due_s}.{part}"[:25], mention_author=False, **what)
        except discord.HTTPException as error:
            if is_down(error):
                raise
            log.info("news of a movie night could not be told: %s %s", error.status, error.code)
            return None

    async def told(self, night: Night) -> discord.Message | None:
        """Return the message by which a bot that was stopped amid a step has told its news, if it has."""
        if night.begun_at is None or self._bot.user is None:
            return None
        channel = self._bot.get_partial_messageable(night.channel_id, guild_id=night.guild_id)
        try:
            async for message in channel.history(after=night.begun_at, limit=LOOKED_THROUGH):
                if message.author.id == self._bot.user.id and _is_of(message, night):
                    return message
        except discord.HTTPException as error:  # gone, or nothing that the bot may read
            log.info("a movie night's channel could not be looked through: %s %s", error.status, error.code)
        return None

    async def _redraw(self, night_id: int) -> bool:
        nights = self._bot.services.nights
        with contextlib.suppress(NightGone, DatabaseClosed):
            shown = await nights.get(night_id)
            await self._edit(shown)
            if await nights.get(night_id) != shown:  # another process may have shown the newer state before
                self._editor.outdate(night_id)
        return True

    async def _edit(self, night: Night) -> None:
        if night.message_id is None:
            return
        channel = self._bot.get_partial_messageable(night.channel_id, guild_id=night.guild_id)
        try:
            message = channel.get_partial_message(night.message_id)
            await message.edit(embed=night_card(night), view=buttons_of(night))
        except discord.HTTPException as error:  # the message, the channel or the server is gone
            log.info("the message of a movie night could not be edited: %s %s", error.status, error.code)


def _is_of(message: discord.Message, night: Night) -> bool:
    """Return whether a message of the bot's is about a night: an answer to its message, or itself one."""
    answered = message.reference is not None and message.reference.message_id == night.message_id
    ids = [
        str(getattr(item, "custom_id", ""))
        for row in message.components
        if isinstance(row, discord.ActionRow)
        for item in row.children
    ]
    return (answered and night.message_id is not None) or any(
        each.startswith("night") and str(night.id) in each.split(":") for each in ids
    )
