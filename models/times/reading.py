"""From times as people write them to moments, in a time zone and seen from a moment now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum, auto
from zoneinfo import ZoneInfo

from models.times.errors import (
    ClockMissing,
    DateUnclear,
    HourUnclear,
    NoSuchDate,
    OtherWeekday,
    TimePassed,
    TimeSkipped,
    TimesUnreadable,
    TimeTooFar,
    TooManyTimes,
    ZoneMissing,
)
from models.times.grammar import (
    HOUR,
    MIDNIGHT,
    MONTHS,
    WEEKDAYS,
    Ahead,
    Clock,
    Day,
    DaysAhead,
    OnDate,
    Part,
    Weekday,
    Which,
    Written,
    parse,
)
from models.times.zones import zone_of

MOST_DAYS = 366
"""How far ahead a time may lie."""

WEEK = 7
LEAP_YEARS = 9
"""In so many years there is a 29 February, whichever they are."""
NO_DAY = Part("")
SMALL_HOURS = 5 * HOUR
"""Until then people call it the evening before."""


class Doubt(Enum):
    """Why a time may be meant otherwise."""

    NEXT = auto()
    """`next Friday`: that of next week, or the next one that comes."""
    NIGHT = auto()
    """Friday at midnight, or at one: which of two nights?"""
    TWICE = auto()
    """Clocks are put back, and the time of day comes twice; the first is taken."""


@dataclass(frozen=True, slots=True)
class Time:
    """A moment, in UTC, and what is in doubt about it."""

    moment: datetime
    doubt: Doubt | None = None


@dataclass(frozen=True, slots=True)
class Times:
    """What a text names, the earliest first, and the zone it was read in, none where it needed none."""

    times: tuple[Time, ...]
    zone: ZoneInfo | None

    @property
    def doubtful(self) -> bool:
        """Whether any may be meant otherwise."""
        return any(each.doubt is not None for each in self.times)


def read_times(text: str, now: datetime, zone: ZoneInfo | None, most: int) -> Times:
    """Read a text as times.

    Parameters
    ----------
    text
        Such as `fri, sat 20:00`, `4 Dec 8pm`, `tomorrow 20:00 Europe/Berlin` or `<t:1764360000>`.
    now
        When it was written.
    zone
        In which zone it is meant where it names none; None where nobody knows.
    most
        How many times it may name.

    Raises
    ------
    models.errors.ModelError
        One of `models.times.errors`.
    """
    written = parse(text)
    if written.zone:
        zone = zone_of(written.zone)
    found = {each.moment: each for each in _Calendar(now, zone, text).resolve(written)}
    if len(found) > most:
        raise TooManyTimes(len(found), 1, most)
    return Times(tuple(found[moment] for moment in sorted(found)), zone)


def in_zone(day: date, minutes: int, zone: ZoneInfo) -> tuple[datetime, bool]:
    """Return the moment of a time of day, in UTC, and whether it comes twice; the first is taken then.

    Raises
    ------
    TimeSkipped
        When clocks jump over it.
    """
    wall = datetime.combine(day, time()) + timedelta(minutes=minutes)
    first = wall.replace(tzinfo=zone)
    moment = first.astimezone(UTC)
    back = moment.astimezone(zone).replace(tzinfo=None)
    if back != wall:
        raise TimeSkipped(f"{wall:%H:%M}", zone.key, f"{back:%H:%M}")
    return moment, moment != wall.replace(tzinfo=zone, fold=1).astimezone(UTC)


class _Calendar:
    """Finds the moments that parts of a text mean."""

    def __init__(self, now: datetime, zone: ZoneInfo | None, text: str) -> None:
        self._now = now
        self._zone = zone
        self._text = text

    def resolve(self, written: Written) -> Iterator[Time]:
        """Yield the moments: days wait for the time that follows, a time is of the day before it."""
        waiting: list[Part] = []
        day = NO_DAY
        for part in _joined(written.parts):
            if part.moment is not None:
                yield self._whole(part.moment)
                continue
            if part.day is not None:
                day = part
                waiting.append(part)
            if part.clock is not None:
                for each in waiting or [day]:
                    yield self._at(each, part.clock)
                waiting.clear()
        if waiting:
            raise ClockMissing(waiting[-1].written)

    def _whole(self, moment: datetime | Ahead) -> Time:
        if isinstance(moment, Ahead):
            later = self._now + moment.time
            moment = later.replace(second=0, microsecond=0) + timedelta(minutes=later.second > 0)
        return Time(self._checked(moment.astimezone(UTC)))

    def _at(self, part: Part, clock: Clock) -> Time:
        if clock.unclear:
            raise HourUnclear(clock.minutes // HOUR)
        if self._zone is None:
            raise ZoneMissing
        if part.day is None:
            return self._next(clock)
        day, doubt = self._date(part.day, clock)
        if part.named is not None and day.weekday() != part.named.number:
            written = f"{day.day} {MONTHS[day.month - 1]} {day.year}"
            raise OtherWeekday(written, WEEKDAYS[day.weekday()], WEEKDAYS[part.named.number])
        if clock.minutes == MIDNIGHT or (clock.minutes < SMALL_HOURS and not isinstance(part.day, OnDate)):
            doubt = doubt or Doubt.NIGHT
        return self._moment(day, clock, doubt)

    def _next(self, clock: Clock) -> Time:
        """Return when a time of day comes next."""
        today = self._today
        found = self._moment(today, clock, None, check=False)
        return found if found.moment > self._now else self._moment(today + timedelta(1), clock, None)

    def _moment(self, day: date, clock: Clock, doubt: Doubt | None, *, check: bool = True) -> Time:
        assert self._zone is not None  # noqa: S101
        try:
            moment, twice = in_zone(day, clock.minutes, self._zone)
        except OverflowError as error:
            raise NoSuchDate(str(day)) from error
        return Time(self._checked(moment) if check else moment, doubt or (Doubt.TWICE if twice else None))

    def _checked(self, moment: datetime) -> datetime:
        if moment <= self._now:
            raise TimePassed(moment)
        if moment - self._now > timedelta(MOST_DAYS):
            raise TimeTooFar(moment, MOST_DAYS)
        return moment

    @property
    def _today(self) -> date:
        return self._now.astimezone(self._zone).date()

    def _date(self, day: Day, clock: Clock) -> tuple[date, Doubt | None]:
        today = self._today
        match day:
            case DaysAhead(days):
                return today + timedelta(days), None
            case OnDate():
                return self._on_date(day), None
            case Weekday(number, which):
                coming = today + timedelta((number - today.weekday()) % WEEK)
                monday = today - timedelta(today.weekday())
                if which is Which.LAST:
                    return today - timedelta((today.weekday() - number - 1) % WEEK + 1), None
                if which is Which.THIS:
                    return monday + timedelta(number), None
                if which is Which.NEXT:
                    after = monday + timedelta(WEEK + number)
                    return after, Doubt.NEXT if after != coming else None
                passed = coming == today and self._moment(today, clock, None, check=False).moment <= self._now
                return coming + timedelta(WEEK * passed), None
        raise TimesUnreadable(self._text, self._text)

    def _on_date(self, day: OnDate) -> date:
        if day.unclear:
            one, other = (f"{a} {MONTHS[b - 1]}" for a, b in ((day.day, day.month), (day.month, day.day)))
            raise DateUnclear(day.unclear, one, other)
        today = self._today
        years = range(today.year, today.year + LEAP_YEARS) if day.year is None else [day.year]
        found = [date(year, day.month, day.day) for year in years if _exists(year, day)]
        if not found:
            raise NoSuchDate(_written(day))
        return next((each for each in found if each >= today), found[-1])


def _joined(parts: Sequence[Part]) -> list[Part]:
    """Take a weekday and a date after it for one day, as in `Friday, 4 December, 20:00`."""
    joined: list[Part] = []
    for part in parts:
        before = joined[-1] if joined else None
        if (
            before is not None
            and isinstance(before.day, Weekday)
            and before.clock is None
            and isinstance(part.day, OnDate)
            and part.named is None
        ):
            joined[-1] = Part(f"{before.written} {part.written}", part.day, part.clock, named=before.day)
        else:
            joined.append(part)
    return joined


def _exists(year: int, day: OnDate) -> bool:
    try:
        date(year, day.month, day.day)
    except ValueError:
        return False
    return True


def _written(day: OnDate) -> str:
    month = MONTHS[day.month - 1] if 1 <= day.month <= len(MONTHS) else f"month {day.month}"
    return f"{day.day} {month}" + (f" {day.year}" if day.year is not None else "")
