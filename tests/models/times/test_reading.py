"""Times as people write them: a table of what each means, what is refused, and properties of all."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import ModelError
from models.times import errors
from models.times.grammar import MOST_CHARACTERS, WEEKDAYS, parse
from models.times.reading import MOST_DAYS, Doubt, Times, in_zone, read_times

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 25, 12, tzinfo=BERLIN)  # a Wednesday
MOST = 10


def read(text: str, now: datetime = NOW, zone: ZoneInfo | None = BERLIN) -> Times:
    return read_times(text, now, zone, MOST)


def shown(text: str) -> list[str]:
    return [f"{each.moment.astimezone(BERLIN):%d.%m.%y %H:%M}" for each in read(text).times]


MEANT = {
    "fri 20:00": ["27.11.26 20:00"],
    "Friday at 8pm": ["27.11.26 20:00"],
    "8 p.m. on Friday": ["27.11.26 20:00"],
    "thurs 20h": ["26.11.26 20:00"],
    "sat 20h30": ["28.11.26 20:30"],
    "fri at 12": ["27.11.26 12:00"],
    "fri 20": ["27.11.26 20:00"],
    "fri 20:15 Uhr": ["27.11.26 20:15"],
    "fri 8.30pm": ["27.11.26 20:30"],
    "fri 20.30": ["27.11.26 20:30"],
    "fri 20.30.": ["27.11.26 20:30"],
    "fri 12am, fri noon": ["27.11.26 00:00", "27.11.26 12:00"],
    "fri midnight": ["28.11.26 00:00"],
    "fri 24:00": ["28.11.26 00:00"],
    "wed 20:00": ["25.11.26 20:00"],  # today, still to come
    "wed 11:00": ["02.12.26 11:00"],  # today, but over
    "this sunday 15:00": ["29.11.26 15:00"],
    "coming sunday 15:00": ["29.11.26 15:00"],
    "next friday 20:00": ["04.12.26 20:00"],
    "tonight 21:00": ["25.11.26 21:00"],
    "this evening at 9 pm": ["25.11.26 21:00"],
    "tomorrow 20:00": ["26.11.26 20:00"],
    "tmrw evening 20:00": ["26.11.26 20:00"],
    "the day after tomorrow 20:00": ["27.11.26 20:00"],
    "in 3 days at 20:00": ["28.11.26 20:00"],
    "in a week 20:00": ["02.12.26 20:00"],
    "in 2 hours": ["25.11.26 14:00"],
    "in 90 min": ["25.11.26 13:30"],
    "20:00": ["25.11.26 20:00"],
    "11:00": ["26.11.26 11:00"],
    "2026-12-04 20:00": ["04.12.26 20:00"],
    "2026-12-04T20:00": ["04.12.26 20:00"],
    "2026-12-04T20:00Z": ["04.12.26 21:00"],
    "2026-12-04T20:00:00+02:00": ["04.12.26 19:00"],
    "4.12. 20:00": ["04.12.26 20:00"],
    "4.12.26 20.15": ["04.12.26 20:15"],
    "25/12 20:00": ["25.12.26 20:00"],
    "12/25/2026 20:00": ["25.12.26 20:00"],
    "4 Dec 20:00": ["04.12.26 20:00"],
    "4. December 20:00": ["04.12.26 20:00"],
    "the 4th of December, 2026 20:00": ["04.12.26 20:00"],
    "Dec 4 20:00": ["04.12.26 20:00"],
    "December 4th, 2026 8:30pm": ["04.12.26 20:30"],
    "3 Nov 20:00": ["03.11.27 20:00"],  # of this year it is over
    "Friday, 4 December 2026, 20:00": ["04.12.26 20:00"],
    "4 dec (fri) 20:00": ["04.12.26 20:00"],
    "<t:1796400000:F>": ["04.12.26 17:00"],
    "<t:1796400000>, <t:1796403600:R>": ["04.12.26 17:00", "04.12.26 18:00"],
    "fri, sat 20:00": ["27.11.26 20:00", "28.11.26 20:00"],
    "fri/sat 20:00": ["27.11.26 20:00", "28.11.26 20:00"],
    "fri 20:00 or 21:30": ["27.11.26 20:00", "27.11.26 21:30"],
    "sat 20:00; fri 20:00\nfri 20:00": ["27.11.26 20:00", "28.11.26 20:00"],
    "fri and sat 8pm and 9pm": ["27.11.26 20:00", "28.11.26 20:00", "28.11.26 21:00"],
    "fri 20:00 UTC": ["27.11.26 21:00"],
    "fri 20:00 europe/london": ["27.11.26 21:00"],
    "fri 20:00 UTC+2": ["27.11.26 19:00"],
    "FRI 20:00": ["27.11.26 20:00"],
    "@ fri, 20:00": ["27.11.26 20:00"],
    "ｆｒｉ ２０:００": ["27.11.26 20:00"],
}


@pytest.mark.parametrize(("text", "meant"), MEANT.items())
def test_what_people_write_is_read_as_they_mean_it(text: str, meant: list[str]) -> None:
    assert shown(text) == meant


REFUSED = {
    "": errors.TimesUnreadable,
    "banana": errors.TimesUnreadable,
    "Alien fri 20:00": errors.TimesUnreadable,
    "fri 20:00-22:00": errors.TimesUnreadable,
    "fri 20:00 21:00": errors.TimesUnreadable,
    "fri sat 20:00": errors.TimesUnreadable,
    "20:00 <t:1796400000>": errors.TimesUnreadable,
    "13 fri": errors.TimesUnreadable,
    "fri 20:00 UTC, sat 20:00 Europe/Paris": errors.TimesUnreadable,
    "fri 20:00 Berlin": errors.TimesUnreadable,  # a film may be called so
    "fri " * 200: errors.TimesUnreadable,
    "fri": errors.ClockMissing,
    "fri 20:00, sat": errors.ClockMissing,
    "sat at 8": errors.HourUnclear,
    "sat 8 o'clock": errors.HourUnclear,
    "4/12 20:00": errors.DateUnclear,
    "fri 25:00": errors.NoSuchDate,
    "fri 20:60": errors.NoSuchDate,
    "fri 24:01": errors.NoSuchDate,
    "fri 13pm": errors.NoSuchDate,
    "fri 0am": errors.NoSuchDate,
    "30 feb 20:00": errors.NoSuchDate,
    "2026-13-01 20:00": errors.NoSuchDate,
    "32.1. 20:00": errors.NoSuchDate,
    "0000-01-01T00:00Z": errors.NoSuchDate,
    "<t:9999999999999>": errors.NoSuchDate,
    "thu 4 dec 20:00": errors.OtherWeekday,
    "sat, 4 dec 20:00": errors.OtherWeekday,
    "today 8am": errors.TimePassed,
    "yesterday 20:00": errors.TimePassed,
    "last night 11pm": errors.TimePassed,
    "last friday 20:00": errors.TimePassed,
    "last thu 20:00": errors.TimePassed,
    "this monday 20:00": errors.TimePassed,
    "3 Nov 2026 20:00": errors.TimePassed,
    "<t:1>": errors.TimePassed,
    "<t:-5:R>": errors.TimePassed,
    "4 dec 2031 20:00": errors.TimeTooFar,
    "29 feb 20:00": errors.TimeTooFar,
    "in 60 weeks 20:00": errors.TimeTooFar,
    "28.3.2027 02:30": errors.TimeSkipped,
    "fri 20:00 CET": errors.VagueZone,
    "fri 8pm EST": errors.VagueZone,
    ", ".join(f"fri {hour}:00" for hour in range(10, 21)): errors.TooManyTimes,
}


@pytest.mark.parametrize(("text", "kind"), REFUSED.items())
def test_what_is_no_time_or_may_be_two_is_refused(text: str, kind: type[ModelError]) -> None:
    with pytest.raises(kind) as refused:
        read(text)
    assert type(refused.value) is kind


def test_times_of_day_need_a_zone_and_moments_need_none() -> None:
    for text in ("fri 20:00", "20:00", "4 dec 20:00"):
        with pytest.raises(errors.ZoneMissing):
            read(text, zone=None)
    assert read("<t:1796400000>", zone=None).zone is None
    assert read("in 2 hours", zone=None).times[0].moment == NOW + timedelta(hours=2)
    assert read("fri 20:00 Asia/Tokyo", zone=None).zone == ZoneInfo("Asia/Tokyo")


@pytest.mark.parametrize(
    ("text", "now", "doubt"),
    [
        ("next friday 20:00", NOW, Doubt.NEXT),
        ("next friday 20:00", NOW + timedelta(4), None),  # a Sunday: the next that comes is next week's
        ("fri midnight", NOW, Doubt.NIGHT),
        ("fri 1am", NOW, Doubt.NIGHT),
        ("4 dec 1am", NOW, None),
        ("fri 5am", NOW, None),
        ("31.10.2027 2:30", NOW, Doubt.TWICE),
        ("31.10.2027 3:00", NOW, None),
        ("fri 20:00", NOW, None),
    ],
)
def test_what_may_be_meant_otherwise_is_marked(text: str, now: datetime, doubt: Doubt | None) -> None:
    (found,) = read(text, now).times
    assert found.doubt is doubt


def test_when_clocks_are_put_back_the_first_of_two_is_taken() -> None:
    (found,) = read("31.10.2027 2:30").times
    assert found.moment == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)


def test_when_clocks_are_put_forward_the_time_that_comes_is_told() -> None:
    with pytest.raises(errors.TimeSkipped) as skipped:
        read("28.3.2027 02:30")
    assert vars(skipped.value) == {"clock": "02:30", "zone": "Europe/Berlin", "later": "03:30"}


ZONES = st.sampled_from(
    [
        *("UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata"),
        *("Australia/Lord_Howe", "Pacific/Apia", "Etc/GMT+12"),
    ]
).map(ZoneInfo)
MOMENTS = st.integers(0, 15 * 366 * 24 * 60).map(
    lambda minutes: datetime(2020, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
PIECES = ["fri", "next", "20", ":", ".", "/", ",", "8pm", "4", "dec", "at", "<t:", "in", "am", "99", "UTC"]
MINUTES = st.integers(0, 24 * 60 - 1)


@given(MOMENTS, ZONES, st.integers(1, MOST_DAYS - 2), MINUTES)
def test_a_date_and_a_time_are_read_back_as_written(
    now: datetime, zone: ZoneInfo, days: int, minutes: int
) -> None:
    wall = datetime.combine(now.astimezone(zone).date() + timedelta(days), datetime.min.time())
    wall += timedelta(minutes=minutes)
    for written in (f"{wall:%Y-%m-%d %H:%M}", f"{wall:%d.%m.%Y %H:%M}", f"{wall:%d %B %Y %I:%M%p}"):
        try:
            (found,) = read(written, now, zone).times
        except errors.TimeSkipped:
            assert wall.replace(tzinfo=zone).astimezone(UTC).astimezone(zone).replace(tzinfo=None) != wall
        else:
            assert found.moment.astimezone(zone).replace(tzinfo=None) == wall


@given(MOMENTS, ZONES, st.integers(0, 6), MINUTES)
def test_a_weekday_is_the_next_one_that_comes(
    now: datetime, zone: ZoneInfo, weekday: int, minutes: int
) -> None:
    try:
        (found,) = read(f"{WEEKDAYS[weekday]} {minutes // 60}:{minutes % 60:02}", now, zone).times
    except errors.TimeSkipped:
        return
    assert now < found.moment <= now + timedelta(days=7, hours=2)  # clocks may be put back on the way
    assert found.moment.astimezone(zone).weekday() == weekday


@given(MOMENTS, st.integers(1, MOST_DAYS * 24 * 3600 - 1))
def test_discord_s_own_timestamps_mean_themselves(now: datetime, ahead_s: int) -> None:
    epoch = int(now.timestamp()) + ahead_s
    assert [each.moment.timestamp() for each in read(f"<t:{epoch}:R>", now, None).times] == [epoch]


@given(st.text(max_size=60) | st.lists(st.sampled_from(PIECES), max_size=20).map(" ".join))
def test_any_text_at_all_is_read_or_refused(text: str) -> None:
    try:
        found = read(text)
    except ModelError:
        return
    moments = [each.moment for each in found.times]
    assert moments == sorted(set(moments))
    assert all(NOW < each <= NOW + timedelta(MOST_DAYS) for each in moments)
    assert 1 <= len(moments) <= MOST


@given(st.dates(date(2020, 1, 1), date(2035, 1, 1)), MINUTES, ZONES)
def test_a_time_of_day_comes_once_twice_or_not_at_all(day: date, minutes: int, zone: ZoneInfo) -> None:
    try:
        moment, twice = in_zone(day, minutes, zone)
    except errors.TimeSkipped:
        return
    back = moment.astimezone(zone)
    assert (back.date(), 60 * back.hour + back.minute) == (day, minutes)
    later = [(moment + timedelta(minutes=step)).astimezone(zone) for step in range(30, 181, 30)]
    assert any(each.replace(tzinfo=None) == back.replace(tzinfo=None) for each in later) == twice


def test_a_text_that_is_too_long_is_refused_before_it_is_read() -> None:
    with pytest.raises(errors.TimesUnreadable):
        parse("fri 20:00, " * MOST_CHARACTERS)
