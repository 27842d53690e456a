"""Talks: written as a file, computed beforehand, and given in the room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cogs.talk.speaking import Speaking
from cogs.talk.talks import SHIPPED, Talks

if TYPE_CHECKING:
    from bot.app import HyperplaneBot


async def setup(bot: HyperplaneBot) -> None:
    """Add the commands to the bot."""
    await bot.add_cog(Speaking(bot, Talks(bot.settings.talks_dir, SHIPPED)))
