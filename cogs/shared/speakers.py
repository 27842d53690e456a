"""Who may start talks in a server: everyone, the members of a role, or only those who manage the server."""

from __future__ import annotations

import discord

from bot.context import Context
from bot.refusals import TalksReserved
from bot.sentences import sentence
from storage.server_settings import ServerSettings, Speakers


async def check_speaker(ctx: Context) -> None:
    """Let those start talks who may here; in private everybody may.

    Raises
    ------
    TalksReserved
    """
    reserved = await _reserved(ctx)
    if reserved is None or ctx.permissions.manage_guild:
        return
    if not any(each.id == reserved.role_id for each in getattr(ctx.author, "roles", ())):
        raise reserved


async def who_starts(ctx: Context) -> str:
    """Return a sentence of who may start talks here, or nothing where everybody may."""
    reserved = await _reserved(ctx)
    return "" if reserved is None else sentence(reserved).markdown()


def role_of(guild: discord.Guild, chosen: ServerSettings) -> int | None:
    """Return the role whose members may start talks, if it was not deleted since."""
    role = guild.get_role(chosen.speaker_role_id or 0)
    return role.id if chosen.speakers is Speakers.ROLE and role is not None else None


async def _reserved(ctx: Context) -> TalksReserved | None:
    guild = ctx.guild
    if guild is None or ctx.bot.get_guild(guild.id) is None:
        return None
    chosen = await ctx.bot.services.server_settings.of(guild.id)
    return None if chosen.speakers is Speakers.EVERYONE else TalksReserved(role_of(guild, chosen))
