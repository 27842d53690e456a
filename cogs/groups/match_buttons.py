"""Yes or no to a match: only who was asked may press, before and after a restart."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Any

import discord

from bot import errors
from bot.errors import Refused
from bot.replies import card
from cogs.groups.match_answers import compare, name_of
from cogs.groups.people import NOT_A_MEMBER, find_members

ONLY_ASKED = "Only <@{asked}> can answer that. `match` asks somebody yourself."
TAKEN_BACK = "It was taken back in the meantime, so nothing is compared. Ask them with `match` if you like."


class Reply(StrEnum):
    """What somebody says who is asked for a match."""

    ACCEPT = "accept"
    DECLINE = "decline"


LOOKS = {
    Reply.ACCEPT: ("Accept", discord.ButtonStyle.success),
    Reply.DECLINE: ("Decline", discord.ButtonStyle.secondary),
}


class MatchButton(
    discord.ui.DynamicItem[discord.ui.Button[discord.ui.View]],
    template=r"match:(?P<reply>accept|decline):(?P<asker>\d+):(?P<asked>\d+)",
):
    """Keeps the answer of the person who was asked."""

    def __init__(self, reply: Reply, asker: int, asked: int) -> None:
        label, style = LOOKS[reply]
        super().__init__(
            discord.ui.Button(label=label, style=style, custom_id=f"match:{reply}:{asker}:{asked}")
        )
        self.reply, self.asker, self.asked = reply, asker, asked

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str]
    ) -> MatchButton:
        """Make the button again from its id."""
        return cls(Reply(match["reply"]), int(match["asker"]), int(match["asked"]))

    @errors.answered("match")
    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Compare the two, or leave it."""
        if interaction.user.id != self.asked:
            raise Refused(ONLY_ASKED.format(asked=self.asked))
        if self.reply is Reply.ACCEPT:
            await self._accept(interaction)
        else:
            await self._decline(interaction)

    async def _accept(self, interaction: discord.Interaction[Any]) -> None:
        services, guild = interaction.client.services, interaction.guild
        if guild is None:
            raise Refused(NOT_A_MEMBER)
        asker = (await find_members(guild, [self.asker])).get(self.asker)
        if asker is None:
            raise Refused("Whoever asked has left this server.")
        embed = await compare(services, asker, interaction.user)
        if not await services.consents.agree(self.asked, self.asker, discord.utils.utcnow()):
            await services.consents.withdraw(self.asked, self.asker)
            raise Refused(TAKEN_BACK)
        await interaction.response.edit_message(content=None, embed=embed, view=None)

    async def _decline(self, interaction: discord.Interaction[Any]) -> None:
        await interaction.client.services.consents.withdraw(self.asker, self.asked)
        embed = card("No match", f"**{name_of(interaction.user)}** would rather not, and that is fine.")
        await interaction.response.edit_message(content=None, embed=embed, view=None)


def match_buttons(asker: int, asked: int) -> discord.ui.View:
    """Return yes and no."""
    view = discord.ui.View(timeout=None)
    for reply in Reply:
        view.add_item(MatchButton(reply, asker, asked))
    return view
