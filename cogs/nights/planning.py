"""night start, and the button under a vote that plans a night with its winner."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import discord
from discord.ext import commands

from bot.context import Context
from bot.hints import hinted
from bot.markup import one_line, plain
from bot.presses.handlers import on_press
from bot.refusals import NightsNeedServer, NightTimesMissing, UnknownPlace
from bot.replies import card
from cogs.nights.asking import Send, ask_back, followup
from cogs.nights.buttons import buttons_of
from cogs.nights.cards import link, night_card, planned_card
from cogs.nights.events import FORBIDDEN, may_create
from cogs.nights.films import TITLE_LIMIT, Watchable, complete_watchable, watchable
from cogs.nights.forms import PlanForm
from cogs.nights.steward import Steward
from cogs.nights.terms import lasting, reminding, split_film
from cogs.shared.nights import PlanNight
from cogs.shared.places import check_here, check_seen, remember_server
from cogs.shared.speakers import check_planner
from cogs.shared.topics import command, group
from cogs.shared.words import bound
from cogs.shared.zones import complete_zones, zone_for
from models.times.grammar import MOST_CHARACTERS
from models.times.reading import Times, read_times
from storage.night import NewNight, Night, Plan
from storage.nights import MOST_SLOTS
from storage.places import Place
from storage.vote import State

if TYPE_CHECKING:
    from bot.app import HyperplaneBot

USUAL = Plan("")
UTC = "UTC"
_CHANNEL = re.compile(r"<#(\d{1,20})>")


@dataclass(frozen=True, slots=True)
class Draft:
    """A night that is about to be planned, and what whoever plans it is to know."""

    guild: discord.Guild
    channel_id: int
    organiser_id: int
    plan: Plan
    times: Times
    note: str = ""


class NightPlanning(commands.Cog):
    """Finding a time to watch a film together."""

    def __init__(self, bot: HyperplaneBot, steward: Steward) -> None:
        self.bot = bot
        self.services = bot.services
        self.steward = steward

    async def cog_load(self) -> None:
        """Begin to watch the clock."""
        self.steward.clock.start()

    async def cog_unload(self) -> None:
        """Stop watching the clock; nights go on in the database."""
        self.steward.clock.stop()

    @group("nights", "night", name="night", fallback="show")
    async def night(self, ctx: Context) -> None:
        """Show the movie nights that are planned in this server."""
        guild = server_of(self.bot, ctx.guild)
        await ctx.answer(embed=planned_card(await self.services.nights.planned(guild.id)))

    @command(
        "nights",
        "night start Alien fri 20:00, sat 20:00 zone=Europe/Berlin",
        'night start "The Day After Tomorrow" tomorrow 8pm remind=30m lasts=2h15',
        "night start Film club sun 19:00 every=week",
        within="night",
    )
    @commands.cooldown(6, 60, commands.BucketType.user)
    async def start(
        self,
        ctx: Context,
        *,
        film: str = "",
        times: str = "",
        zone: str = "",
        where: str = "",
        lasts: str = "",
        remind: str = "",
        every: Literal["once", "week"] = "once",
        event: bool = True,
    ) -> None:
        """Plan a movie night: of several times people choose those that they can make.

        Parameters
        ----------
        film
            What is watched: a film, or a list for the winner of its last vote. Typed, the times follow it.
        times
            Up to ten, with commas between: fri 20:00, 4 Dec 8pm, tomorrow 21:30, or Discord's timestamps.
        zone
            Your time zone by a city, such as Europe/Berlin; I remember it. Else yours or the server's.
        where
            A voice channel, or a place in words; else this channel.
        lasts
            How long, such as 2h15; else 2 hours.
        remind
            How long before people are reminded who ask for it, such as 30m; no for never; else 1 hour.
        every
            Whether another night follows each week, until it is stopped.
        event
            Whether to put it among the events of this server, where I may.
        """
        guild = server_of(self.bot, ctx.guild)
        await check_planner(self.services, guild, ctx.author, ctx.permissions)
        check_seen(ctx.bot_permissions)
        if not times:
            film, times = await self.services.compute.short(
                split_film, bound_text(film), self.services.films.titles.knows
            )
        draft = await self._draft(
            guild,
            ctx.channel.id,
            ctx.author.id,
            times=times,
            said_zone=zone,
            watched=await watchable(self.services, Place.server(guild.id), film),
            where=where,
            minutes=lasting(lasts, USUAL.minutes),
            remind_minutes=reminding(remind, USUAL.remind_minutes),
            weekly=every == "week",
            wants_event=event,
        )
        if draft.times.doubtful:
            await self._ask_back(draft, ctx.answer)
        else:
            await self._post(draft, ctx.answer)

    start.autocomplete("film")(complete_watchable)
    start.autocomplete("zone")(complete_zones)

    @on_press(PlanNight, form=True)
    async def open_form(self, press: PlanNight, interaction: discord.Interaction[HyperplaneBot]) -> None:
        """Open the form that plans a night with the winner of a vote."""
        await interaction.response.send_modal(PlanForm(functools.partial(self._plan_by_form, press.vote_id)))

    async def _plan_by_form(
        self, vote_id: int, interaction: discord.Interaction[HyperplaneBot], times: str, zone: str, where: str
    ) -> None:
        """Plan a night as a form says that was sent."""
        guild = server_of(self.bot, interaction.guild)
        vote = await self.services.votes.get(vote_id)
        check_here(interaction, vote.place)
        await check_planner(self.services, guild, interaction.user, interaction.permissions)
        check_seen(interaction.app_permissions)
        winner = next((each for each in vote.options if each.page == vote.winner), None)
        if vote.state is State.OPEN or winner is None or interaction.channel_id is None:
            raise NightTimesMissing
        draft = await self._draft(
            guild,
            interaction.channel_id,
            interaction.user.id,
            times=times,
            said_zone=zone,
            watched=Watchable(one_line(winner.title, TITLE_LIMIT), winner.page, vote.list_id),
            where=where,
        )
        if draft.times.doubtful:
            await self._ask_back(draft, followup(interaction))
            return
        await interaction.followup.send(embed=card("", "I post it for everybody to see."), ephemeral=True)
        await self._post(draft, followup(interaction))

    async def _draft(
        self,
        guild: discord.Guild,
        channel_id: int,
        organiser_id: int,
        *,
        times: str,
        said_zone: str,
        watched: Watchable,
        where: str,
        **chosen: Any,
    ) -> Draft:
        """Read what was written.

        Raises
        ------
        models.errors.ModelError, UnknownPlace, UnfitLength
        """
        zone = await zone_for(self.services, organiser_id, guild.id, said_zone)
        read = read_times(bound_text(times), discord.utils.utcnow(), zone, MOST_SLOTS)
        voice_id, location = _place(guild, where)
        plan = Plan(
            title=watched.title,
            page=watched.page,
            list_id=watched.list_id,
            zone=read.zone.key if read.zone is not None else UTC,
            location=location,
            voice_id=voice_id,
            **chosen,
        )
        notes = []
        if said_zone.strip() and zone is not None:
            notes.append(hinted(f"I remember {plain(zone.key)} as your time zone: `/night zone` changes it."))
        if plan.wants_event and len(read.times) == 1 and not may_create(guild):
            notes.append(FORBIDDEN)
        return Draft(guild, channel_id, organiser_id, plan, read, "\n".join(notes))

    async def _ask_back(self, draft: Draft, send: Send) -> None:
        """Plan the night and send its message once whoever plans it says that its times are right."""

        async def post(interaction: discord.Interaction[Any]) -> discord.Embed:
            night = await self._post(draft, followup(interaction))
            return card("", f"[Posted]({link(night)}).")

        await ask_back(send, draft.organiser_id, draft.times, "Post it", post)

    async def _post(self, draft: Draft, send: Send) -> Night:
        """Plan the night and send its message; without one there is no night."""
        new = NewNight(
            guild_id=draft.guild.id,
            channel_id=draft.channel_id,
            application_id=self.bot.application_id or 0,
            organiser_id=draft.organiser_id,
            plan=draft.plan,
            starts=[each.moment for each in draft.times.times],
            made_at=discord.utils.utcnow(),
        )
        night = await self.services.nights.plan(new)
        try:
            await remember_server(self.bot, night.place)
            message = await send(draft.note or None, embed=night_card(night), view=buttons_of(night))
        except BaseException:
            await self.services.nights.drop(night.id)
            raise
        return await self.steward.sent(night, message.id)


def server_of(bot: HyperplaneBot, guild: discord.Guild | None) -> discord.Guild:
    """Return the server of a call, which the bot is a member of.

    Raises
    ------
    NightsNeedServer
    """
    found = bot.get_guild(guild.id) if guild is not None else None
    if found is None:
        raise NightsNeedServer
    return found


def bound_text(text: str) -> str:
    """Return a text with a film and times that is not too long to be read.

    Raises
    ------
    WrongNumberOfCharacters
    """
    bound(text, TITLE_LIMIT + MOST_CHARACTERS)
    return text


def _place(guild: discord.Guild, where: str) -> tuple[int | None, str]:
    """Return the voice channel that is meant, or a place in words.

    Raises
    ------
    UnknownPlace, WrongNumberOfCharacters
    """
    bound(where, TITLE_LIMIT)
    text = one_line(where, TITLE_LIMIT)
    mention = _CHANNEL.fullmatch(text)
    if mention is not None:
        channel = guild.get_channel_or_thread(int(mention[1]))
        if channel is None:
            raise UnknownPlace(text)
        voice = isinstance(channel, discord.VoiceChannel | discord.StageChannel)
        label = f"#{channel.name}"
        return (channel.id, "") if voice else (None, label)
    for each in (*guild.voice_channels, *guild.stage_channels):
        if text and each.name.casefold() == text.removeprefix("#").casefold():
            return each.id, ""
    return None, text
