"""Refusals of talks."""

from __future__ import annotations

from bot import refusals
from bot.replies import plural
from bot.sentences.dispatch import sentence, worded
from bot.wording import Style, Text, lines, listed, own, say
from storage.refusals import StagesFull

worded(refusals.OnlySpeaker, "Only the speaker turns the page. `/talk start` gives you a talk of your own.")
worded(
    StagesFull,
    "I am giving {most} talks already, and can't hold another. Please try again when one has ended.",
)
worded(
    refusals.NotOnStage,
    "That talk is no longer on stage. `/talk start {name} step={step}` goes on from here.",
)
worded(
    refusals.StepShown,
    "That step has been shown already: the next button is further down. If Discord has lost it, "
    "`/talk start {name} step={step}` goes on.",
)


@sentence.register
def _(error: refusals.NoSuchStep) -> Text:
    return say("That talk has only {steps}.", steps=plural(error.steps, "step"))


@sentence.register
def _(error: refusals.UnknownTalk) -> Text:
    there = listed(error.available, style=Style.CODE)
    return say("I have no talk called `{name}`. There are {there}.", name=error.name, there=there)


@sentence.register
def _(error: refusals.TalkUnreadable) -> Text:
    told = [say("`{name}` is no talk yet:", name=error.name)]
    told += [own(f"- {problem}") for problem in error.problems]
    if error.more:
        told.append(say("- and {more} more.", more=error.more))
    return lines(told)
