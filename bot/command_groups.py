"""Groups of commands that span files and cogs: a command names the group that it belongs to."""

from __future__ import annotations

from discord.ext import commands


def join_groups(bot: commands.Bot, cog: commands.Cog) -> None:
    """Put each command of a cog that names a group into it; the group stands in this cog or an earlier one.

    discord.py itself ties a command to a group of its own class only.

    Raises
    ------
    LookupError
        When there is no such group yet.
    """
    own = {
        each.name: each
        for each in cog.get_commands()
        if isinstance(each, commands.HybridCommand | commands.HybridGroup)
    }
    for each in own.values():
        name = each.extras.get("within")
        if name is None:
            continue
        group = own.get(name) or bot.get_command(name)
        if not isinstance(group, commands.HybridGroup):
            raise LookupError(f"{each.name} belongs to {name}, which is no group that was added before")
        group.add_command(each)
