"""vote start and close."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.context import Context
from bot.hints import hinted
from bot.presses.handlers import on_press
from bot.replies import card, plural
from cogs.lists.naming import complete_lists, meant
from cogs.lists.vote_cards import ballot_card, link, result_card, running_card, vote_card
from cogs.lists.vote_closing import Closer
from cogs.lists.vote_messages import Ballot, VoteMessages, ballot_buttons, buttons_of
from cogs.lists.vote_terms import choose_films, parse_duration, running_vote, split_terms
from cogs.shared.ballots import BALLOT_EVENT
from cogs.shared.naming import choices
from cogs.shared.permissions import check_maker
from cogs.shared.places import check_here, check_seen, here, place_of_press
from cogs.shared.topics import command, group
from storage.refusals import NotHere
from storage.vote import NewVote, Vote

if TYPE_CHECKING:
    from bot.app import HyperplaneBot

DAY = "24"


class Voting(commands.Cog):
    """Votes by approval: everybody presses all the films that they would watch."""

    def __init__(self, bot: HyperplaneBot) -> None:
        self.bot = bot
        self.services = bot.services
        self.messages = VoteMessages(bot, bot.services)
        self.closer = Closer(bot, self.messages)

    async def cog_load(self) -> None:
        """Begin to watch the clock."""
        self.closer.clock.start()

    async def cog_unload(self) -> None:
        """Stop watching the clock; votes go on in the database."""
        self.closer.clock.stop()

    @commands.Cog.listener()
    async def on_ballot(self, vote_id: int) -> None:
        """Show a new ballot to everybody."""
        await self.messages.refresh(vote_id)

    @on_press(Ballot, thinking=True)
    async def keep_ballot(self, press: Ballot, interaction: discord.Interaction[HyperplaneBot]) -> None:
        """Keep a ballot, and tell the presser alone what they approve of now."""
        votes, now = self.services.votes, discord.utils.utcnow()
        check_here(interaction, (await votes.get(press.vote_id)).place)
        numbers = await votes.toggle(press.vote_id, press.number, interaction.user.id, now)
        self.bot.dispatch(BALLOT_EVENT, press.vote_id)
        vote = await votes.get(press.vote_id)
        await interaction.followup.send(embed=ballot_card(vote, numbers), ephemeral=True)

    @group("lists", "vote", name="vote")
    async def vote(self, ctx: Context) -> None:
        """Vote on what to watch; alone, it shows the votes under way."""
        await ctx.answer(embed=running_card(await self.services.votes.running(here(ctx))))

    @command("lists", "vote start Friday night 36", "vote start Film club 3d hidden", within="vote")
    @commands.cooldown(8, 60, commands.BucketType.user)
    async def start(
        self, ctx: Context, *, name: str = "", hours: str = DAY, hidden: bool = False, films: str = ""
    ) -> None:
        """Start a vote on the films of a list, with a button for each.

        Parameters
        ----------
        name
            The list; leave it out where there is only one.
        hours
            How long: 36 (hours), 90m or 3d, up to 14 days; else 24 hours.
        hidden
            Whether to keep the tally back until the end.
        films
            Two to ten films by their numbers in list show, as 1,3,5-7; else the ten that wait longest.
        """
        _check_place(ctx)
        kept = await self.services.lists.of(here(ctx))
        name, hours, hidden = split_terms(kept, name, hours, hidden=hidden)
        film_list = meant(kept, name)
        lasting = parse_duration(hours)
        waiting = [each for each in await self.services.lists.entries(film_list.id) if not each.watched_at]
        chosen = choose_films(film_list, waiting, films)
        now = discord.utils.utcnow()
        new = NewVote(
            place=here(ctx),
            list_id=film_list.id,
            list_name=film_list.name,
            application_id=self.bot.application_id or 0,
            channel_id=ctx.channel.id,
            starter_id=ctx.author.id,
            started_at=now,
            closes_at=now + lasting,
            hidden=hidden,
            films=[(each.page, each.title) for each in chosen],
        )
        note = "" if films or len(waiting) == len(chosen) else _note(len(chosen), len(waiting))
        await self._send(ctx, await self.services.votes.start(new), note)

    @command("lists", "vote close Friday night", within="vote")
    @commands.cooldown(8, 60, commands.BucketType.user)
    async def close(self, ctx: Context, *, name: str = "") -> None:
        """Close a vote before its time; for whoever started it or manages messages.

        Parameters
        ----------
        name
            The list that is voted on; leave it out where there is only one vote.
        """
        vote = running_vote(await self.services.votes.running(here(ctx)), name)
        check_maker(ctx, vote.starter_id, "who started the vote", "close it before its time")
        if ctx.channel.id == vote.channel_id:
            await self.closer.close(
                vote.id, lambda closed: ctx.answer(embed=result_card(closed), view=buttons_of(closed))
            )
            return
        await self.closer.close(vote.id)
        await ctx.answer(embed=card("Closed", f"[The result]({link(vote)}) is told where the vote was."))

    start.autocomplete("name")(complete_lists)

    @close.autocomplete("name")
    async def complete_vote(
        self, interaction: discord.Interaction[HyperplaneBot], current: str
    ) -> list[app_commands.Choice[str]]:
        """Offer the lists that are voted on."""
        running = await self.services.votes.running(place_of_press(interaction))
        return choices([each.list_name for each in running], current)

    async def _send(self, ctx: Context, vote: Vote, note: str) -> None:
        """Send a vote's message; without one there is no vote."""
        try:
            message = await ctx.answer(note or None, embed=vote_card(vote), view=ballot_buttons(vote))
        except BaseException:
            await self.services.votes.drop(vote.id)
            raise
        await self.services.votes.sent(vote.id, message.id)
        self.closer.clock.notice()


def _check_place(ctx: Context) -> None:
    """Let nobody start a vote where the bot could not edit its message later on.

    Raises
    ------
    NotHere, commands.BotMissingPermissions
    """
    if ctx.guild is None:
        reachable = ctx.interaction is None or not ctx.interaction.context.private_channel
    else:
        reachable = ctx.bot.get_guild(ctx.guild.id) is not None
    if not reachable:
        raise NotHere
    if ctx.guild is not None:
        check_seen(ctx.bot_permissions)


def _note(chosen: int, waiting: int) -> str:
    return (
        f"The {chosen} films that wait longest, of {plural(waiting, 'film')} to watch. Others can be voted "
        + hinted("on by their numbers in `/list show`: `films=11-15`.")
    )
