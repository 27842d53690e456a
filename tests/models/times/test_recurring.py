"""The same time of day a week later, across every change of clocks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from models.times.recurring import weeks_later

BERLIN = ZoneInfo("Europe/Berlin")
MOMENTS = st.integers(0, 15 * 366 * 24 * 60).map(
    lambda minutes: datetime(2020, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
ZONES = st.sampled_from(["UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"]).map(ZoneInfo)


def test_eight_in_the_evening_stays_eight_in_the_evening() -> None:
    before = datetime(2027, 3, 26, 20, tzinfo=BERLIN)
    assert weeks_later(before, BERLIN, before) == datetime(2027, 4, 2, 18, tzinfo=UTC)


def test_weeks_in_which_nobody_looked_are_passed_over() -> None:
    before = datetime(2027, 5, 7, 20, tzinfo=BERLIN)
    assert weeks_later(before, BERLIN, before + timedelta(days=15)) == before + timedelta(weeks=3)


@given(MOMENTS, ZONES, st.integers(0, 60 * 24 * 60))
def test_it_is_the_first_after_a_moment_and_a_week_away_at_least(
    before: datetime, zone: ZoneInfo, minutes: int
) -> None:
    after = before + timedelta(minutes=minutes)
    found = weeks_later(before, zone, after)
    hour = timedelta(hours=1)  # by which clocks are put forward or back
    assert found > after
    assert timedelta(weeks=1) - hour <= found - before
    assert found - max(after, before + timedelta(weeks=1)) <= timedelta(weeks=1) + hour
    wall, was = (each.astimezone(zone) for each in (found, before))
    assert wall.weekday() == was.weekday() or abs(wall - found) >= hour
    assert (wall.hour, wall.minute) == (was.hour, was.minute) or _jumped(before, zone, found)


def _jumped(before: datetime, zone: ZoneInfo, found: datetime) -> bool:
    """Return whether clocks jump over the time of day on the day that was found."""
    was = before.astimezone(zone).replace(tzinfo=None)
    wall = was + timedelta(weeks=round((found - before) / timedelta(weeks=1)))
    return wall.replace(tzinfo=zone).astimezone(UTC).astimezone(zone).replace(tzinfo=None) != wall
