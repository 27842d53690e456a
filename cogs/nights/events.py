"""Movie nights among a server's scheduled events, where the bot may put them there."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import discord

from bot.replies import truncate
from cogs.nights.cards import link
from storage.night import Night

if TYPE_CHECKING:
    from bot.app import HyperplaneBot

log = logging.getLogger(__name__)

NAME_LIMIT = LOCATION_LIMIT = 100
FORBIDDEN = "I may not put it among the events of this server: I lack the permission *Create Events*."
DELETED = "Somebody has deleted its event, so I leave it out."


class NightEvents:
    """Makes, changes and deletes the events of nights; what goes wrong with them stops no night."""

    def __init__(self, bot: HyperplaneBot) -> None:
        self._bot = bot
        self._nights = bot.services.nights

    async def put_right(self, night: Night) -> tuple[Night, str]:
        """Have a settled night among the events, as it stands; return it, and what people are to know."""
        guild = self._bot.get_guild(night.guild_id)
        if guild is None or not night.plan.wants_event or night.starts_at is None:
            return night, ""
        if night.event_id is not None:
            return await self._change(guild, night, night.event_id)
        if not may_create(guild):
            return night, FORBIDDEN
        if night.starts_at <= discord.utils.utcnow():
            return night, ""
        try:
            event = await guild.create_scheduled_event(**_described(night, guild))
        except discord.HTTPException as error:
            log.info("an event could not be made: %s %s", error.status, error.code)
            return night, FORBIDDEN if isinstance(error, discord.Forbidden) else ""
        await self._nights.set_event(night.id, event.id)
        return await self._nights.get(night.id), ""

    async def remove(self, night: Night) -> None:
        """Delete the event of a night that is cancelled."""
        guild = self._bot.get_guild(night.guild_id)
        if guild is None or night.event_id is None:
            return
        try:
            await (await guild.fetch_scheduled_event(night.event_id)).delete()
        except discord.HTTPException as error:  # somebody was faster, or I may no more
            log.info("an event could not be deleted: %s %s", error.status, error.code)
        await self._nights.set_event(night.id, None)

    async def _change(self, guild: discord.Guild, night: Night, event_id: int) -> tuple[Night, str]:
        try:
            event = await guild.fetch_scheduled_event(event_id)
            await event.edit(**_described(night, guild))
        except discord.NotFound:
            await self._nights.set_event(night.id, None)
            return await self._nights.get(night.id), DELETED
        except discord.HTTPException as error:
            log.info("an event could not be changed: %s %s", error.status, error.code)
            return night, FORBIDDEN if isinstance(error, discord.Forbidden) else ""
        return night, ""


def may_create(guild: discord.Guild) -> bool:
    """Return whether the bot may make events in a server."""
    permissions = guild.me.guild_permissions
    return permissions.create_events or permissions.manage_events


def _described(night: Night, guild: discord.Guild) -> dict[str, Any]:
    """Return an event's fields: in a voice channel, or else somewhere."""
    label = f"Movie night: {night.plan.title}"
    described: dict[str, Any] = {
        "name": truncate(label, NAME_LIMIT),
        "description": f"Who comes: {link(night)}",
        "start_time": night.starts_at,
        "end_time": night.ends_at,
        "privacy_level": discord.PrivacyLevel.guild_only,
    }
    voice = guild.get_channel(night.plan.voice_id or 0)
    if isinstance(voice, discord.VoiceChannel):
        return described | {"entity_type": discord.EntityType.voice, "channel": voice}
    if isinstance(voice, discord.StageChannel):
        return described | {"entity_type": discord.EntityType.stage_instance, "channel": voice}
    channel = guild.get_channel_or_thread(night.channel_id)
    label = f"#{channel.name}" if channel is not None else guild.name
    return described | {
        "entity_type": discord.EntityType.external,
        "location": truncate(night.plan.location or label, LOCATION_LIMIT),
    }
