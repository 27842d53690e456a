"""What people see of a talk on stage: rehearsed slides, one at a press."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass

import discord

from bot.markup import code, plain
from bot.replies import Card, apology, card
from cogs.talk.rehearsal import Rehearsed
from cogs.talk.script import Step, Talk


@dataclass(frozen=True, slots=True)
class Slide:
    """A step and the answers to its commands."""

    step: Step
    answers: tuple[Rehearsed, ...]


@dataclass(frozen=True, slots=True)
class Performance:
    """A talk that is being given: what stands above its slides."""

    name: str
    talk: Talk
    speaker: int
    shown: int

    @property
    def over(self) -> bool:
        """Whether every slide has been shown."""
        return self.shown >= len(self.talk.steps)

    def head(self, slide: Slide, prefix: str) -> Card:
        """Return what stands above a slide's answers: its text, and what was asked."""
        asked = "\n".join(_asked(answer, prefix) for answer in slide.answers)
        return card(
            plain(slide.step.title),
            "\n\n".join(part for part in (slide.step.text, asked) if part),
            f"{self.shown} of {len(self.talk.steps)} · {self.talk.title}",
        )

    def lead(self) -> Card:
        """Return what stands above the button to the next slide."""
        return card(
            "",
            f"Next: **{plain(self.talk.steps[self.shown].title)}**",
            f"{self.shown} of {len(self.talk.steps)} shown · only the speaker turns the page",
        )


async def post(slide: Slide, place: discord.abc.Messageable) -> None:
    """Send a slide's answers; an answer that Discord does not take is named, and the talk goes on."""
    for answer in slide.answers:
        try:
            for message in answer.messages:
                await message.post(place)
        except discord.HTTPException:
            sorry = apology(f"Discord didn't take the answer to {code(answer.query)}.")
            with contextlib.suppress(discord.HTTPException):
                await place.send(embed=sorry)


def problems(slides: tuple[Slide, ...], prefix: str) -> Iterator[str]:
    """Say what is wrong with the commands that have no answer."""
    for number, slide in enumerate(slides, start=1):
        for answer in slide.answers:
            if answer.problem is not None:
                yield f"step {number}, {code(prefix + answer.query)}: {answer.problem}"


def _asked(answer: Rehearsed, prefix: str) -> str:
    asked = code(f"{prefix}{answer.query}", 300)
    return asked if answer.problem is None else f"{asked} · {answer.problem}"
