"""Who may settle, move and cancel a movie night."""

from __future__ import annotations

import discord

from cogs.shared.permissions import called
from storage.night import Night
from storage.refusals import NotAllowed

HOST = "who planned it"
MODERATOR = "somebody who may manage events or messages"


def check_host(user_id: int, permissions: discord.Permissions, night: Night, what: str) -> None:
    """Let only whoever planned a night go on, and who manages events or messages.

    Raises
    ------
    NotAllowed
    """
    if user_id == night.organiser_id or permissions.manage_events or permissions.manage_messages:
        return
    raise NotAllowed(what, f"{called(night.organiser_id, HOST)} or {MODERATOR}")
