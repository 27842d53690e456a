"""Where a server wants answers: in all its channels, or in those that it chose.

Elsewhere a typed command is passed over in silence, and a slash command is answered by a note to its caller
alone. What works everywhere: the settings themselves, so that nobody locks themselves out; slash commands
whose answer is private anyway, among them everybody's rights over their data; and buttons, which stand only
under answers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord

from bot.refusals import AnswersElsewhere

if TYPE_CHECKING:
    from bot.context import Context


async def is_heard(ctx: Context) -> bool:
    """Return whether a typed command is answered where it was typed."""
    return _works_everywhere(ctx) or not await _instead(ctx)


async def check_place(ctx: Context) -> bool:
    """Let a slash command pass where it is answered in public; a typed one was heard before it came here.

    Raises
    ------
    AnswersElsewhere
    """
    if ctx.interaction is not None and not _works_everywhere(ctx) and (channels := await _instead(ctx)):
        raise AnswersElsewhere(channels)
    return True


def still_there(guild: discord.Guild, chosen: frozenset[int]) -> tuple[int, ...]:
    """Return the chosen channels that were not deleted since, in the server's order."""
    left = [each for each in guild.channels if each.id in chosen]
    return tuple(each.id for each in sorted(left, key=lambda each: each.position))


async def _instead(ctx: Context) -> tuple[int, ...]:
    """Return the channels with answers where this is none of them, and nothing where it is.

    Where every chosen channel was deleted, it is as if none had been chosen.
    """
    guild = ctx.guild
    if (
        guild is None or ctx.bot.get_guild(guild.id) is None
    ):  # brought along by its caller, to a strange server
        return ()
    chosen = (await ctx.bot.services.server_settings.of(guild.id)).channels
    return () if chosen & _ids_of(guild, ctx.channel) else still_there(guild, chosen)


def _ids_of(guild: discord.Guild, channel: Any) -> set[int | None]:
    """Return the ids under which a channel may have been chosen; a thread follows its channel."""
    home = guild.get_channel(getattr(channel, "parent_id", None) or channel.id)
    return {channel.id} if home is None else {home.id, home.category_id}


def _works_everywhere(ctx: Context) -> bool:
    command = ctx.command
    if command is None:
        return False
    outer = command.root_parent or command
    private = ctx.interaction is not None and command.extras.get("private", False)
    return bool(private or outer.extras.get("everywhere", False))
