"""Talks: written as a file, computed beforehand, and given in the room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cogs.talk.buttons import TalkButton
from cogs.talk.speaking import Speaking
from cogs.talk.talks import SHIPPED, Talks

if TYPE_CHECKING:
    from bot.app import Hyperplane


async def setup(bot: Hyperplane) -> None:
    """Add the commands and the buttons to the bot."""
    await bot.add_cog(Speaking(bot, Talks(bot.settings.talks_dir, SHIPPED)))
    bot.add_dynamic_items(TalkButton)
