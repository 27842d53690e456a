"""Showing a text while it is being written, by edits of one message at a pace that Discord allows."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

from models.text.generate import Writing

EDIT_EVERY_S = 1.2
"""Discord takes five edits in five seconds for a whole channel."""

Show = Callable[[Writing], Awaitable[None]]


async def show_growing(frames: AsyncIterator[Writing], show: Show) -> Writing:
    """Show the first words at once, then what has come since after each pause; return the text at its end.

    The end is left to the caller to show, and a pause has passed by then. When Discord makes an edit wait,
    the text goes on meanwhile, and the next pause is as long as that wait.
    """
    loop = asyncio.get_running_loop()
    async for writing in frames:
        last = writing
        if writing.ending is None:
            begun = loop.time()
            await show(writing)
            await asyncio.sleep(max(EDIT_EVERY_S, loop.time() - begun))
    return last
