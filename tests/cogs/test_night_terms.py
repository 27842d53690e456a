"""What people write to plan a night: where the film ends and the times begin, and how long things last."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.refusals import NightTimesMissing, UnfitLength
from cogs.nights.terms import lasting, reminding, split_film
from cogs.shared.durations import duration_of
from models.times import errors
from models.times.reading import read_times

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
KNOWN = {"friday", "tomorrow", "apollo 13", "12 angry men", "day of the dead"}


def split(text: str) -> tuple[str, str]:
    return split_film(text, lambda title: title.casefold() in KNOWN)


@pytest.mark.parametrize(
    ("text", "film", "times"),
    [
        ("Alien fri 20:00, sat 20:00", "Alien", "fri 20:00, sat 20:00"),
        ("Alien: fri 20:00", "Alien", "fri 20:00"),
        ("Alien on fri at 20:00", "Alien", "on fri at 20:00"),
        ("Alien\nfri 20:00\nsat 20:00", "Alien", "fri 20:00\nsat 20:00"),
        ('"The Day After Tomorrow" fri 20:00', "The Day After Tomorrow", "fri 20:00"),
        ("“High Noon” noon", "High Noon", "noon"),
        ("12 Angry Men fri 20:00", "12 Angry Men", "fri 20:00"),
        ("Apollo 13 fri 20:00", "Apollo 13", "fri 20:00"),
        ("Blade Runner 2049 4 Dec 20:00", "Blade Runner 2049", "4 Dec 20:00"),
        ("2001: A Space Odyssey sat 8pm", "2001: A Space Odyssey", "sat 8pm"),
        ("Midnight in Paris fri 20:00", "Midnight in Paris", "fri 20:00"),
        ("Friday 20:00", "", "Friday 20:00"),
        ("Friday fri 20:00", "Friday", "fri 20:00"),
        ("Alien <t:1796400000>", "Alien", "<t:1796400000>"),
        ("fri 20:00", "", "fri 20:00"),
        ("Casablanca fri 20:00", "Casablanca", "fri 20:00"),
    ],
)
def test_a_film_ends_where_its_times_begin(text: str, film: str, times: str) -> None:
    assert split(text) == (film, times)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Alien", NightTimesMissing),
        ("", NightTimesMissing),
        ("Alien fri", errors.ClockMissing),
        ("Alien fri 25:00", errors.NoSuchDate),
        ("Alien fri 20:00-23:00", errors.TimesUnreadable),
    ],
)
def test_what_has_no_times_is_told_why(text: str, kind: type[Exception]) -> None:
    with pytest.raises(kind):
        read_times(split(text)[1], NOW, ZoneInfo("UTC"), 10)


@pytest.mark.parametrize(
    ("text", "minutes"), [("2h15", 135), ("90m", 90), ("2", 120), ("1,5h", 90), ("", 120), ("1h30m", 90)]
)
def test_a_night_lasts_as_long_as_is_said(text: str, minutes: int) -> None:
    assert lasting(text, 120) == minutes


@pytest.mark.parametrize(("text", "minutes"), [("30", 30), ("2h", 120), ("no", 0), ("1d", 1440), ("", 60)])
def test_people_are_reminded_as_long_before_as_is_said(text: str, minutes: int) -> None:
    assert reminding(text, 60) == minutes


def test_other_lengths_are_refused() -> None:
    for text in ("25h", "0", "soon", "-1", "1h1"):
        with pytest.raises(UnfitLength):
            lasting(text, 120)
    for text in ("8d", "soon"):
        with pytest.raises(UnfitLength):
            reminding(text, 60)
    assert duration_of("2h3") is None
