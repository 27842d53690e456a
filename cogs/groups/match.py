"""match: how alike two people's hyperplanes are, when both have agreed."""

from __future__ import annotations

import discord
from discord.ext import commands

from bot.context import Context
from bot.errors import Refused
from bot.replies import card
from bot.services import Services
from cogs.groups.match_answers import compare, name_of
from cogs.groups.match_buttons import match_buttons
from cogs.groups.people import NOT_A_MEMBER
from cogs.shared.topics import command


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
            raise Refused(NOT_A_MEMBER)
        if person.id == caller.id:
            raise Refused("You and yourself: 100%. Mention somebody else.")
        if person.bot:
            raise Refused(f"**{name_of(person)}** is a bot, and bots watch no films.")
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
