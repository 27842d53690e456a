"""Where a call comes from: a server, or a person's own place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord.ext import commands

from bot.context import Context
from bot.refusals import FromElsewhere
from storage.places import Place

if TYPE_CHECKING:
    from bot.app import HyperplaneBot


def place_of(client: discord.Client, guild_id: int | None, user_id: int) -> Place:
    """Return the server, or else the person's own place.

    A server that the bot is no member of (the caller brought it along) counts as the caller's own place: its
    members did not ask for the bot, and it would not hear when the server is gone.
    """
    if guild_id is not None and client.get_guild(guild_id) is not None:
        return Place.server(guild_id)
    return Place.private(user_id)


def here(ctx: Context) -> Place:
    """Return the place of a command."""
    return place_of(ctx.bot, ctx.guild.id if ctx.guild else None, ctx.author.id)


def place_of_press(interaction: discord.Interaction[Any]) -> Place:
    """Return the place of a press or a completion."""
    return place_of(interaction.client, interaction.guild_id, interaction.user.id)


def check_here(interaction: discord.Interaction[Any], place: Place) -> None:
    """Let a press pass that was made where a thing belongs, and where that is private, by its owner.

    The id of a button and the value of a menu prove nothing: both come from whoever presses.

    Raises
    ------
    FromElsewhere
    """
    if place_of_press(interaction) != place:
        raise FromElsewhere


def check_seen(permissions: discord.Permissions) -> None:
    """Let nobody begin in a channel what the bot could not edit there later on.

    Raises
    ------
    commands.BotMissingPermissions
    """
    if not permissions.view_channel:
        raise commands.BotMissingPermissions(["view_channel"])


async def remember_server(bot: HyperplaneBot, place: Place) -> None:
    """Remember that the bot is in a server that keeps something: it goes when the bot has left."""
    if place.guild_id is not None:
        await bot.services.servers.arrive(bot.application_id or 0, place.guild_id)
