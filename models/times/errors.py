"""What is refused of times that people write.

ModelError
├── TimesUnreadable   a text that names no times
├── ClockMissing      a day without a time of day
├── HourUnclear       an hour that may be in the morning or in the evening
├── DateUnclear       numbers that may be a day and a month, or the other way round
├── NoSuchDate        a date that no calendar has
├── OtherWeekday      a date that does not fall on the day named beside it
├── TimePassed        a moment that lies in the past
├── TimeTooFar        a moment that lies too far ahead
├── TimeSkipped       a time that clocks jump over when they are put forward
├── TooManyTimes      more times than can be taken
├── ZoneMissing       times of day without a time zone
├── VagueZone         letters that several time zones go by, or one only for half the year
└── UnknownZone       no time zone of that name, with close ones
"""

from __future__ import annotations

from datetime import datetime

from models.errors import ModelError, WrongNumber


class TimesUnreadable(ModelError):
    """The text `text` names no times; `part` is what could not be read of it."""

    text: str
    part: str


class ClockMissing(ModelError):
    """The day `day` is named without a time of day."""

    day: str


class HourUnclear(ModelError):
    """The hour `hour`, 1 to 11, may be in the morning or in the evening."""

    hour: int


class DateUnclear(ModelError):
    """The date `text` may be day and month, `day_first`, or month and day, `month_first`."""

    text: str
    day_first: str
    month_first: str


class NoSuchDate(ModelError):
    """No calendar has the date or time of day `text`."""

    text: str


class OtherWeekday(ModelError):
    """The date `date` falls on the weekday `falls_on`, not on `named`."""

    date: str
    falls_on: str
    named: str


class TimePassed(ModelError):
    """The moment lies in the past."""

    moment: datetime


class TimeTooFar(ModelError):
    """The moment lies more than `days` days ahead."""

    moment: datetime
    days: int


class TimeSkipped(ModelError):
    """The time of day `clock` does not come in `zone` that day: clocks are put forward; `later` comes."""

    clock: str
    zone: str
    later: str


class TooManyTimes(WrongNumber):
    """More times are named than can be taken."""


class ZoneMissing(ModelError):
    """Times of day are named, and nobody has said in which time zone."""


class VagueZone(ModelError):
    """`name` is no one time zone the whole year; `examples` are places that use it."""

    name: str
    examples: tuple[str, ...]


class UnknownZone(ModelError):
    """No time zone is called `name`; `close` are the most similar names."""

    name: str
    close: tuple[str, ...] = ()
