"""Asking once before a concept is deleted."""

from __future__ import annotations

from typing import Any

import discord

from bot.replies import card, plain
from bot.views import OwnedView, short_lived
from storage.concept import StoredConcept


class DeleteConceptView(OwnedView):
    """Asks once, and then deletes."""

    def __init__(self, owner: int, stored: StoredConcept) -> None:
        super().__init__(owner, timeout=120.0)
        self.stored = stored

    @discord.ui.button(
        label="Delete it", style=discord.ButtonStyle.danger, custom_id=short_lived("delete-concept")
    )
    async def delete(
        self, interaction: discord.Interaction[Any], _: discord.ui.Button[DeleteConceptView]
    ) -> None:
        """Delete it with its votes."""
        await interaction.client.services.concepts.delete(self.stored.id)
        what = "is as it came again." if self.stored.preset else "is gone."
        embed = card("Deleted", f"**{plain(self.stored.name)}** {what}")
        await interaction.response.edit_message(embed=embed, view=None)
        self.stop()

    @discord.ui.button(label="Keep it", custom_id=short_lived("keep-concept"))
    async def keep(
        self, interaction: discord.Interaction[Any], _: discord.ui.Button[DeleteConceptView]
    ) -> None:
        """Change nothing."""
        await interaction.response.edit_message(embed=card("Kept", "Nothing was changed."), view=None)
        self.stop()
