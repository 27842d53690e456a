"""Refusals of calls themselves: of their arguments, their place and their time."""

from __future__ import annotations

from collections.abc import Sequence

from bot import refusals
from bot.replies import plural
from bot.sentences.dispatch import sentence, worded
from bot.wording import Style, Text, listed, own, say

worded(
    refusals.UnknownCommand,
    "I have no command `{asked}`. Did you mean `{offer}`? `{overview}` lists them all.",
)
worded(
    refusals.NotYours,
    "These buttons belong to whoever ran the command. Run it yourself to get your own.",
)
worded(
    refusals.ButtonsExpired,
    "These buttons are from before my last restart. Please run the command again, or press what "
    "gave you them.",
)
worded(
    refusals.UnknownPress,
    "That button asks for something that I don't have. Please run the command again.",
)
worded(
    refusals.FormExpired,
    "That form had been open for too long. Please press the button again.",
)
worded(
    refusals.FromElsewhere,
    "That belongs to another server, or to somebody else: it can't be used from here.",
)
worded(refusals.NobodyCalled, "I find nobody called `{name}` in this server. Mention them with @.")
worded(refusals.NotInServer, "Whoever that is, they are not in this server.")
worded(refusals.RunningAlready, "That is running already. Please wait until it is done.")
worded(refusals.OnlyInServer, "That works only in a server.")
worded(refusals.MayNot, "You may not use that here.")
worded(
    refusals.CommandChanged,
    "That command has changed since your Discord last looked. Reload Discord and try again.",
)
worded(
    refusals.AnswerForbidden,
    "Discord didn't let me answer there: I lack a permission in that channel.",
)
worded(
    refusals.Unforeseen,
    "Sorry, that went wrong on my side, not yours. Please try again; if it goes on, tell whoever runs me "
    "the reference `{reference}`.",
)


@sentence.register
def _(error: refusals.UnknownPart) -> Text:
    available = listed(error.available, "and", Style.CODE)
    return say("There is no `{asked}`. There are {available}.", asked=error.asked, available=available)


@sentence.register
def _(error: refusals.TooSoon) -> Text:
    return say(
        "Slowly, please: try again in {wait}. I take {calls} of these from you in {per}.",
        wait=plural(error.wait_s, "second"),
        calls=error.calls,
        per=plural(error.per_s, "second"),
    )


@sentence.register
def _(error: refusals.ArgumentMissing) -> Text:
    name = error.name.replace("_", " ")
    return say("I need to know the {name}. {usage}", name=own(name), usage=_usage(error.examples))


@sentence.register
def _(error: refusals.ArgumentUnreadable) -> Text:
    return say("I can't read {name}. {usage}", name=_name(error.name), usage=_usage(error.examples))


@sentence.register
def _(error: refusals.ArgumentOutOfRange) -> Text:
    told = "{name} must be from {low} to {high}, not {value}."
    return say(told, name=_name(error.name), low=error.low, high=error.high, value=error.value)


@sentence.register
def _(error: refusals.ArgumentUnknown) -> Text:
    choices = listed(error.choices, "or", Style.CODE)
    return say("{name} must be {choices}.", name=_name(error.name), choices=choices)


@sentence.register
def _(error: refusals.PermissionsMissing) -> Text:
    lacking = listed([each.replace("_", " ") for each in error.permissions], style=Style.OWN)
    permissions = "a permission" if len(error.permissions) == 1 else "permissions"
    return say(f"I lack {permissions} for that here: {{lacking}}.", lacking=lacking)


def _name(argument: str) -> Text:
    return say("`{argument}`", argument=argument) if argument else say("that")


def _usage(examples: Sequence[str]) -> Text:
    shown = listed(examples, "or", Style.CODE)
    return say("For example: {shown}", shown=shown) if examples else say("")
