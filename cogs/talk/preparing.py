"""What is done before a talk begins: everything in it is run, its handout written, its place found."""

from __future__ import annotations

import asyncio
import contextlib
import time
from dataclasses import dataclass

import discord

from bot.context import Context
from bot.hints import typed_prefix
from bot.markup import plain
from bot.replies import Card, card, plural
from cogs.shared.permissions import check_messages_get_through, permissions_of_bot
from cogs.talk.closing import Closing, close
from cogs.talk.fingerprints import Fingerprint, fingerprints
from cogs.talk.performance import Slide
from cogs.talk.rehearsal import rehearse
from cogs.talk.script import Talk

PROGRESS_EVERY_S = 1.5
FILE_LIMIT_BYTES = 10 * 2**20
"""What Discord takes where a server says nothing else."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A talk, ready to be given: its announcement, slides, models, last words, and what it took."""

    message: discord.Message
    talk: Talk
    slides: tuple[Slide, ...]
    models: tuple[Fingerprint, ...]
    closing: Closing
    took_s: float


async def prepare(ctx: Context, name: str, talk: Talk) -> Prepared:
    """Answer with an announcement, and run everything in the talk.

    Raises
    ------
    commands.BotMissingPermissions
        When its messages would not get through here.
    """
    check_messages_get_through(ctx)
    began = time.perf_counter()
    message = await ctx.answer(embed=_at_work(talk, 0))
    slides = await _rehearse_all(ctx, talk, message)
    models = tuple(fingerprints(ctx.bot.services))
    prefix, limit = typed_prefix(), file_limit(ctx.guild)
    closing = await ctx.bot.services.compute.short(
        lambda: close(name, talk, slides, models, prefix, limit_bytes=limit)
    )
    return Prepared(message, talk, slides, models, closing, time.perf_counter() - began)


def file_limit(guild: discord.Guild | None) -> int:
    """Return how many bytes a message may have."""
    return guild.filesize_limit if guild else FILE_LIMIT_BYTES


def sized(talk: Talk) -> str:
    """Say how long a talk is."""
    return f"{plural(len(talk.steps), 'step')}, {_commands(talk)}."


async def open_thread(ctx: Context, message: discord.Message, title: str) -> discord.Thread | None:
    """Open a thread under the announcement, if the bot may in this channel."""
    given = permissions_of_bot(ctx)
    if not isinstance(ctx.channel, discord.TextChannel):
        return None
    if not (given.create_public_threads and given.send_messages_in_threads):
        return None
    try:
        return await ctx.channel.create_thread(name=title, message=discord.Object(message.id))
    except discord.HTTPException:
        return None


def _at_work(talk: Talk, done: int) -> Card:
    return card(plain(talk.title), f"Computing everything beforehand: {done} of {_commands(talk)} …")


def _commands(talk: Talk) -> str:
    return plural(sum(len(step.commands) for step in talk.steps), "command")


async def _rehearse_all(ctx: Context, talk: Talk, message: discord.Message) -> tuple[Slide, ...]:
    """Run every command of a talk, one after the other; the message says now and then how many are done."""
    loop = asyncio.get_running_loop()
    done, told = 0, loop.time()
    slides = []
    for step in talk.steps:
        answers = []
        for query in step.commands:
            answers.append(await rehearse(ctx.bot, ctx.message, query, talk.seed))
            done += 1
            if loop.time() - told > PROGRESS_EVERY_S:
                told = loop.time()
                with contextlib.suppress(discord.HTTPException):  # the talk needs no announcement
                    await message.edit(embed=_at_work(talk, done))
        slides.append(Slide(step, tuple(answers)))
    return tuple(slides)
