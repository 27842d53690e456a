"""Where a call comes from, and what the caller may do there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord

from bot.context import Context
from storage.film_list import Entry, FilmList
from storage.places import Place
from storage.refusals import NotAllowed

if TYPE_CHECKING:
    from bot.app import Hyperplane


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


async def remember_server(bot: Hyperplane, place: Place) -> None:
    """Remember that the bot is in a server that keeps something: it goes when the bot has left."""
    if place.guild_id is not None:
        await bot.services.servers.arrive(bot.application_id or 0, place.guild_id)


def check_list(ctx: Context, film_list: FilmList, what: str) -> None:
    """Let only a list's creator, or who manages messages, go on.

    Raises
    ------
    NotAllowed
    """
    if not _may(ctx, film_list.creator_id):
        who = _named(film_list.creator_id, "who made the list")
        raise NotAllowed(what, f"{who} or somebody who may manage messages")


def check_entry(ctx: Context, film_list: FilmList, entry: Entry) -> None:
    """Let only those remove a film who added it, made the list or manage messages.

    Raises
    ------
    NotAllowed
    """
    if not _may(ctx, entry.adder_id, film_list.creator_id):
        who = _named(entry.adder_id, "who added it")
        raise NotAllowed(
            f"remove {entry.title}", f"{who}, the list's creator or somebody who may manage messages"
        )


def check_vote(ctx: Context, starter_id: int | None) -> None:
    """Let only a vote's starter, or who manages messages, close it before its time.

    Raises
    ------
    NotAllowed
    """
    if not _may(ctx, starter_id):
        who = _named(starter_id, "who started the vote")
        raise NotAllowed("close it before its time", f"{who} or somebody who may manage messages")


def check_concept(ctx: Context, creator_id: int | None) -> None:
    """Let only a concept's creator, or who manages messages, delete it.

    Raises
    ------
    NotAllowed
    """
    if not _may(ctx, creator_id):
        raise NotAllowed(
            "delete it", f"{_named(creator_id, 'who made it')} or somebody who may manage messages"
        )


def _may(ctx: Context, *owners: int | None) -> bool:
    return here(ctx).is_private or ctx.author.id in owners or ctx.permissions.manage_messages


def _named(user_id: int | None, otherwise: str) -> str:
    return otherwise if user_id is None else f"<@{user_id}>"
