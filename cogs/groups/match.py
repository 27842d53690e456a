"""match: how alike two people's hyperplanes are, when both have agreed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import discord
from discord.ext import commands

from bot.context import Context
from bot.presses.handlers import on_press
from bot.presses.press import Press
from bot.refusals import (
    AskerLeft,
    MatchTakenBack,
    MatchWithBot,
    MatchWithYourself,
    NotAMember,
    OnlyAskedAnswers,
)
from bot.replies import card
from bot.services import Services
from cogs.groups.match_answers import compare, name_of
from cogs.groups.people import find_members
from cogs.shared.topics import command

if TYPE_CHECKING:
    from bot.app import HyperplaneBot


class Reply(StrEnum):
    """What somebody says who is asked for a match."""

    ACCEPT = "accept"
    DECLINE = "decline"


LABELS = {
    Reply.ACCEPT: ("Accept", discord.ButtonStyle.success),
    Reply.DECLINE: ("Decline", discord.ButtonStyle.secondary),
}


@dataclass(frozen=True)
class AnswerMatch(Press, kind="match"):
    """What somebody says who was asked for a match."""

    reply: Reply
    asker: int
    asked: int


class Matching(commands.Cog):
    """Two tastes beside each other."""

    def __init__(self, services: Services) -> None:
        self.services = services

    @command("films", "match @Alan")
    @commands.cooldown(4, 30, commands.BucketType.user)
    @commands.guild_only()
    async def match(self, ctx: Context, person: discord.Member) -> None:
        """Show how alike your taste and somebody else's are, once both agree.

        Parameters
        ----------
        person
            With whom; they are asked first.
        """
        caller = ctx.author
        if ctx.guild is None or ctx.bot.get_guild(ctx.guild.id) is None or isinstance(caller, discord.User):
            raise NotAMember
        if person.id == caller.id:
            raise MatchWithYourself
        if person.bot:
            raise MatchWithBot(person.display_name)
        embed = await compare(self.services, caller, person)
        if await self.services.consents.agree(caller.id, person.id, discord.utils.utcnow()):
            await ctx.answer(embed=embed)
            return
        asked = card(
            f"{name_of(caller)} would like to compare tastes",
            f"**{name_of(person)}**, do you agree? All here will see how alike your tastes are, with films "
            "that both of you would love and films that you would argue about. None that you rated is named.",
            "Taken back at any time with: privacy match off",
        )
        await ctx.answer(
            person.mention,
            embed=asked,
            view=match_buttons(caller.id, person.id),
            allowed_mentions=discord.AllowedMentions(
                users=[person]
            ),  # the one ping: it is a question to them
        )

    @on_press(AnswerMatch)
    async def answer_match(self, press: AnswerMatch, interaction: discord.Interaction[HyperplaneBot]) -> None:
        """Compare the two, or leave it."""
        if interaction.user.id != press.asked:
            raise OnlyAskedAnswers(press.asked)
        if press.reply is Reply.ACCEPT:
            embed = await self._accepted(press, interaction)
        else:
            await self.services.consents.withdraw(press.asker, press.asked)
            embed = card("No match", f"**{name_of(interaction.user)}** would rather not, and that is fine.")
        await interaction.edit_original_response(content=None, embed=embed, view=None)

    async def _accepted(
        self, press: AnswerMatch, interaction: discord.Interaction[HyperplaneBot]
    ) -> discord.Embed:
        if interaction.guild is None:
            raise NotAMember
        asker = (await find_members(interaction.guild, [press.asker])).get(press.asker)
        if asker is None:
            raise AskerLeft
        embed = await compare(self.services, asker, interaction.user)
        consents = self.services.consents
        if not await consents.agree(press.asked, press.asker, discord.utils.utcnow()):
            await consents.withdraw(press.asked, press.asker)
            raise MatchTakenBack
        return embed


def match_buttons(asker: int, asked: int) -> discord.ui.View:
    """Return yes and no."""
    view = discord.ui.View(timeout=None)
    for reply, (label, style) in LABELS.items():
        view.add_item(AnswerMatch(reply, asker, asked).button(label, style=style))
    return view
