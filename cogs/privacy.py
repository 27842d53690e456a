"""mydata, forgetme and privacy: what is kept about a person, and what it may be used for."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any, Literal

import discord
from discord.ext import commands

from bot.context import Context
from bot.hints import hinted
from bot.replies import apology, card, plural
from bot.services import Services
from bot.views import ConfirmView
from cogs.shared.ballots import BALLOT_EVENT
from cogs.shared.forgetting import FORGOTTEN_EVENT
from cogs.shared.nights import NIGHT_EVENT
from cogs.shared.topics import command, group
from cogs.shared.trained import sweep
from storage.consents import Scope

if TYPE_CHECKING:
    from bot.app import HyperplaneBot

FILE_NAME = "hyperplane-my-data.json"
CLOSED = (
    "Your direct messages are closed to me. Use the slash command `/mydata`: only you will see its answer."
)

LEFT_ON_SERVER = (
    "The server that keeps things for me writes over freed space in its own time, and has backups: "
    "whoever runs me knows how long they last."
)

MEANINGS = {
    Scope.GROUP: "**Groups:** `/recommend together`, votes that are level, and matches.",
    Scope.MATCH: "**Matches:** others may ask to compare tastes with you.",
}
DONE = {
    (Scope.GROUP, "off"): "Groups no longer count your ratings, anywhere: not in `/recommend together`, not "
    "where a vote is level, not in `/match`. Others see only that you take no part.",
    (Scope.GROUP, "on"): "Groups count your ratings again. Nobody sees a single one of them.",
    (Scope.MATCH, "off"): "Nobody can compare tastes with you, and what you agreed to is taken back.",
    (Scope.MATCH, "on"): "Others may ask you for a match again. You decide each time.",
}


class Privacy(commands.Cog):
    """Everybody's rights over what is kept about them."""

    def __init__(self, services: Services) -> None:
        self.services = services
        self.people = services.people
        self.consents = services.consents
        self.wipes_bytes = services.database.wipes_bytes

    @group("bot", "privacy", name="privacy", fallback="show", private=True)
    async def privacy(self, ctx: Context) -> None:
        """Show what your ratings may be used for, beside your own recommendations."""
        out = await self.consents.scopes_left(ctx.author.id)
        agreed = len(await self.consents.agreed_with(ctx.author.id))
        lines = [f"{_state(scope not in out)} {hinted(meaning)}" for scope, meaning in MEANINGS.items()]
        if agreed:
            lines.append(f"You have agreed to a match with {plural(agreed, 'person', 'people')}.")
        lines.append(hinted("Change it with `/privacy group off` or `on`, and `/privacy match off` or `on`."))
        await ctx.answer(embed=card("Your privacy", "\n".join(lines)), ephemeral=True)

    @command("bot", "privacy group off", "privacy group on", name="group", within="privacy", private=True)
    async def group_privacy(self, ctx: Context, state: Literal["on", "off"]) -> None:
        """Take part in what groups do with their tastes, or not: it holds everywhere.

        Parameters
        ----------
        state
            on or off.
        """
        await self._set(ctx, Scope.GROUP, state)

    @command("bot", "privacy match off", "privacy match on", name="match", within="privacy", private=True)
    async def match_privacy(self, ctx: Context, state: Literal["on", "off"]) -> None:
        """Let others ask you for a match, or not; off takes back what you agreed to.

        Parameters
        ----------
        state
            on or off.
        """
        await self._set(ctx, Scope.MATCH, state)

    async def _set(self, ctx: Context, scope: Scope, state: Literal["on", "off"]) -> None:
        if state == "off":
            await self.consents.opt_out(ctx.author.id, scope, discord.utils.utcnow())
        else:
            await self.consents.opt_in(ctx.author.id, scope)
        text = hinted(DONE[scope, state])
        await ctx.answer(embed=card("Noted", text), ephemeral=True)

    @command("bot", "mydata", private=True)
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

    @command("bot", "forgetme", private=True)
    @commands.cooldown(3, 60, commands.BucketType.user)
    async def forgetme(self, ctx: Context) -> None:
        """Delete all that I keep about you, after asking once."""
        view = ConfirmView(ctx.author.id, "Forget everything", self._forget)
        text = (
            "Your ratings, imports, choices, time zone and what you were shown, votes on films and words, "
            "guesses and what they earned, what you had trained, a talk you are giving, invitations, whether "
            "you come to movie nights, and private lists, concepts and rounds will be deleted, at once and "
            "for good. What you put on shared lists stays, without your name, and so do lists, votes, "
            "nights, concepts and rounds that you started. "
            + hinted("Take it all along first with `/mydata`.")
        )
        view.message = await ctx.answer(
            embed=card("Forget everything about you?", text), view=view, ephemeral=True
        )

    async def _forget(self, interaction: discord.Interaction[Any]) -> discord.Embed:
        user_id = interaction.user.id
        votes = await interaction.client.services.votes.voted_in_by(user_id)
        nights = await interaction.client.services.nights.joined_by(user_id)
        rows = await self.people.forget(user_id)
        await sweep(self.services)
        for vote_id in votes:
            interaction.client.dispatch(BALLOT_EVENT, vote_id)
        for night_id in nights:
            interaction.client.dispatch(NIGHT_EVENT, night_id)
        interaction.client.dispatch(FORGOTTEN_EVENT, user_id)
        entries = plural(rows, "entry", "entries")
        text = f"{entries} deleted or left without your name. I know nothing about you any more."
        return card("Forgotten", text if self.wipes_bytes else f"{text} {LEFT_ON_SERVER}")


def _state(on: bool) -> str:
    return "✅" if on else "⛔"


async def setup(bot: HyperplaneBot) -> None:
    """Add the commands to the bot."""
    await bot.add_cog(Privacy(bot.services))
