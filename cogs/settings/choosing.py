"""settings: a server's prefix, the channels with answers, who starts talks and nights, its time zone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal

import discord
from discord import app_commands
from discord.ext import commands

from bot.context import Context
from bot.markup import code
from bot.prefixes import UnfitPrefixError, as_prefix
from bot.refusals import NoServerHere, OnlyManagers, UnfitPrefix
from bot.replies import CHOICE_LIMIT
from cogs.settings.cards import changed, overview
from cogs.settings.reading import ALL, EVERYONE, HERE, MANAGERS, read_channels, read_speakers
from cogs.shared.naming import choices
from cogs.shared.places import here, remember_server
from cogs.shared.topics import command, group
from cogs.shared.zones import complete_zones
from models.times.zones import zone_of
from storage.server_settings import UNCHANGED, ServerSettings

if TYPE_CHECKING:
    from bot.app import HyperplaneBot

Which = Literal["all", "prefix", "channels", "talks", "nights", "zone"]
PARTS: dict[Which, tuple[str, ...]] = {
    "all": ("prefix", "channels", "speakers", "speaker_role_id", "planners", "planner_role_id", "zone"),
    "prefix": ("prefix",),
    "channels": ("channels",),
    "talks": ("speakers", "speaker_role_id"),
    "nights": ("planners", "planner_role_id"),
    "zone": ("zone",),
}


class ServerChoices(commands.Cog):
    """What those who manage a server choose for it."""

    def __init__(self, bot: HyperplaneBot) -> None:
        self.bot = bot
        self.kept = bot.services.server_settings

    async def cog_check(self, ctx: Context) -> bool:  # type: ignore[override]
        """Let those pass who manage the server that they call from.

        Raises
        ------
        commands.NoPrivateMessage, NoServerHere, OnlyManagers
        """
        if ctx.guild is None:
            raise commands.NoPrivateMessage
        if self.bot.get_guild(ctx.guild.id) is None:
            raise NoServerHere
        if not ctx.permissions.manage_guild:
            raise OnlyManagers
        return True

    @group("bot", "settings", name="settings", fallback="show", private=True, everywhere=True)
    @app_commands.default_permissions(manage_guild=True)
    async def settings(self, ctx: Context) -> None:
        """Show what this server chose: its prefix, channels, time zone, and who may start what."""
        guild = _guild(ctx)
        chosen = await self.kept.of(guild.id)
        await ctx.answer(embed=overview(guild, chosen, await self.bot.prefix_in(None)), ephemeral=True)

    @command("bot", "settings prefix ?", name="prefix", within="settings", private=True)
    @commands.cooldown(6, 60, commands.BucketType.user)
    async def prefix(self, ctx: Context, *, prefix: str) -> None:
        """Choose what typed commands start with in this server.

        Parameters
        ----------
        prefix
            A sign or several, or a word: up to 10 characters.
        """
        try:
            taken = as_prefix(prefix)
        except UnfitPrefixError as fault:
            raise UnfitPrefix(prefix.strip(), str(fault)) from fault
        example = f"From now on you type {code(taken + 'help')}. A mention and `/` work as ever."
        await self._change(ctx, lambda kept: replace(kept, prefix=taken), example)

    @command(
        "bot",
        "settings channels here",
        "settings channels all",
        name="channels",
        within="settings",
        private=True,
    )
    @commands.cooldown(6, 60, commands.BucketType.user)
    async def channels(self, ctx: Context, *, channels: str) -> None:
        """Choose in which channels of this server I answer.

        Parameters
        ----------
        channels
            Channels or categories by mention or name; here; or all.
        """
        taken = read_channels(ctx, channels)
        note = (
            "Elsewhere I pass typed commands over in silence, and tell who uses a slash command where to go. "
            "Settings, and answers that are private anyway, still come everywhere."
        )
        await self._change(ctx, lambda kept: replace(kept, channels=taken), note if taken else "")

    @command(
        "bot",
        "settings talks managers",
        "settings talks everyone",
        name="talks",
        within="settings",
        private=True,
    )
    @commands.cooldown(6, 60, commands.BucketType.user)
    async def talks(self, ctx: Context, *, who: str) -> None:
        """Choose who may start talks in this server.

        Parameters
        ----------
        who
            everyone, managers (those who may manage the server), or a role.
        """
        speakers, role_id = read_speakers(_guild(ctx), who)
        await self._change(ctx, lambda kept: replace(kept, speakers=speakers, speaker_role_id=role_id))

    @command(
        "bot",
        "settings nights managers",
        "settings nights everyone",
        name="nights",
        within="settings",
        private=True,
    )
    @commands.cooldown(6, 60, commands.BucketType.user)
    async def nights(self, ctx: Context, *, who: str) -> None:
        """Choose who may plan movie nights in this server.

        Parameters
        ----------
        who
            everyone, managers (those who may manage the server), or a role.
        """
        planners, role_id = read_speakers(_guild(ctx), who)
        await self._change(ctx, lambda kept: replace(kept, planners=planners, planner_role_id=role_id))

    @command("bot", "settings zone Europe/Berlin", name="zone", within="settings", private=True)
    @commands.cooldown(6, 60, commands.BucketType.user)
    async def zone(self, ctx: Context, *, zone: str) -> None:
        """Choose the time zone in which I read times of people who have not said their own.

        Parameters
        ----------
        zone
            A city, such as Europe/Berlin.
        """
        chosen = zone_of(zone).key
        await self._change(ctx, lambda kept: replace(kept, zone=chosen))

    @command("bot", "settings reset", name="reset", within="settings", private=True)
    @commands.cooldown(6, 60, commands.BucketType.user)
    async def reset(self, ctx: Context, which: Which = "all") -> None:
        """Take back what this server chose, all of it or a part.

        Parameters
        ----------
        which
            all, prefix, channels, talks, nights or zone.
        """
        part: dict[str, Any] = {name: getattr(UNCHANGED, name) for name in PARTS[which]}
        await self._change(ctx, lambda kept: replace(kept, **part))

    @channels.autocomplete("channels")
    async def complete_channels(
        self, interaction: discord.Interaction[HyperplaneBot], current: str
    ) -> list[app_commands.Choice[str]]:
        """Offer the channels whose names contain what is typed after the last comma."""
        *before, last = current.split(",")
        names = [each.name for each in interaction.guild.channels] if interaction.guild else []
        words = [] if before else [HERE, ALL]
        chosen = "".join(f"{each.strip()}, " for each in before)
        found = choices(dict.fromkeys([*words, *names]), last.strip().removeprefix("#"))
        whole = [f"{chosen}{each.value}" for each in found]
        return [app_commands.Choice(name=each, value=each) for each in whole if len(each) <= CHOICE_LIMIT]

    zone.autocomplete("zone")(complete_zones)

    @talks.autocomplete("who")
    @nights.autocomplete("who")
    async def complete_who(
        self, interaction: discord.Interaction[HyperplaneBot], current: str
    ) -> list[app_commands.Choice[str]]:
        """Offer everyone, managers, and the roles whose names contain what is typed."""
        roles = interaction.guild.roles if interaction.guild else []
        names = [each.name for each in roles if not (each.is_default() or each.managed)]
        return choices(dict.fromkeys([EVERYONE, MANAGERS, *names]), current.removeprefix("@"))

    async def _change(
        self, ctx: Context, change: Callable[[ServerSettings], ServerSettings], note: str = ""
    ) -> None:
        """Keep what is changed, and say what is another than before."""
        guild = _guild(ctx)
        await remember_server(self.bot, here(ctx))
        before, after = await self.kept.change(guild.id, change)
        embed = changed(guild, before, after, await self.bot.prefix_in(None))
        if note:
            embed.description = "\n\n".join(filter(None, (embed.description, note)))
        await ctx.answer(embed=embed, ephemeral=True)


def _guild(ctx: Context) -> discord.Guild:
    """Return the server, which there is: see `cog_check`."""
    assert ctx.guild is not None  # noqa: S101
    return ctx.guild
