"""What discord.py finds wrong with a call, as refusals of our own."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot import refusals
from bot.context import Context
from bot.hints import call

MOST_EXAMPLES = 2


def refusal_of(error: BaseException, ctx: Context | None = None) -> refusals.Refused | None:
    """Return what discord.py or Discord refused, or None for any other exception."""
    match error:
        case refusals.Refused():
            return error
        case commands.CommandError():
            return _of_call(error, ctx)
        case app_commands.CommandNotFound() | app_commands.CommandSignatureMismatch():
            return refusals.CommandChanged()
        case app_commands.TransformerError(type=discord.AppCommandOptionType.user):
            return refusals.NotInServer()
        case app_commands.CheckFailure():
            return refusals.MayNot()
        case discord.Forbidden():
            return refusals.AnswerForbidden()
    return None


def _of_call(error: commands.CommandError, ctx: Context | None) -> refusals.Refused:
    match error:
        case commands.MemberNotFound(argument=argument):
            return refusals.NobodyCalled(argument)
        case commands.CommandOnCooldown(retry_after=retry_after, cooldown=cooldown):
            return refusals.TooSoon(int(retry_after) + 1, cooldown.rate, round(cooldown.per))
        case commands.MaxConcurrencyReached():
            return refusals.RunningAlready()
        case commands.MissingRequiredArgument(param=param):
            return refusals.ArgumentMissing(param.name, _examples(ctx))
        case commands.RangeError(value=value, minimum=low, maximum=high):
            return refusals.ArgumentOutOfRange(_argument(ctx), value, low, high)
        case commands.BadLiteralArgument(literals=literals):
            return refusals.ArgumentUnknown(_argument(ctx), tuple(map(str, literals)))
        case commands.TooManyArguments() if ctx is not None and isinstance(ctx.command, commands.Group):
            parts = dict.fromkeys(each.qualified_name for each in ctx.command.all_commands.values())
            asked = call(f"{ctx.command.qualified_name} {ctx.subcommand_passed or ''}".strip())
            return refusals.UnknownPart(asked, tuple(map(call, parts)))
        case commands.UserInputError():
            return refusals.ArgumentUnreadable(_argument(ctx), _examples(ctx))
        case commands.NoPrivateMessage():
            return refusals.OnlyInServer()
        case commands.BotMissingPermissions(missing_permissions=missing):
            return refusals.PermissionsMissing(tuple(missing))
    return refusals.MayNot()


def _argument(ctx: Context | None) -> str:
    return ctx.current_parameter.name if ctx is not None and ctx.current_parameter is not None else ""


def _examples(ctx: Context | None) -> tuple[str, ...]:
    if ctx is None or ctx.command is None:
        return ()
    examples = ctx.command.extras.get("examples", ())
    return tuple(map(call, examples[:MOST_EXAMPLES]))
