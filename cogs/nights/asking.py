"""Asking back, before anything is done, where times may be meant otherwise than they were read."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import discord

from bot.views import ConfirmView
from cogs.nights.cards import times_card
from models.times.reading import Times

Send = Callable[..., Awaitable[discord.Message]]
"""Sends a message: its text, or None, and by name what else there is."""


async def ask_back(
    send: Send,
    user_id: int,
    times: Times,
    label: str,
    action: Callable[[discord.Interaction[Any]], Awaitable[discord.Embed]],
) -> None:
    """Show somebody alone how their times were read, and go on when they are right."""
    view = ConfirmView(user_id, label, action, harmless=True)
    view.message = await send(None, embed=times_card(times), view=view, ephemeral=True)


def followup(interaction: discord.Interaction[Any]) -> Send:
    """Return what answers a press or a form that is acknowledged."""

    async def send(content: str | None, **what: Any) -> discord.Message:
        if content is not None:
            what["content"] = content
        sent: discord.Message = await interaction.followup.send(**what, wait=True)
        return sent

    return send
