"""Refusals of groups and matches."""

from __future__ import annotations

from bot import refusals
from bot.sentences.dispatch import sentence, worded
from bot.wording import Text, lines, own, say
from storage.refusals import GroupBegun, GroupFull

HINT = "Mention two or more people, or mention nobody and I'll ask who is in."

worded(refusals.NotAMember, "I can't see who is in this server: I have to be invited to it first.")
worded(
    refusals.NotPeople,
    "I can't read `{text}` as people. Mention them: `/recommend together @Ada @Alan`, or mention nobody and "
    "I'll ask who is in.",
)
worded(refusals.OnlyYou, f"That is only you: `/recommend` does that. {HINT}")
worded(refusals.GroupTooLarge, "A group has 2 to {most} people, you among them, and that makes {given}.")
worded(
    refusals.OutOfGroups,
    "You take no part in group recommendations. `/privacy group on` lets you join again.",
)
worded(
    refusals.NotInGroup,
    "These buttons belong to the group. `/recommend together` makes you one of your own.",
)
worded(GroupBegun, "That is over: it has started, or was taken back. `/recommend together` asks again.")
worded(GroupFull, "The group is full: {most} people are in.")
worded(refusals.AloneInGroup, "You are alone so far. Wait for somebody to press **I'm in**.")
worded(
    refusals.NobodyJoined,
    "Nobody else joined. Ask again with `/recommend together`, or `/recommend` for yourself.",
)
worded(refusals.MatchWithYourself, "You and yourself: 100%. Mention somebody else.")
worded(refusals.MatchWithBot, "**{name}** is a bot, and bots watch no films.")
worded(
    refusals.OutOfMatches,
    "You take no part in matches. `/privacy match on` and `/privacy group on` let you in again.",
)
worded(refusals.TakesNoMatches, "**{name}** takes no part in matches.")
worded(
    refusals.TooFewToMatch,
    "**{name}** has rated too few films: a match takes {least}. `/like Alien` is a start.",
)
worded(refusals.AskerLeft, "Whoever asked has left this server.")
worded(
    refusals.MatchTakenBack,
    "It was taken back in the meantime, so nothing is compared. Ask them with `/match` if you like.",
)


@sentence.register
def _(error: refusals.GroupTooSmall) -> Text:
    return lines([*map(own, error.notes), say(f"That leaves too few for a group. {HINT}")])


@sentence.register
def _(error: refusals.OnlyAskerStarts) -> Text:
    asker = own(f"<@{error.asker_id}>")
    return say("Only {asker} can start it. Press **I'm in** to join.", asker=asker)


@sentence.register
def _(error: refusals.OnlyAskedAnswers) -> Text:
    asked = own(f"<@{error.asked_id}>")
    return say("Only {asked} can answer that. `/match` asks somebody yourself.", asked=asked)
