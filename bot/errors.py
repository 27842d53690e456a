"""The one place where an exception is told to a person, in a sentence or an apology, and a line in the log.

What may arrive, after discord.py's wrappers are taken off:

Exception
├── models.errors.ModelError       what was asked cannot be answered: say why and what to do next
├── storage.errors.StorageError
│   ├── DatabaseError              what is kept cannot be reached: apologise, the log says why
│   └── storage.refusals.Refusal   what was asked of a list or a vote cannot be done: say why
├── bot.compute.ComputeError       the answer was lost on the way: apologise and say whether to try again
├── bot.refusals.Refused           a command or a button that says no
├── commands.CommandError          discord.py refused the call: bot.call_faults makes a `Refused` of it
├── app_commands.AppCommandError   the same for what only slash commands have
├── discord.HTTPException          Discord refused the answer: tell the person by another way, if there is one
└── anything else                  a mistake of ours: apologise with a reference that the log has too

What is said of each stands in bot.sentences, a module a kind.
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

from bot import compute, refusals
from bot.call_faults import refusal_of
from bot.context import Context
from bot.hints import call
from bot.logs import event, pseudonym
from bot.replies import apology
from bot.sentences import is_worded, sentence
from bot.sentences.files import FOR_OPERATOR
from storage import errors as storage_errors

if TYPE_CHECKING:
    from bot.app import HyperplaneBot

log = logging.getLogger("bot.commands")

SIMILAR_COMMAND = 70
"""How alike (0 to 100) an unknown command must be to one of ours before we speak up."""

PRIVATE = (
    compute.Busy,
    compute.AlreadyRunning,
    compute.BudgetSpent,
    refusals.TooSoon,
    refusals.RunningAlready,
    refusals.OnlyInServer,
    refusals.MayNot,
    refusals.AnswersElsewhere,
    refusals.OnlyManagers,
    refusals.TalksReserved,
)
"""Told to the caller alone: nobody else needs to know."""

UNEXPECTED = (
    *FOR_OPERATOR,
    compute.WorkerDied,
    compute.JobTooLarge,
    compute.ClusterUnreachable,
    compute.ClusterEmpty,
    compute.WorkersDiffer,
    refusals.AnswerForbidden,
    storage_errors.DatabaseUnwritable,
    storage_errors.DatabaseDamaged,
    storage_errors.DatabaseGone,
    storage_errors.DatabaseUnreachable,
    storage_errors.DatabaseRefuses,
    storage_errors.OutcomeUnknown,
    storage_errors.DatabaseTooNew,
    storage_errors.MigrationFailed,
)
"""Told in a sentence, and in the log as a fault that whoever runs the bot has to see to."""

WRAPPERS = (
    commands.CommandInvokeError,
    commands.ConversionError,
    commands.HybridCommandError,
    app_commands.CommandInvokeError,
    app_commands.TransformerError,
)


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
    name = ctx.command.qualified_name if ctx.command else "?"
    _record(name, ctx.author.id, cause, told, ctx.elapsed_ms)
    ctx.bot.metrics.command(name, _outcome(told), ctx.elapsed_ms)
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
    interaction: discord.Interaction[HyperplaneBot], error: Exception, name: str
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
    if is_worded(error := refusal_of(error, ctx) or error):
        return Told(
            sentence(error).markdown(),
            private=isinstance(error, PRIVATE),
            unexpected=isinstance(error, UNEXPECTED),
        )
    reference = secrets.token_hex(3)
    error.add_note(f"reference {reference}")
    return Told(sentence(refusals.Unforeseen(reference)).markdown(), unexpected=True)


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
    refused = refusals.UnknownCommand(ctx.invoked_with or "", call(best[0]), call("help"))
    try:
        await ctx.explain(apology(sentence(refused).markdown()))
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
        outcome=_outcome(told),
        cause=type(error).__name__,
    )


def _outcome(told: Told) -> str:
    return "failed" if told.unexpected else "refused"
