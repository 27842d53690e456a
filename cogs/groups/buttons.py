"""A button for each rule; who takes part is in its id, so it works before and after a restart."""

from __future__ import annotations

import base64
import re
from collections.abc import Sequence
from typing import Any

import discord

from bot import errors
from bot.errors import Refused
from cogs.groups.answers import RULE_TEXTS, Answer, answer
from cogs.groups.people import NOT_A_MEMBER
from cogs.groups.saving import save_button
from models.movies.rules import Rule

ID_BYTES = 8
RULES_A_ROW = 3
NOT_IN_IT = "These buttons belong to the group. `recommend together` makes you one of your own."


class RuleButton(
    discord.ui.DynamicItem[discord.ui.Button[discord.ui.View]],
    template=rf"grp:(?P<rule>{'|'.join(Rule)}):(?P<people>[\w-]+)",
):
    """Shows what another rule gives the same people; any of them may press."""

    def __init__(self, rule: Rule, people: Sequence[int], *, current: bool = False, row: int = 0) -> None:
        style = discord.ButtonStyle.primary if current else discord.ButtonStyle.secondary
        button: discord.ui.Button[discord.ui.View] = discord.ui.Button(
            label=RULE_TEXTS[rule].label, style=style, custom_id=f"grp:{rule}:{packed(people)}", row=row
        )
        super().__init__(button)
        self.rule, self.people = rule, tuple(people)

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str]
    ) -> RuleButton:
        """Make the button again from its id."""
        return cls(Rule(match["rule"]), unpacked(match["people"]))

    @errors.answered("rule")
    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Put this rule's films in place of those that were there."""
        if interaction.user.id not in self.people:
            raise Refused(NOT_IN_IT)
        if interaction.guild is None:
            raise Refused(NOT_A_MEMBER)
        await interaction.response.defer()
        found = await answer(interaction.client.services, interaction.guild, self.people, self.rule)
        await interaction.edit_original_response(embed=found.embed, view=group_buttons(found, self.rule))


def group_buttons(found: Answer, rule: Rule) -> discord.ui.View:
    """Return the rules, the one at work marked, and the button that saves the films."""
    view = discord.ui.View(timeout=None)
    for place, each in enumerate(Rule):
        view.add_item(RuleButton(each, found.party.ids, current=each is rule, row=place // RULES_A_ROW))
    view.add_item(save_button(found.films))
    return view


def packed(people: Sequence[int]) -> str:
    """Return ids as text: 86 characters for eight people, of the 100 that Discord gives a button."""
    raw = b"".join(user_id.to_bytes(ID_BYTES, "big") for user_id in people)
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def unpacked(text: str) -> tuple[int, ...]:
    """Return the ids that `packed` wrote."""
    raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    return tuple(int.from_bytes(raw[at : at + ID_BYTES], "big") for at in range(0, len(raw), ID_BYTES))
