"""The forms that ask for times."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import discord

from bot.views import AnsweredModal
from cogs.nights.films import TITLE_LIMIT
from models.times.grammar import MOST_CHARACTERS
from models.times.zones import MOST_CHARACTERS as ZONE_LIMIT

Sent = Callable[[discord.Interaction[Any], str, str, str], Awaitable[None]]
"""Takes the times of a form that was sent, the time zone and the place; it is acknowledged by then."""


class TimesForm(AnsweredModal, title="When?"):
    """Asks for times, and their zone."""

    times: discord.ui.TextInput[TimesForm] = discord.ui.TextInput(
        label="Times, with commas between",
        custom_id="times",
        placeholder="fri 20:00, sat 8pm, 4 Dec 21:30",
        style=discord.TextStyle.paragraph,
        max_length=MOST_CHARACTERS,
    )
    zone: discord.ui.TextInput[TimesForm] = discord.ui.TextInput(
        label="Your time zone, if I don't know it yet",
        custom_id="zone",
        placeholder="Europe/Berlin",
        required=False,
        max_length=ZONE_LIMIT,
    )

    def __init__(self, sent: Sent) -> None:
        super().__init__()
        self._sent = sent

    async def on_submit(self, interaction: discord.Interaction[Any]) -> None:
        """Take the times."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        await self._sent(interaction, self.times.value, self.zone.value, self.chosen_place())

    def chosen_place(self) -> str:
        """Return where it is to be, where that is asked for."""
        return ""


class PlanForm(TimesForm, title="Plan a night"):
    """Asks for the place too."""

    where: discord.ui.TextInput[PlanForm] = discord.ui.TextInput(
        label="Where, if not here",
        custom_id="where",
        placeholder="A voice channel, or a place in words",
        required=False,
        max_length=TITLE_LIMIT,
    )

    def chosen_place(self) -> str:
        """Return what was written."""
        return self.where.value
