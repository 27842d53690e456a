"""Who may start talks and plan movie nights: everyone, a role's members, or those who manage the server."""

from __future__ import annotations

import discord

from bot.context import Context
from bot.refusals import NightsReserved, TalksReserved
from bot.sentences import sentence
from bot.services import Services
from storage.server_settings import Speakers


async def check_speaker(ctx: Context) -> None:
    """Let those start talks who may here; in private everybody may.

    Raises
    ------
    TalksReserved
    """
    reserved = await _reserved(ctx)
    if reserved is not None and not _may(ctx.author, ctx.permissions, reserved.role_id):
        raise reserved


async def who_starts(ctx: Context) -> str:
    """Return a sentence of who may start talks here, or nothing where everybody may."""
    reserved = await _reserved(ctx)
    return "" if reserved is None else sentence(reserved).markdown()


async def check_planner(
    services: Services, guild: discord.Guild, member: discord.abc.User, permissions: discord.Permissions
) -> None:
    """Let those plan movie nights who may in a server.

    Raises
    ------
    NightsReserved
    """
    chosen = await services.server_settings.of(guild.id)
    if chosen.planners is Speakers.EVERYONE:
        return
    role_id = role_of(guild, chosen.planners, chosen.planner_role_id)
    if not _may(member, permissions, role_id):
        raise NightsReserved(role_id)


def role_of(guild: discord.Guild, who: Speakers, role_id: int | None) -> int | None:
    """Return the role whose members may, where it is a role, and was not deleted since."""
    role = guild.get_role(role_id or 0)
    return role.id if who is Speakers.ROLE and role is not None else None


def _may(member: discord.abc.User, permissions: discord.Permissions, role_id: int | None) -> bool:
    """Return whether somebody manages the server, or has the role."""
    return permissions.manage_guild or any(each.id == role_id for each in getattr(member, "roles", ()))


async def _reserved(ctx: Context) -> TalksReserved | None:
    guild = ctx.guild
    if guild is None or ctx.bot.get_guild(guild.id) is None:
        return None
    chosen = await ctx.bot.services.server_settings.of(guild.id)
    if chosen.speakers is Speakers.EVERYONE:
        return None
    return TalksReserved(role_of(guild, chosen.speakers, chosen.speaker_role_id))
