"""In which time zone somebody writes times: as they say, as they said once, or as their server does."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from discord import Interaction, app_commands

from bot.services import Services
from cogs.shared.naming import choices
from models.times.errors import UnknownZone, VagueZone
from models.times.zones import zone_names, zone_of


async def zone_for(services: Services, user_id: int, guild_id: int | None, said: str = "") -> ZoneInfo | None:
    """Return somebody's time zone, or None where nobody knows it; one that they say is remembered.

    Raises
    ------
    VagueZone, UnknownZone
    """
    if said.strip():
        zone = zone_of(said)
        await services.zones.keep(user_id, zone.key)
        return zone
    kept = await services.zones.of(user_id) or (await services.server_settings.of(guild_id)).zone
    try:
        return zone_of(kept) if kept else None
    except (VagueZone, UnknownZone):  # the names have changed since
        return None


async def complete_zones(_: Interaction[Any], current: str) -> list[app_commands.Choice[str]]:
    """Offer the zones whose names contain what is typed."""
    return choices(zone_names(), "_".join(current.split()))
