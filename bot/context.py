"""One command's call, by message or by slash, and the ways to answer it."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Any

import discord
from discord.ext import commands

if TYPE_CHECKING:
    from bot.app import HyperplaneBot  # noqa: F401  named in the class below, as a string

WHISPER_S = 10.0
ACKNOWLEDGE_AFTER_S = 2.0
"""Discord waits three seconds, those on the way included."""


class Context(commands.Context["HyperplaneBot"]):
    """A call that knows when it began and how to answer in public and in private."""

    rehearsed = False  # whether nobody sees the answer yet, and nothing may be kept of it

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.started = time.perf_counter()
        self.answered: float | None = None
        self.deferral: asyncio.Task[None] | None = None
        self._acknowledging = asyncio.Lock()

    @property
    def elapsed_ms(self) -> int:
        """Milliseconds from the call to its answer, or until now."""
        until = self.answered if self.answered is not None else time.perf_counter()
        return round((until - self.started) * 1000)

    async def acknowledge_in_time(self) -> None:
        """Tell Discord that an answer will come, if there is none shortly before it gives up waiting.

        A command whose answers are for its caller alone is acknowledged so: the first follow-up inherits it.
        """
        await asyncio.sleep(ACKNOWLEDGE_AFTER_S)
        private = self.command is not None and self.command.extras.get("private", False)
        with contextlib.suppress(discord.HTTPException):  # what answers it will tell
            await self.defer(ephemeral=private)

    async def defer(self, *, ephemeral: bool = False) -> None:
        """Tell Discord that an answer will come, unless one has."""
        async with self._acknowledging:
            if self.interaction is None or not self.interaction.response.is_done():
                await super().defer(ephemeral=ephemeral)

    def typing(self, *, ephemeral: bool = False) -> Any:
        """Show that an answer is being made, as long as the block lasts."""
        return super().typing(ephemeral=ephemeral) if self.interaction is None else self._deferred(ephemeral)

    @contextlib.asynccontextmanager
    async def _deferred(self, ephemeral: bool) -> AsyncIterator[None]:
        await self.defer(ephemeral=ephemeral)  # discord.py's own would not wait for one under way
        yield

    async def send(self, content: str | None = None, **kwargs: Any) -> discord.Message:
        """Send a message; a slash call's first one answers it, of whatever else is said at the same time."""
        async with self._acknowledging:
            return await super().send(content, **kwargs)

    async def answer(self, content: str | None = None, **kwargs: Any) -> discord.Message:
        """Answer in public; a typed command is replied to, even when its message has been deleted since."""
        if self.interaction is None:
            kwargs["reference"] = self.message.to_reference(fail_if_not_exists=False)
        sent = await self.send(content, **kwargs)
        if self.answered is None:
            self.answered = time.perf_counter()
        return sent

    async def explain(self, embed: discord.Embed) -> None:
        """Say why there is no answer: to the caller alone where Discord allows that."""
        await self.answer(embed=embed, ephemeral=True)

    async def whisper(self, embed: discord.Embed) -> None:
        """Say something that nobody else should be bothered with for long.

        A slash call is answered ephemerally; a typed one where it was typed, by a reply that goes away:
        direct messages may be closed. Whoever goes on typing meanwhile has been told already.
        """
        if self.interaction is not None:
            await self.explain(embed)
        elif self.guild is None:
            await self.answer(embed=embed)
        elif self.bot.whispered.is_new(self.author.id):
            await self.answer(embed=embed, delete_after=WHISPER_S)
