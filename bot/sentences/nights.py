"""Refusals of movie nights."""

from __future__ import annotations

import discord

from bot import refusals as ours
from bot.replies import plural
from bot.sentences.dispatch import sentence, worded
from bot.wording import Text, listed, own, say
from storage import refusals

worded(
    ours.NightsNeedServer,
    "Movie nights belong to a server that I am a member of: plan one there, in a channel that all can see.",
)
worded(
    ours.NightTimesMissing,
    "When? Put times behind what is watched, such as `/night start Alien fri 20:00, sat 20:00`.",
)
worded(
    ours.UnknownPlace, "I find no channel `{name}` in this server. Mention one with #, or say where in words."
)
worded(
    refusals.NightGone,
    "That movie night is over, or was cancelled. `/night show` lists those that are planned.",
)
worded(refusals.NightUnsettled, "Its time is not settled yet: say which times you can make.")
worded(refusals.NothingNew, "Those times are proposed already. Say that you can make them.")
worded(refusals.SlotPassed, "That time is over. Settle on another, or propose one.")
worded(
    refusals.TooManyNights,
    "{most} movie nights are planned here, and I keep no more. `/night cancel` takes one back.",
)


@sentence.register
def _(error: ours.NightsReserved) -> Text:
    role = "" if error.role_id is None else f"by <@&{error.role_id}> and "
    return say("Movie nights are planned here {role}by those who may manage the server.", role=own(role))


@sentence.register
def _(error: ours.UnfitLength) -> Text:
    limits = {"lasts": "a minute at least, a day at most", "remind": "7 days at most, or `no` for not at all"}
    return say(
        "I can't take `{text}` for `{option}`. Try `{example}`: {limits}.",
        text=error.text,
        option=error.option,
        example=error.example,
        limits=own(limits.get(error.option, "")),
    )


@sentence.register
def _(error: ours.OneTimeOnly) -> Text:
    return say(
        "A night moves to one time, and these are {given}. To ask which people can make, plan another night.",
        given=error.given,
    )


@sentence.register
def _(error: refusals.NightSettled) -> Text:
    when = own(discord.utils.format_dt(error.starts_at, "F"))
    return say("The time is settled: {when}. Say whether you come.", when=when)


@sentence.register
def _(error: refusals.NoNight) -> Text:
    named = " of that name" if error.name else ""
    return say(
        "No movie night{named} is planned here. Plan one: `/night start Alien fri 20:00, sat 20:00`.",
        named=own(named),
    )


@sentence.register
def _(error: refusals.WhichNight) -> Text:
    titles = listed(error.titles)
    return say(
        "Which night? There are {titles}. Say what is watched, or its number in `/night show`.", titles=titles
    )


@sentence.register
def _(error: refusals.TooManySlots) -> Text:
    return say(
        "A night holds {most} times, and has room for {room}, not for {given}.",
        most=error.most,
        room=plural(error.room, "more", "more"),
        given=error.given,
    )
