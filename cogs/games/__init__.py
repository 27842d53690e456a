"""Games with words: a secret one is looked for, guess by guess."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cogs.games.guessing import Guessing

if TYPE_CHECKING:
    from bot.app import HyperplaneBot


async def setup(bot: HyperplaneBot) -> None:
    """Add the commands to the bot."""
    await bot.add_cog(Guessing(bot))
