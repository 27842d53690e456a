"""Who may change what others have made: whoever made it, and who manages messages; what the bot may do."""

from __future__ import annotations

import discord
from discord.ext import commands

from bot.context import Context
from cogs.shared.places import here
from storage.refusals import NotAllowed

MODERATOR = "somebody who may manage messages"
NEEDED = ("embed_links", "attach_files")
"""For messages that are sent or edited later than the answer to a call, with pictures."""


def check_maker(ctx: Context, maker_id: int | None, role: str, what: str) -> None:
    """Let only whoever made something, or who manages messages, go on.

    Parameters
    ----------
    ctx
        Whose call it is.
    maker_id
        Who made it; None once that was forgotten.
    role
        What the maker is called where nobody is named, such as "who made the list".
    what
        What is asked for, such as "rename it".

    Raises
    ------
    NotAllowed
    """
    if not may_change(ctx, maker_id):
        raise NotAllowed(what, f"{called(maker_id, role)} or {MODERATOR}")


def may_change(ctx: Context, *makers: int | None) -> bool:
    """Return whether the caller is one of `makers`, manages messages or is in private."""
    return here(ctx).is_private or ctx.author.id in makers or ctx.permissions.manage_messages


def called(user_id: int | None, role: str) -> str:
    """Return a mention or, where nobody is known, the person's role."""
    return role if user_id is None else f"<@{user_id}>"


def check_messages_get_through(ctx: Context) -> None:
    """Refuse to begin what goes on in messages of its own where they would not get through.

    Raises
    ------
    commands.BotMissingPermissions
    """
    given = permissions_of_bot(ctx)
    send = "send_messages_in_threads" if isinstance(ctx.channel, discord.Thread) else "send_messages"
    missing = [name for name in (send, *NEEDED) if not getattr(given, name)]
    if missing:
        raise commands.BotMissingPermissions(missing)


def permissions_of_bot(ctx: Context) -> discord.Permissions:
    """Return what the bot may do in the channel: a slash call itself tells only of its own answer."""
    if ctx.guild is None or ctx.guild.me is None:
        return ctx.bot_permissions
    return ctx.channel.permissions_for(ctx.guild.me)
