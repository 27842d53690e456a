"""mydata and forgetme: what is kept about a person, to take along or to have forgotten."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import discord
from discord.ext import commands

from bot.context import Context
from bot.replies import apology, card, plural
from bot.views import OwnedView, short_lived
from cogs.lists.ballots import BALLOT_EVENT
from cogs.topics import command
from storage.people import People

if TYPE_CHECKING:
    from bot.app import Hyperplane

FILE_NAME = "hyperplane-my-data.json"
CLOSED = (
    "Your direct messages are closed to me. Use the slash command `/mydata`: only you will see its answer."
)


class Privacy(commands.Cog):
    """Everybody's rights over what is kept about them."""

    def __init__(self, people: People) -> None:
        self.people = people

    @command("bot", "mydata")
    @commands.cooldown(3, 60, commands.BucketType.user)
    async def mydata(self, ctx: Context) -> None:
        """Send you all that I keep about you, as a file for your eyes only."""
        kept = await self.people.export(ctx.author.id)
        rows = sum(len(each) for each in kept.values() if isinstance(each, list))
        data = json.dumps(kept, ensure_ascii=False, indent=2).encode()
        embed = card("All that I keep about you", f"{plural(rows, 'entry', 'entries')}, in the file.")
        file = discord.File(
            io.BytesIO(data), FILE_NAME, description="All that the bot keeps about you, as JSON"
        )
        if ctx.interaction is not None:
            await ctx.answer(embed=embed, file=file, ephemeral=True)
            return
        try:
            await ctx.author.send(embed=embed, file=file)
        except discord.Forbidden:
            await ctx.answer(embed=apology(CLOSED))
            return
        if ctx.guild is not None:
            await ctx.answer(embed=card("Sent", "I sent it to you as a direct message."))

    @command("bot", "forgetme")
    @commands.cooldown(3, 60, commands.BucketType.user)
    async def forgetme(self, ctx: Context) -> None:
        """Delete all that I keep about you, after asking once."""
        view = ForgetView(self.people, ctx.author.id)
        text = (
            "Your ratings, private lists and open votes will be deleted, at once and for good. What you put "
            "on shared lists stays there without your name. Take it all along first with `mydata`."
        )
        view.message = await ctx.answer(
            embed=card("Forget everything about you?", text), view=view, ephemeral=True
        )


class ForgetView(OwnedView):
    """Asks once, and then forgets."""

    def __init__(self, people: People, owner: int) -> None:
        super().__init__(owner, timeout=120.0)
        self.people = people

    @discord.ui.button(
        label="Forget everything", style=discord.ButtonStyle.danger, custom_id=short_lived("forget")
    )
    async def forget(self, interaction: discord.Interaction[Any], _: discord.ui.Button[ForgetView]) -> None:
        """Delete it all."""
        votes = await interaction.client.services.votes.voted_in_by(self.owner)
        rows = await self.people.forget(self.owner)
        for vote_id in votes:
            interaction.client.dispatch(BALLOT_EVENT, vote_id)
        entries = plural(rows, "entry", "entries")
        text = f"{entries} deleted or left without your name. I know nothing about you any more."
        await interaction.response.edit_message(embed=card("Forgotten", text), view=None)
        self.stop()

    @discord.ui.button(label="Keep it", custom_id=short_lived("keep"))
    async def keep(self, interaction: discord.Interaction[Any], _: discord.ui.Button[ForgetView]) -> None:
        """Change nothing."""
        await interaction.response.edit_message(embed=card("Kept", "Nothing was changed."), view=None)
        self.stop()


async def setup(bot: Hyperplane) -> None:
    """Add the commands to the bot."""
    await bot.add_cog(Privacy(bot.services.people))
