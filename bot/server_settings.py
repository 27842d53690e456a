"""What servers chose, remembered for a minute: it is asked for with every message."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from bot.logs import event
from bot.pacing import Turns, remember
from storage.errors import StorageError
from storage.server_settings import UNCHANGED, ServerSettings, SettingsStore

log = logging.getLogger(__name__)

REMEMBERED_S = 60.0
"""For so long a change that another process made may go unnoticed."""

RETRIED_S = 5.0
MOST_SERVERS = 5000


class SettingsMemory:
    """The settings of servers: read from the database at most once a minute each, and bounded.

    Parameters
    ----------
    store
        Where they are kept.
    clock
        Tells the seconds.
    """

    def __init__(self, store: SettingsStore, clock: Callable[[], float] = time.monotonic) -> None:
        self._store = store
        self._clock = clock
        self._known: dict[int, tuple[ServerSettings, float]] = {}
        self._turns: Turns[int] = Turns()
        self.on_change: Callable[[], None] = _unheeded
        """Told of each change that is made here."""

    async def of(self, guild_id: int | None) -> ServerSettings:
        """Return what a server chose; in private (None) nobody chooses.

        Where the database cannot be read, what was known last still holds: people can be told of that only
        by a bot that knows its prefix.
        """
        if guild_id is None:
            return UNCHANGED
        if (fresh := self._fresh(guild_id)) is not None:
            return fresh
        async with self._turns.of(guild_id):  # one reads for all, and no change falls in between
            return self._fresh(guild_id) or await self._read(guild_id)

    async def change(
        self, guild_id: int, change: Callable[[ServerSettings], ServerSettings]
    ) -> tuple[ServerSettings, ServerSettings]:
        """Keep what `change` makes of a server's settings; return them as they were, and as they are.

        Raises
        ------
        storage.errors.DatabaseError
        """
        async with self._turns.of(guild_id):
            before, after = await self._store.change(guild_id, change)
            self._remember(guild_id, after, REMEMBERED_S)
        self.on_change()
        return before, after

    def _fresh(self, guild_id: int) -> ServerSettings | None:
        settings, until = self._known.get(guild_id, (None, 0.0))
        return settings if until > self._clock() else None

    async def _read(self, guild_id: int) -> ServerSettings:
        try:
            settings, for_s = await self._store.of(guild_id), REMEMBERED_S
        except StorageError as error:
            event(log, logging.WARNING, "a server's settings could not be read", cause=repr(error))
            settings, for_s = self._known.get(guild_id, (UNCHANGED, 0.0))[0], RETRIED_S
        self._remember(guild_id, settings, for_s)
        return settings

    def _remember(self, guild_id: int, settings: ServerSettings, for_s: float) -> None:
        remember(self._known, guild_id, (settings, self._clock() + for_s), MOST_SERVERS)


def _unheeded() -> None:
    """Tell nobody."""
