"""night move, cancel, film, every, stop and zone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.context import Context
from bot.markup import code, plain
from bot.refusals import OneTimeOnly
from bot.replies import card
from bot.views import ConfirmView
from cogs.nights.asking import ask_back
from cogs.nights.cards import link, moment
from cogs.nights.films import watchable
from cogs.nights.planning import bound_text, server_of
from cogs.nights.rights import check_host
from cogs.nights.steward import Steward
from cogs.nights.terms import split_film
from cogs.shared.list_cards import film as bold
from cogs.shared.naming import choices
from cogs.shared.topics import command
from cogs.shared.zones import complete_zones, zone_for
from models.times.reading import read_times
from storage.film_list import key_of
from storage.night import Night
from storage.nights import MOST_SLOTS
from storage.refusals import NoNight, WhichNight

if TYPE_CHECKING:
    from bot.app import HyperplaneBot

FORGET = ("none", "off", "forget")


class NightChanges(commands.Cog):
    """What becomes of a movie night that is planned."""

    def __init__(self, bot: HyperplaneBot, steward: Steward) -> None:
        self.bot = bot
        self.services = bot.services
        self.nights = bot.services.nights
        self.steward = steward

    @command("nights", "night move Alien sat 21:00", "night move 2 sun 20:30", within="night")
    @commands.cooldown(6, 60, commands.BucketType.user)
    async def move(self, ctx: Context, *, when: str, which: str = "", zone: str = "") -> None:
        """Move a movie night to another time, settled or not; for who planned it or manages events.

        Parameters
        ----------
        when
            One time, such as sat 21:00. Typed, the night may stand before it.
        which
            What is watched, or the number in night show; leave it out where there is only one.
        zone
            Your time zone, if I don't know it yet.
        """
        guild = server_of(self.bot, ctx.guild)
        if not which:
            which, when = await self.services.compute.short(split_film, bound_text(when), lambda _: False)
        night = await self._meant(ctx, which, "move it")
        known = await zone_for(self.services, ctx.author.id, guild.id, zone)
        times = read_times(bound_text(when), discord.utils.utcnow(), known, MOST_SLOTS)
        if len(times.times) > 1:
            raise OneTimeOnly(len(times.times))
        (time,) = times.times

        async def act(_: discord.Interaction[Any]) -> discord.Embed:
            moved = await self.steward.move(night.id, time.moment)
            return card("", f"Moved to {moment(time.moment)}: [here]({link(moved)}).")

        if times.doubtful:
            await ask_back(ctx.answer, ctx.author.id, times, "Move it", act)
        elif ctx.channel.id == night.channel_id:
            await self.steward.move(night.id, time.moment, ctx.answer)
        else:
            moved = await self.steward.move(night.id, time.moment)
            await ctx.answer(embed=card("Moved", f"To {moment(time.moment)}: [here]({link(moved)})."))

    @command("nights", "night cancel Alien", within="night")
    @commands.cooldown(6, 60, commands.BucketType.user)
    async def cancel(self, ctx: Context, *, which: str = "") -> None:
        """Cancel a movie night and its event, after asking once; for who planned it or manages events.

        Parameters
        ----------
        which
            What is watched, or the number in night show; leave it out where there is only one.
        """
        night = await self._meant(ctx, which, "cancel it")

        async def act(_: discord.Interaction[Any]) -> discord.Embed:
            await self.steward.cancel(night.id)
            return card("Cancelled", f"There is no movie night with {bold(night.plan.title)}.")

        view = ConfirmView(ctx.author.id, "Cancel the night", act)
        question = (
            f"The movie night with {bold(night.plan.title)}, and its event? Who comes is forgotten too."
        )
        view.message = await ctx.answer(embed=card("Cancel?", question), view=view)

    @command("nights", "night film Heat 1995", within="night")
    @commands.cooldown(6, 60, commands.BucketType.user)
    async def film(self, ctx: Context, *, film: str, which: str = "") -> None:
        """Say what is watched at a movie night; for who planned it or manages events.

        Parameters
        ----------
        film
            A film, or a list for the winner of its last vote.
        which
            Of several nights, what was to be watched, or the number in night show; else the first.
        """
        planned = await self._planned(ctx)
        night = meant(planned, which) if which or not planned else planned[0]
        self._check(ctx, night, "change what is watched")
        found = await watchable(self.services, night.place, film)
        night, note = await self.steward.set_film(night.id, found)
        text = f"[You watch]({link(night)}) {bold(night.plan.title)}. {note}"
        await ctx.answer(embed=card("Noted", text.strip()))

    @command("nights", "night every Alien", within="night")
    @commands.cooldown(6, 60, commands.BucketType.user)
    async def every(self, ctx: Context, *, which: str = "") -> None:
        """Have another movie night follow each week, until it is stopped.

        Parameters
        ----------
        which
            What is watched, or the number in night show; leave it out where there is only one.
        """
        night = await self._set_weekly(ctx, which, weekly=True)
        text = (
            f"After {bold(night.plan.title)} another night follows by itself, a week later: with the same "
            "times to choose from or, where there was only one, at the same time. When nobody comes three "
            "times in a row, no other follows."
        )
        await ctx.answer(embed=card("Every week", text))

    @command("nights", "night stop Alien", within="night")
    @commands.cooldown(6, 60, commands.BucketType.user)
    async def stop(self, ctx: Context, *, which: str = "") -> None:
        """Let no other movie night follow this one; the one that is planned stays.

        Parameters
        ----------
        which
            What is watched, or the number in night show; leave it out where there is only one.
        """
        night = await self._set_weekly(ctx, which, weekly=False)
        await ctx.answer(
            embed=card("Not every week", f"{bold(night.plan.title)} stays, and no other night follows it.")
        )

    @command("nights", "night zone Europe/Berlin", within="night", private=True)
    @commands.cooldown(6, 60, commands.BucketType.user)
    async def zone(self, ctx: Context, *, zone: str = "") -> None:
        """Show or set the time zone in which you write times.

        Parameters
        ----------
        zone
            A city, such as Europe/Berlin; none to forget it.
        """
        guild_id = ctx.guild.id if ctx.guild else None
        if zone.strip().casefold() in FORGET:
            await self.services.zones.drop(ctx.author.id)
            await ctx.answer(
                embed=card("Forgotten", "I know no time zone of yours any more."), ephemeral=True
            )
            return
        known = await zone_for(self.services, ctx.author.id, guild_id, zone)
        if known is None:
            text = f"I know neither yours nor this server's. Name a city: {code('Europe/Berlin')}."
        else:
            now = discord.utils.utcnow().astimezone(known)
            text = f"You write times in {plain(known.key)}, where it is {now:%H:%M} now."
        await ctx.answer(embed=card("Your time zone", text), ephemeral=True)

    zone.autocomplete("zone")(complete_zones)
    move.autocomplete("zone")(complete_zones)

    @move.autocomplete("which")
    @cancel.autocomplete("which")
    @film.autocomplete("which")
    @every.autocomplete("which")
    @stop.autocomplete("which")
    async def complete_night(
        self, interaction: discord.Interaction[HyperplaneBot], current: str
    ) -> list[app_commands.Choice[str]]:
        """Offer the nights that are planned in the server."""
        if interaction.guild_id is None:
            return []
        planned = await self.nights.planned(interaction.guild_id)
        return choices(dict.fromkeys(each.plan.title for each in planned), current)

    async def _planned(self, ctx: Context) -> tuple[Night, ...]:
        return await self.nights.planned(server_of(self.bot, ctx.guild).id)

    async def _meant(self, ctx: Context, which: str, what: str) -> Night:
        """Return the night that a call means, which its caller may change."""
        night = meant(await self._planned(ctx), which)
        self._check(ctx, night, what)
        return night

    @staticmethod
    def _check(ctx: Context, night: Night, what: str) -> None:
        check_host(ctx.author.id, ctx.permissions, night, what)

    async def _set_weekly(self, ctx: Context, which: str, *, weekly: bool) -> Night:
        night = await self._meant(ctx, which, "choose whether it comes every week")
        night = await self.nights.set_weekly(night.id, weekly)
        await self.steward.messages.show(night)
        return night


def meant(planned: Sequence[Night], which: str) -> Night:
    """Return the night that is meant, by its number or what is watched, or the only one.

    Raises
    ------
    NoNight, WhichNight
    """
    asked = which.strip()
    if asked.isdecimal() and 1 <= int(asked) <= len(planned):
        return planned[int(asked) - 1]
    same = [each for each in planned if key_of(each.plan.title) == key_of(asked)]
    found = same or [each for each in planned if key_of(asked) in key_of(each.plan.title)]
    if not found:
        raise NoNight(asked)
    if len(found) > 1:
        raise WhichNight(tuple(each.plan.title for each in found))
    return found[0]
