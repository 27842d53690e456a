"""The one place where an exception becomes a sentence for a person, or an apology and a line in the log.

What may arrive, after discord.py's wrappers are taken off:

Exception
├── models.errors.ModelError      what was asked cannot be answered: say why and what to do next
├── storage.errors.DatabaseError   what is kept cannot be reached: apologise, the log says why
├── storage.refusals.Refusal       what was asked of a list or a vote cannot be done: say why
├── bot.compute.ComputeError      the answer was lost on the way: apologise and say whether to try again
├── commands.CommandError         discord.py refused the call: a limit, a permission, an argument
├── app_commands.AppCommandError  the same for what only slash commands have
├── discord.HTTPException         Discord refused the answer: tell the person by another way, if there is one
└── anything else                 a mistake of ours: apologise with a reference that the log has too
"""

from __future__ import annotations

import logging
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands
from rapidfuzz import fuzz, process

from bot import compute
from bot.context import Context
from bot.logs import event, pseudonym
from bot.replies import apology, code, enumeration, plural
from bot.sentences import model_sentence, refusal_sentence
from models import errors as model_errors
from storage import errors as storage_errors
from storage.refusals import Refusal

if TYPE_CHECKING:
    from bot.app import Hyperplane

log = logging.getLogger("bot.commands")

SIMILAR_COMMAND = 70
"""How alike (0 to 100) an unknown command must be to one of ours before we speak up."""

WRAPPERS = (
    commands.CommandInvokeError,
    commands.ConversionError,
    commands.HybridCommandError,
    app_commands.CommandInvokeError,
    app_commands.TransformerError,
)


class Refused(commands.CommandError):
    """A command or a button that says no in words of its own, fit for people."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


@dataclass(frozen=True, slots=True)
class Told:
    """What a person is told.

    `private` keeps it between the bot and the person; `unexpected` marks a fault of the bot, for the log.
    """

    text: str
    private: bool = False
    unexpected: bool = False


def unwrapped(error: BaseException) -> BaseException:
    """Return what was raised in the first place: a slash call's exception arrives wrapped twice."""
    while isinstance(error, WRAPPERS) and error.__cause__ is not None:
        error = error.__cause__
    return error


async def on_command_error(ctx: Context, error: Exception) -> None:
    """Answer a command that failed, by message or by slash."""
    cause = unwrapped(error)
    if isinstance(cause, commands.CommandNotFound):
        await _suggest_command(ctx)
        return
    told = explain(cause, ctx)
    _record(ctx.command.qualified_name if ctx.command else "?", ctx.author.id, cause, told, ctx.elapsed_ms)
    embed = apology(told.text)
    try:
        await (ctx.whisper(embed) if told.private else ctx.explain(embed))
    except discord.HTTPException as refusal:
        await _tell_elsewhere(ctx, told, refusal)


def sentence_for(error: Exception, name: str, user_id: int) -> str:
    """Return what to tell of an error in something that nobody pressed or typed just now, and record it."""
    cause = unwrapped(error)
    told = explain(cause)
    _record(name, user_id, cause, told, None)
    return told.text


async def on_interaction_error(
    interaction: discord.Interaction[Hyperplane], error: Exception, name: str
) -> None:
    """Answer a button, a menu or an autocompletion (`name`) that failed; it is told to the presser alone."""
    cause = unwrapped(error)
    told = explain(cause)
    _record(name, interaction.user.id, cause, told, None)
    if interaction.type is discord.InteractionType.autocomplete:
        return
    try:
        if interaction.response.is_done():
            await interaction.followup.send(embed=apology(told.text), ephemeral=True)
        else:
            await interaction.response.send_message(embed=apology(told.text), ephemeral=True)
    except discord.HTTPException as refusal:
        event(log, logging.WARNING, "could not answer", command=name, cause=repr(refusal))


def explain(error: BaseException, ctx: Context | None = None) -> Told:
    """Return what to tell a person of `error`."""
    match error:
        case model_errors.ModelError():
            return Told(model_sentence(error))
        case Refusal():
            return Told(refusal_sentence(error))
        case compute.ComputeError():
            return _compute(error)
        case storage_errors.DatabaseBusy():
            return Told("My memory is busy just now. Nothing was changed; please try again in a moment.")
        case commands.CommandError():
            return _command(error, ctx)
        case app_commands.CommandNotFound() | app_commands.CommandSignatureMismatch():
            return Told(
                "That command has changed since your Discord last looked. Reload Discord and try again."
            )
        case app_commands.TransformerError(type=discord.AppCommandOptionType.user):
            return Told("Whoever that is, they are not in this server.")
        case app_commands.CheckFailure():
            return Told("You may not use that here.", private=True)
        case discord.Forbidden():
            return Told(
                "Discord didn't let me answer there: I lack a permission in that channel.", unexpected=True
            )
    reference = secrets.token_hex(3)
    error.add_note(f"reference {reference}")
    return Told(
        "Sorry, that went wrong on my side, not yours. Please try again; if it goes on, tell whoever runs me "
        f"the reference `{reference}`.",
        unexpected=True,
    )


def _compute(error: compute.ComputeError) -> Told:
    match error:
        case compute.Busy():
            return Told("I'm busy with many requests at once. Please try again in a moment.", private=True)
        case compute.AlreadyRunning():
            return Told("I'm still at work on your last request. One at a time, please.", private=True)
        case compute.TimedOut(timeout_s=timeout_s):
            return Told(
                f"Sorry, that took more than {timeout_s:g} seconds, so I stopped it. Try fewer words."
            )
        case compute.ShuttingDown():
            return Told("Sorry, I'm being restarted. Please ask again in a minute.")
    return Told(
        "Sorry, the process at work on this was ended before it was done. Please try again.", unexpected=True
    )


def _command(error: commands.CommandError, ctx: Context | None) -> Told:
    match error:
        case Refused(text=text):
            return Told(text)
        case commands.MemberNotFound(argument=argument):
            return Told(f"I find nobody called {code(argument)} in this server. Mention them with @.")
        case commands.CommandOnCooldown(retry_after=retry_after):
            return Told(
                f"Slowly, please: try again in {plural(int(retry_after) + 1, 'second')}.", private=True
            )
        case commands.MaxConcurrencyReached():
            return Told("That is running already. Please wait until it is done.", private=True)
        case commands.MissingRequiredArgument(param=param):
            return Told(f"{code(param.name)} is missing. {_usage(ctx)}")
        case commands.RangeError(value=value, minimum=low, maximum=high):
            return Told(f"{_argument(ctx)} must be from {low:,} to {high:,}, not {value:,}.")
        case commands.BadLiteralArgument(literals=literals):
            return Told(
                f"{_argument(ctx)} must be {enumeration([code(str(each)) for each in literals], 'or')}."
            )
        case commands.UserInputError():
            return Told(f"I can't read {_argument(ctx)}. {_usage(ctx)}")
        case commands.NoPrivateMessage():
            return Told("That works only in a server.", private=True)
        case commands.BotMissingPermissions(missing_permissions=missing):
            return Told(
                f"I lack a permission for that here: {enumeration([p.replace('_', ' ') for p in missing])}."
            )
    return Told("You may not use that here.", private=True)


def _argument(ctx: Context | None) -> str:
    if ctx is None or ctx.current_parameter is None:
        return "that"
    return code(ctx.current_parameter.name)


def _usage(ctx: Context | None) -> str:
    if ctx is None or ctx.command is None:
        return ""
    examples = ctx.command.extras.get("examples", ())
    shown = [code(f"{ctx.bot.settings.prefix}{example}") for example in examples[:2]]
    return f"For example: {enumeration(shown, 'or')}" if shown else ""


async def _suggest_command(ctx: Context) -> None:
    # Other bots answer to the same prefix: speak only when it looks like one of our own names.
    names = [
        name
        for command in ctx.bot.commands
        if not command.hidden
        for name in (command.name, *command.aliases)
    ]
    best = process.extractOne(ctx.invoked_with or "", names, scorer=fuzz.ratio, score_cutoff=SIMILAR_COMMAND)
    if best is None:
        return
    prefix = ctx.bot.settings.prefix
    asked, offer, overview = (code(t) for t in (ctx.invoked_with or "", prefix + best[0], prefix + "help"))
    text = f"I have no command {asked}. Did you mean {offer}? {overview} lists them all."
    try:
        await ctx.explain(apology(text))
    except discord.HTTPException as refusal:
        event(log, logging.WARNING, "could not answer", command="?", cause=repr(refusal))


async def _tell_elsewhere(ctx: Context, told: Told, refusal: discord.HTTPException) -> None:
    """Try the person's direct messages when the channel refused even the apology."""
    name = ctx.command.qualified_name if ctx.command else "?"
    event(log, logging.WARNING, "could not answer in the channel", command=name, cause=repr(refusal))
    if ctx.guild is None:
        return
    try:
        await ctx.author.send(embed=apology(told.text))
    except discord.HTTPException as second:
        event(log, logging.WARNING, "could not answer by direct message", command=name, cause=repr(second))


def _record(command: str, user_id: int, error: BaseException, told: Told, elapsed_ms: int | None) -> None:
    event(
        log,
        logging.ERROR if told.unexpected else logging.INFO,
        "command",
        traceback=error if told.unexpected else None,
        command=command,
        user=pseudonym(user_id),
        ms=elapsed_ms,
        outcome="failed" if told.unexpected else "refused",
        cause=type(error).__name__,
    )
