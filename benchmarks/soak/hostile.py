"""One person who presses and types as fast as they can, and what each press and message came to."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from dataclasses import dataclass, field

import discord

from benchmarks.soak.acts import ANSWER_S, WORDS, Hall
from benchmarks.soak.fates import Fate, fate, lost_on_the_way
from bot.context import WHISPER_S
from testbed.wire.answers import Interaction, NotAcknowledgedError
from testbed.wire.bed import Wire
from testbed.wire.model import Post
from testbed.wire.people import Person

PRESS_EVERY_S = 1 / 8
PRESSES = 160
TYPE_EVERY = 20
PAUSE_S = 5.0
TEXT = ("def f(x):\n    return [x, {x: (x, 'é')}]\n" * 60)[:1980]
TYPED = ("!temperatures " + "語" * 1900, f"!tsne {' '.join(WORDS[:12])} animate=true")
TOLD = 40
"""Characters of what somebody was told that tell it from other things."""

SILENT = "told so a moment before"
UNANSWERED = "no answer"


@dataclass(slots=True)
class Malice:
    """What somebody did; `unheard` are messages written while the bot had no session."""

    presses: list[Interaction] = field(default_factory=list)
    messages: list[Post] = field(default_factory=list)
    unheard: set[int] = field(default_factory=set)


async def press_in_a_hurry(hall: Hall, person: Person, until: float) -> Malice:
    """Press the buttons of a costly answer eight times a second, and type within the cooldowns beside."""
    done = Malice()
    sessions = hall.guild.wire.gateway.sessions
    while time.monotonic() < until:
        asked = person.slash(hall.lab, "surprise", text=TEXT)
        done.presses.append(asked)
        try:
            answer = await asked.answer(ANSWER_S, where=lambda each: bool(each.embeds or each.attachments))
        except (TimeoutError, NotAcknowledgedError):
            continue
        for number in range(PRESSES):
            if time.monotonic() > until or not answer.post.custom_ids:
                break
            ids = answer.post.custom_ids
            done.presses.append(person.click(answer.post, custom_id=ids[number % len(ids)]))
            if number % TYPE_EVERY == 0:
                written = [person.send(hall.lab, each) for each in TYPED]
                done.messages += written
                if not sessions:
                    done.unheard |= {each.id for each in written}
            await asyncio.sleep(PRESS_EVERY_S)
        await asyncio.sleep(PAUSE_S)
    return done


def outcomes(wire: Wire, done: Malice) -> Counter[str]:
    """Return what each press and each message came to."""
    return Counter([*(_of_press(wire, each) for each in done.presses), *_of_messages(wire, done)])


def _of_press(wire: Wire, press: Interaction) -> str:
    answered = wire.rest.acknowledged.get(press.record.id)
    if answered is None or answered[1] - press.at >= wire.acknowledge_within_s:
        return fate(wire, press)
    for each in press.record.followup_ids:
        if embeds := wire.backend.history[each][-1].embeds:
            return _told(embeds[0])
    return "shown, or the newest of several shown"


def _of_messages(wire: Wire, done: Malice) -> list[str]:
    replies = {
        post.reply_to: post for post in reversed(wire.backend.timeline) if post.author_id == wire.bot_id
    }
    found, told_at = [], -WHISPER_S
    for message in done.messages:
        reply = replies.get(message.id)
        if reply is not None:
            found.append(_told(reply.embeds[0]) if reply.embeds else "typed, answered")
            told_at = reply.at
        elif message.id in done.unheard:
            found.append(Fate.NOT_TOLD)
        elif lost_on_the_way(wire, message.at):
            found.append(Fate.LOST_ON_THE_WAY)
        else:
            found.append(SILENT if message.at - told_at < WHISPER_S else UNANSWERED)
    return found


def _told(embed: discord.Embed) -> str:
    return f"“{(embed.description or embed.title or '')[:TOLD]}”"
