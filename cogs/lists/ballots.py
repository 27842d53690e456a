"""The buttons of a vote; all they need is in their ids, so they work after a restart too."""

from __future__ import annotations

import re
from typing import Any

import discord

from bot import errors
from bot.replies import truncate
from cogs.lists.vote_cards import ballot_card
from cogs.shared.ballots import BALLOT_EVENT
from storage.vote import Vote

LABEL_LIMIT = 80
IN_A_ROW = 2


class BallotButton(
    discord.ui.DynamicItem[discord.ui.Button[discord.ui.View]],
    template=r"ballot:(?P<vote_id>\d+):(?P<number>\d+)",
):
    """Approves of a film for whoever presses, or takes that back."""

    def __init__(self, vote_id: int, number: int, title: str = "", row: int | None = None) -> None:
        button: discord.ui.Button[discord.ui.View] = discord.ui.Button(
            label=truncate(f"{number}. {title}", LABEL_LIMIT),
            custom_id=f"ballot:{vote_id}:{number}",
            style=discord.ButtonStyle.primary,
            row=row,
        )
        super().__init__(button)
        self.vote_id, self.number = vote_id, number

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str]
    ) -> BallotButton:
        """Make the button again from its id."""
        return cls(int(match["vote_id"]), int(match["number"]))

    @errors.answered("vote")
    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Keep the ballot, and tell the presser alone what they approve of now.

        Acknowledged at once: when fifty press together, or somebody else holds the file, keeping it may take
        longer than Discord waits.
        """
        await interaction.response.defer(ephemeral=True, thinking=True)
        votes = interaction.client.services.votes
        now = discord.utils.utcnow()
        numbers = await votes.toggle(self.vote_id, self.number, interaction.user.id, now)
        interaction.client.dispatch(BALLOT_EVENT, self.vote_id)
        vote = await votes.get(self.vote_id)
        await interaction.edit_original_response(embed=ballot_card(vote, numbers))


def ballot_buttons(vote: Vote) -> discord.ui.View:
    """Return a button for each film, two in a row: their labels are long."""
    view = discord.ui.View(timeout=None)
    for option in vote.options:
        view.add_item(BallotButton(vote.id, option.number, option.title, (option.number - 1) // IN_A_ROW))
    return view
