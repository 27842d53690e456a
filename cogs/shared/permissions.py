"""Who may change what others have made: whoever made it, and whoever may manage messages."""

from __future__ import annotations

from bot.context import Context
from cogs.shared.places import here
from storage.refusals import NotAllowed

MODERATOR = "somebody who may manage messages"


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
