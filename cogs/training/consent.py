"""What comes before a text of one's own is learned: a form to paste it into, and the question whether to."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import discord

from bot.replies import card
from bot.views import AnsweredModal, OwnedView, short_lived

FIELD_LIMIT = 4000
ASKED_S = 180.0
"""How long a text waits in memory for its owner to say yes."""

Begin = Callable[[Callable[..., Awaitable[discord.Message]]], Awaitable[None]]
"""Starts a training, and tells of it by what it is given: an edit of the question."""


class ConsentView(OwnedView):
    """Asks whoever brought a text whether to train on it; unanswered, the text is let go."""

    def __init__(self, owner: int, begin: Begin) -> None:
        super().__init__(owner, timeout=ASKED_S)
        self._begin: Begin | None = begin

    @discord.ui.button(label="Train on it", style=discord.ButtonStyle.primary, custom_id=short_lived("train"))
    async def train(self, interaction: discord.Interaction[Any], _: discord.ui.Button[ConsentView]) -> None:
        """Train on it; where it may not begin just now, the question stays."""
        await interaction.response.defer()
        begin, self._begin = self._begin, None
        if begin is None:
            return
        try:
            await begin(interaction.edit_original_response)
        except BaseException:
            self._begin = begin
            raise
        self.stop()

    @discord.ui.button(label="Don't", custom_id=short_lived("dont"))
    async def leave(self, interaction: discord.Interaction[Any], _: discord.ui.Button[ConsentView]) -> None:
        """Let the text go."""
        self._begin = None
        self.stop()
        said = card("Not trained", "Your text is deleted, and nothing was kept.")
        await interaction.response.edit_message(embed=said, view=None)

    async def on_timeout(self) -> None:
        """Let the text go, and switch the buttons off."""
        self._begin = None
        await super().on_timeout()


class PasteForm(AnsweredModal, title="Train on your text"):
    """Takes a text in four parts, as Discord takes so many characters in each."""

    first: discord.ui.TextInput[PasteForm] = discord.ui.TextInput(
        label="Your text",
        custom_id="first",
        style=discord.TextStyle.paragraph,
        placeholder="Paste it here. It is deleted when the training ends; the network alone stays.",
        max_length=FIELD_LIMIT,
    )
    second: discord.ui.TextInput[PasteForm] = discord.ui.TextInput(
        label="It goes on", custom_id="second", style=discord.TextStyle.paragraph, required=False,
        max_length=FIELD_LIMIT,
    )  # fmt: skip
    third: discord.ui.TextInput[PasteForm] = discord.ui.TextInput(
        label="And on", custom_id="third", style=discord.TextStyle.paragraph, required=False,
        max_length=FIELD_LIMIT,
    )  # fmt: skip
    fourth: discord.ui.TextInput[PasteForm] = discord.ui.TextInput(
        label="Until here; a longer one comes as a file", custom_id="fourth",
        style=discord.TextStyle.paragraph, required=False, max_length=FIELD_LIMIT,
    )  # fmt: skip

    def __init__(self, pasted: Callable[[str, discord.Interaction[Any]], Awaitable[None]]) -> None:
        super().__init__()
        self._pasted = pasted

    async def on_submit(self, interaction: discord.Interaction[Any]) -> None:
        """Go on with the text."""
        await interaction.response.defer()
        parts = (self.first.value, self.second.value, self.third.value, self.fourth.value)
        await self._pasted("\n".join(part for part in parts if part), interaction)
