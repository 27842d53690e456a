"""Refusals of votes on what to watch."""

from __future__ import annotations

from bot.replies import message_link, plural
from bot.sentences.dispatch import sentence, worded
from bot.wording import Text, listed, say
from storage import refusals

worded(
    refusals.NotHere,
    "Votes work where I am a member: in a server that invited me, or in direct messages with me.",
)
worded(
    refusals.BadNumbers,
    "I can't read `{text}` as films of the list. Name them by the numbers that `/list show` gives them, 1 to "
    "{most}: `films=1,3,5-7`.",
)
worded(
    refusals.BadDuration,
    "I can't let a vote last `{text}`. Try `36` (hours), `90m`, `3d` or `1d12h`: "
    "a minute at least, 14 days at most.",
)
worded(refusals.WrongNumberOfFilms, "I can take {least} to {most} films in a vote, not {given}.")
worded(
    refusals.TooManyVotes,
    "{most} votes are under way here, and more would help nobody. `/vote close` ends one.",
)
worded(refusals.VoteOver, "This vote is over.")


@sentence.register
def _(error: refusals.TooFewFilms) -> Text:
    return say(
        "A vote takes {least} films or more, and **{name}** has {given} to watch. Add some: "
        "`/list add Alien; The Matrix`.",
        least=error.least,
        name=error.name,
        given=plural(error.given, "film"),
    )


@sentence.register
def _(error: refusals.VoteRunning) -> Text:
    return say(
        "A vote on **{name}** is under way [here]({link}). `/vote close` ends it before its time.",
        name=error.name,
        link=message_link(error.guild_id, error.channel_id, error.message_id),
    )


@sentence.register
def _(error: refusals.NoVote) -> Text:
    if error.decided:
        told = "No vote on **{name}** has a winner that is still to be watched. Try `/vote start`."
    else:
        on = " on **{name}**" if error.name else ""
        told = f"No vote{on} is under way here. Start one: `/vote start`."
    return say(told, name=error.name or "")


@sentence.register
def _(error: refusals.WhichVote) -> Text:
    return say("Which vote? There are votes on {names}. Say the list's name.", names=listed(error.names))
