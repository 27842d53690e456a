"""Refusals of what a server chose, and of choosing it."""

from __future__ import annotations

from bot import refusals
from bot.replies import plural
from bot.sentences.dispatch import sentence, worded
from bot.wording import Style, Text, listed, own, say

MOST_NAMED = 5

worded(
    refusals.OnlyManagers,
    "Only somebody who may manage this server changes its settings. Ask one of them.",
)
worded(
    refusals.NoServerHere,
    "I am no member of this server, so it has no settings with me. Invite me to it first.",
)
worded(
    refusals.UnfitPrefix,
    "Commands can't start with `{prefix}`: it {fault}. Take a sign or two, such as `?`, or a short word.",
)
worded(
    refusals.UnknownChannel,
    "I find no channel called `{name}` in this server. Mention channels with #; threads follow theirs. "
    "`here` is this channel, and `all` is every one.",
)
worded(
    refusals.TooManyChannels,
    "{given} channels are too many to choose one by one: take up to {most}, or their categories.",
)
worded(
    refusals.UnknownSpeakers,
    "I find no role called `{name}` in this server. Mention a role with @, or say `everyone` or `managers`.",
)


@sentence.register
def _(error: refusals.AnswersElsewhere) -> Text:
    named = [f"<#{each}>" for each in error.channels[:MOST_NAMED]]
    if more := len(error.channels) - len(named):
        named.append(plural(more, "other channel"))
    places = listed(named, "or", Style.OWN)
    return say("This server wants me to answer elsewhere. Ask me in {places}.", places=places)


@sentence.register
def _(error: refusals.TalksReserved) -> Text:
    role = "" if error.role_id is None else f"by <@&{error.role_id}> and "
    return say("Talks are started here {role}by those who may manage the server.", role=own(role))
