"""Work that is due at some time, done from the database by one task, whatever happened in between."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import TYPE_CHECKING

import discord

from storage.errors import DatabaseClosed

if TYPE_CHECKING:
    from bot.app import HyperplaneBot

log = logging.getLogger(__name__)

LONGEST_REST_S = 60.0
"""So much later than it should a thing is done at most where somebody sets the clock forward meanwhile."""

RETRY_S = 60.0
HEAD_START_S = 2.0
"""After so long another process does it: that of the server seems to be down."""

SERVER_ERROR = 500


class Clock:
    """Does what is due, first what came due while the bot was away, and rests until the next.

    Parameters
    ----------
    bot
        Whose work it is.
    what
        What the log calls the work, such as "votes".
    do_due
        Does all that is due, and returns how many seconds are left until something is, or infinity.
    """

    def __init__(self, bot: HyperplaneBot, what: str, do_due: Callable[[], Awaitable[float]]) -> None:
        self._bot = bot
        self._what = what
        self._do_due = do_due
        self._news = 0
        self._event = f"{what}_news"
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to watch the time."""
        self._task = asyncio.create_task(self._keep_time())

    def stop(self) -> None:
        """Stop watching; what is due stays in the database."""
        if self._task is not None:
            self._task.cancel()

    def notice(self) -> None:
        """Take note that there is something to look at before the time that was planned."""
        self._news += 1
        self._bot.dispatch(self._event)

    def left_s(self, guild_id: int | None, due_at: datetime) -> float | None:
        """Return in how many seconds this process does what is due in a server, or None: others do it.

        Where processes share a database, any of them does it; the one of the server has a head start.
        """
        left_s = (due_at - discord.utils.utcnow()).total_seconds()
        if self._bot.serves(guild_id):
            return left_s
        return left_s + HEAD_START_S if self._bot.services.database.is_shared else None

    async def _keep_time(self) -> None:
        await self._bot.wait_until_ready()
        while True:
            news = self._news
            try:
                rest_s = await self._do_due()
            except DatabaseClosed:
                return
            except Exception:
                log.exception("%s could not be looked after; tried again later", self._what)
                rest_s = RETRY_S
            if news == self._news:  # else there is something to look at first
                with contextlib.suppress(TimeoutError):
                    await self._bot.wait_for(self._event, timeout=min(rest_s, LONGEST_REST_S))


def is_down(error: discord.HTTPException) -> bool:
    """Tell whether the fault is Discord's own: what could not be told now can be told later."""
    return error.status >= SERVER_ERROR
