"""Concepts: a border around examples among all words, that people move by their votes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cogs.concepts.concepts import Concepts

if TYPE_CHECKING:
    from bot.app import HyperplaneBot


async def setup(bot: HyperplaneBot) -> None:
    """Add the commands to the bot."""
    await bot.add_cog(Concepts(bot))
