"""Refusals of times that people write."""

from __future__ import annotations

from datetime import datetime

import discord

from bot.sentences.dispatch import sentence, worded
from bot.wording import Style, Text, listed, own, say
from models.times import errors

worded(
    errors.TimesUnreadable,
    "I can't read `{part}` of `{text}` as a time. Write days and times with commas between, such as "
    "`fri 20:00, sat 8pm, 4 Dec 21:30`, or paste Discord's timestamps. When it ends is not asked for.",
)
worded(errors.ClockMissing, "At what time? `{day}` is a day; put a time behind it: `{day} 20:00`.")
worded(errors.NoSuchDate, "There is no `{text}` in any calendar or on any clock. Write it as `4 Dec 20:00`.")
worded(
    errors.OtherWeekday,
    "{date} is a {falls_on}, not a {named}. If both days are meant, put a time behind each.",
)
worded(
    errors.DateUnclear,
    "Is `{text}` {day_first} or {month_first}? Write the month as a word, such as `{day_first}`.",
)
worded(
    errors.TimeSkipped,
    "There is no {clock} that night in {zone}: clocks are put forward. {later} comes instead.",
)
worded(errors.TooManyTimes, "I can take {least} to {most} times, not {given}. Leave some out.")
worded(
    errors.ZoneMissing,
    "In which time zone? Say it once, by a city: `/night zone Europe/Berlin`, or put `zone=Europe/Berlin` "
    "behind the times. Discord shows everybody the times in their own.",
)


@sentence.register
def _(error: errors.HourUnclear) -> Text:
    evening, morning = f"{error.hour}pm", f"{error.hour}:00"
    return say("In the evening or in the morning? Write `{pm}` or `{am}`.", pm=evening, am=morning)


@sentence.register
def _(error: errors.TimePassed) -> Text:
    return say("That is over: {moment}. Write a time to come, with its date.", moment=_shown(error.moment))


@sentence.register
def _(error: errors.TimeTooFar) -> Text:
    return say(
        "{moment} is more than {days} days ahead. Write a time that is nearer.",
        moment=_shown(error.moment),
        days=error.days,
    )


@sentence.register
def _(error: errors.VagueZone) -> Text:
    return say(
        "`{name}` is no zone the whole year, or is several. Say a city instead, such as {there}.",
        name=error.name,
        there=listed(error.examples, "or", Style.CODE),
    )


@sentence.register
def _(error: errors.UnknownZone) -> Text:
    told = say("I know no time zone called `{name}`.", name=error.name)
    if not error.close:
        return say("{told} Say a city, such as `Europe/Berlin`, or `UTC+2`.", told=told)
    return say("{told} Did you mean {close}?", told=told, close=listed(error.close, "or", Style.CODE))


def _shown(moment: datetime) -> Text:
    """Return a moment as Discord shows it to each reader."""
    return own(discord.utils.format_dt(moment, "f"))
