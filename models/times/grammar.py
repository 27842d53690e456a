"""What people write of times, word by word: days, times of day and whole moments, before any calendar.

`fri, sat 20:00 or 21:30` reads as a list of parts: a day, a day and a time, a time. What each becomes in a
calendar is for `models.times.reading`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from enum import Enum, auto

from models.times.errors import NoSuchDate, TimesUnreadable
from models.times.zones import is_zone_word

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
MOST_CHARACTERS = 500
HOUR = 60
NOON_HOUR = 12
CENTURY = 2000
MIDNIGHT = 24 * HOUR
"""In minutes: the end of a day, not its beginning."""


class Which(Enum):
    """Which of several days a weekday is."""

    LAST = auto()
    COMING = auto()
    THIS = auto()
    NEXT = auto()


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week, 0 for Monday."""

    number: int
    which: Which = Which.COMING


@dataclass(frozen=True, slots=True)
class DaysAhead:
    """A day counted from today; one that is over is below 0."""

    days: int


@dataclass(frozen=True, slots=True)
class OnDate:
    """A date; without a year, the next one. `unclear` as written: day and month may be changed about."""

    day: int
    month: int
    year: int | None = None
    unclear: str = ""


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day in minutes; `unclear` where it is an hour that may be in the morning or the evening."""

    minutes: int
    unclear: bool = False


@dataclass(frozen=True, slots=True)
class Ahead:
    """A moment counted from now."""

    time: timedelta


Day = Weekday | DaysAhead | OnDate
Value = Day | Clock | datetime | Ahead
Values = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """What stands between two commas: a day, a time of day, both, or a whole moment.

    `named` is a weekday beside a date, on which it is to fall.
    """

    written: str
    day: Day | None = None
    clock: Clock | None = None
    moment: datetime | Ahead | None = None
    named: Weekday | None = None


_EMPTY = Part("")


@dataclass(frozen=True, slots=True)
class Written:
    """Parts, and the time zone named among them, if one was."""

    parts: tuple[Part, ...]
    zone: str = ""


_WEEKDAY = "|".join(
    (*(f"{each[:3]}(?:{each[3:]})?" for each in map(str.casefold, WEEKDAYS)), "tues|weds|thur|thurs")
)
_MONTH = "|".join((*(f"{each[:3]}(?:{each[3:]})?" for each in map(str.casefold, MONTHS)), "sept"))
_MERIDIEM = r"(?P<half>[ap])\.?m\b\.?"
_TH = r"(?:st|nd|rd|th)?"
_ISO = (
    r"(?P<iso>(?P<iy>\d{4})-(?P<im>\d{1,2})-(?P<id>\d{1,2})"
    r"(?:t(?P<ih>\d{1,2}):(?P<imin>\d{2})(?::\d{2}(?:\.\d+)?)?(?P<ioff>z|[+-]\d{2}:?\d{2})?)?\b)"
)
_DAY_MONTH = (
    rf"(?P<daymonth>(?P<dmd>\d{{1,2}})\.?{_TH}\s*(?:of\s+)?(?P<dmm>{_MONTH})\b\.?"
    r"(?:,?\s*(?P<dmy>\d{4})\b(?!:))?)"
)
_MONTH_DAY = (
    rf"(?P<monthday>(?P<mdm>{_MONTH})\b\.?\s*(?:the\s+)?(?P<mdd>\d{{1,2}}){_TH}\b"
    r"(?![:.]\d|\s*[ap]\.?m\b)(?:,?\s*(?P<mdy>\d{4})\b(?!:))?)"
)
_AHEAD = (
    r"(?P<ahead>in\s+(?P<many>an?|\d{1,4})\s*"
    r"(?P<unit>m(?:in(?:ute)?s?)?|h(?:(?:ou)?rs?)?|d(?:ays?)?|w(?:eeks?)?)\b)"
)
_WHICH = {"last": Which.LAST, "this": Which.THIS, "next": Which.NEXT}
_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}

_TOKENS = re.compile(
    "|".join(
        (
            r"(?P<stamp><t:(?P<epoch>-?\d{1,13})(?::[tdfrs])?>)",
            _ISO,
            r"(?P<dots>(?P<dd>\d{1,2})\.(?P<dm>\d{1,2})\.(?P<dy>\d{4}|\d{2}\b)?)",
            r"(?P<slash>(?P<sa>\d{1,2})/(?P<sb>\d{1,2})(?:/(?P<sy>\d{4}|\d{2}\b))?(?![\d:]))",
            _DAY_MONTH,
            _MONTH_DAY,
            r"(?P<after>(?:the\s+)?day\s+after\s+tomorrow\b)",
            _AHEAD,
            r"(?P<yesterday>(?:yesterday(?:\s+(?:evening|night))?|last\s+(?:evening|night))\b)",
            r"(?P<today>(?:today|tonight|this\s+evening)\b)",
            r"(?P<tomorrow>(?:tomorrow|tmrw|tmr|tomorow|tommorow|tommorrow)\b(?:\s+(?:evening|night)\b)?)",
            rf"(?P<weekday>(?:(?P<which>last|this|next|coming)\s+)?(?P<wd>{_WEEKDAY})\b\.?(?:\s+(?:evening|night)\b)?)",
            rf"(?P<half_clock>(?P<hh>\d{{1,2}})(?:[:.](?P<hm>\d{{2}}))?\s*{_MERIDIEM})",
            r"(?P<clock>(?P<ch>\d{1,2})[:h](?P<cm>\d{2})\b(?::\d{2}\b)?(?:\s*(?:h|uhr|o'?clock)\b)?)",
            r"(?P<dotclock>(?P<oh>\d{1,2})\.(?P<om>\d{2})\b(?!\.)(?:\s*(?:h|uhr)\b)?)",
            r"(?P<hour>(?P<bh>\d{1,2})\s*(?:h|uhr)\b)",
            r"(?P<named>(?:noon|midday|midnight)\b)",
            r"(?P<bare>\d{1,2}\b(?:\s*o'?clock\b)?)",
            r"(?P<apart>[,;|/&+\n]|(?:or|and)\b)",
            r"(?P<noise>(?:at|on|the|around|from|time)\b|@|[().])",
            r"(?P<zone>[a-z][a-z_]*(?:/[a-z_+-]+)*(?:[+−-]\d{1,2}(?::?00)?)?)",
            r"(?P<space>\s+)",
        )
    ),
    re.IGNORECASE,
)


def parse(text: str) -> Written:
    """Read a text as times.

    Raises
    ------
    TimesUnreadable
        When there is anything else in it, or no time at all.
    NoSuchDate
        When a number is out of bounds, such as 25:00.
    """
    return _Reader(text).read()


class _Token:
    """A piece of a text, and of what kind it is."""

    def __init__(self, found: re.Match[str]) -> None:
        self._found = found
        self.kind = next(kind for kind in _KINDS if found[kind] is not None)
        self.text = found[0]

    def __getitem__(self, name: str) -> str:
        """Return the text of a group, empty where it is not there."""
        return (self._found[name] or "").casefold()

    def number(self, name: str) -> int:
        """Return the number that a group is."""
        return int(self[name])


class _Reader:
    """Reads one text from left to right."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._parts: list[Part] = []
        self._zone = ""
        self._part = _EMPTY
        self._after_day = False

    def read(self) -> Written:
        """Return what the whole text says."""
        for token in self._tokens():
            if token.kind == "apart":
                self._end_part()
            elif token.kind == "zone":
                self._take_zone(token.text)
            elif token.kind == "bare" and not self._after_day:
                raise self._unreadable(token.text)  # "Apollo 13 fri" is at no 13:00
            else:
                self._take(token)
        self._end_part()
        if not self._parts:
            raise self._unreadable(self._text)
        return Written(tuple(self._parts), self._zone)

    def _tokens(self) -> Iterator[_Token]:
        text = unicodedata.normalize("NFKC", self._text[: MOST_CHARACTERS + 1])
        if len(text) > MOST_CHARACTERS:
            raise self._unreadable(text)
        position = 0
        while position < len(text):
            found = _TOKENS.match(text, position)
            if found is None:
                raise self._unreadable(text[position:])
            position = found.end()
            token = _Token(found)
            if token.kind not in _SKIPPED:
                yield token

    def _take_zone(self, word: str) -> None:
        if not is_zone_word(word) or (self._zone and self._zone.casefold() != word.casefold()):
            raise self._unreadable(word)
        self._zone = word

    def _take(self, token: _Token) -> None:
        for value in _READ[token.kind](token):
            self._part = self._with(self._part, value, token.text)
            self._after_day = isinstance(value, Weekday | DaysAhead | OnDate)
        self._part = replace(self._part, written=f"{self._part.written} {token.text}".strip())

    def _with(self, part: Part, value: Value, text: str) -> Part:
        """Return the part at hand with what a token says."""
        match value:
            case Clock() if part.clock is None and part.moment is None:
                return replace(part, clock=value)
            case datetime() | Ahead() if part == _EMPTY:
                return replace(part, moment=value)
            case Weekday() | DaysAhead() | OnDate() if part.day is None and part.moment is None:
                return replace(part, day=value)
            case OnDate() if isinstance(part.day, Weekday) and part.named is None:
                return replace(part, day=value, named=part.day)
            case Weekday() if isinstance(part.day, OnDate) and part.named is None:
                return replace(part, named=value)
        raise self._unreadable(text)

    def _end_part(self) -> None:
        if self._part != _EMPTY:
            self._parts.append(self._part)
        self._part, self._after_day = _EMPTY, False

    def _unreadable(self, part: str) -> TimesUnreadable:
        return TimesUnreadable(self._text, part.strip())


def _clock(token: _Token, hours: int, minutes: int = 0) -> Clock:
    if minutes >= HOUR or 60 * hours + minutes > MIDNIGHT:
        raise NoSuchDate(token.text.strip())
    return Clock(HOUR * hours + minutes)


def _stamp(token: _Token) -> Values:
    try:
        return (datetime.fromtimestamp(token.number("epoch"), UTC),)
    except (OverflowError, ValueError, OSError) as error:
        raise NoSuchDate(token.text) from error


def _iso(token: _Token) -> Values:
    day = OnDate(token.number("id"), token.number("im"), token.number("iy"))
    if not token["ih"]:
        return (day,)
    clock = _clock(token, token.number("ih"), token.number("imin"))
    if not (written := token["ioff"]):
        return (day, clock)
    try:
        moment = datetime.fromisoformat(f"{day.year:04}-{day.month:02}-{day.day:02}").replace(
            tzinfo=_offset(written)
        )
    except ValueError as error:
        raise NoSuchDate(token.text) from error
    return (moment + timedelta(minutes=clock.minutes),)


def _offset(written: str) -> timezone:
    if written == "z":
        return UTC
    ahead = timedelta(hours=int(written[1:3]), minutes=int(written[-2:]))
    return timezone(ahead if written[0] == "+" else -ahead)


def _year(token: _Token, name: str) -> int | None:
    """Return the year of a group; of two figures it is one of this century."""
    if not (written := token[name]):
        return None
    return int(written) + (CENTURY if len(written) < len("2026") else 0)


def _dots(token: _Token) -> Values:
    day, month = token.number("dd"), token.number("dm")
    if month > len(MONTHS) and not token["dy"]:
        return (_clock(token, day, month),)  # "20.30." at the end of a sentence
    return (OnDate(day, month, _year(token, "dy")),)


def _slash(token: _Token) -> Values:
    first, second = token.number("sa"), token.number("sb")
    unclear = token.text if first != second and max(first, second) <= len(MONTHS) else ""
    day, month = (first, second) if second <= len(MONTHS) else (second, first)
    return (OnDate(day, month, _year(token, "sy"), unclear),)


def _month(token: _Token, name: str) -> int:
    return next(number for number, month in enumerate(MONTHS, 1) if month.casefold()[:3] == token[name][:3])


def _ahead(token: _Token) -> Values:
    many = 1 if token["many"].startswith("a") else token.number("many")
    time = timedelta(**{_UNITS[token["unit"][0]]: many})
    return (DaysAhead(time.days),) if token["unit"][0] in "dw" else (Ahead(time),)


def _weekday(token: _Token) -> Values:
    number = next(n for n, day in enumerate(WEEKDAYS) if day.casefold()[:3] == token["wd"][:3])
    return (Weekday(number, _WHICH.get(token["which"], Which.COMING)),)


def _half_clock(token: _Token) -> Values:
    hour, minute = token.number("hh"), int(token["hm"] or 0)
    if not 1 <= hour <= NOON_HOUR:
        raise NoSuchDate(token.text.strip())
    return (_clock(token, hour % NOON_HOUR + (NOON_HOUR if token["half"] == "p" else 0), minute),)


def _bare(token: _Token) -> Values:
    hour = int(re.match(r"\d+", token.text)[0])  # type: ignore[index]  # so its pattern begins
    return (replace(_clock(token, hour), unclear=1 <= hour < NOON_HOUR),)


_READ: Mapping[str, Callable[[_Token], Values]] = {
    "stamp": _stamp,
    "iso": _iso,
    "dots": _dots,
    "slash": _slash,
    "daymonth": lambda token: (OnDate(token.number("dmd"), _month(token, "dmm"), _year(token, "dmy")),),
    "monthday": lambda token: (OnDate(token.number("mdd"), _month(token, "mdm"), _year(token, "mdy")),),
    "after": lambda _: (DaysAhead(2),),
    "ahead": _ahead,
    "yesterday": lambda _: (DaysAhead(-1),),
    "today": lambda _: (DaysAhead(0),),
    "tomorrow": lambda _: (DaysAhead(1),),
    "weekday": _weekday,
    "half_clock": _half_clock,
    "clock": lambda token: (_clock(token, token.number("ch"), token.number("cm")),),
    "dotclock": lambda token: (_clock(token, token.number("oh"), token.number("om")),),
    "hour": lambda token: (_clock(token, token.number("bh")),),
    "named": lambda token: (Clock(MIDNIGHT if token["named"] == "midnight" else MIDNIGHT // 2),),
    "bare": _bare,
}
_SKIPPED = ("noise", "space")
_KINDS = (*_READ, "apart", "zone", *_SKIPPED)
