"""The same time of day a week later, whatever clocks do in between."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

WEEK = timedelta(weeks=1)


def weeks_later(moment: datetime, zone: ZoneInfo, after: datetime) -> datetime:
    """Return the first moment after `after`, in UTC, that has a moment's weekday and time of day in a zone.

    It lies a week later at least. A time of day that clocks jump over that day comes as much later as they
    are put forward.
    """
    wall = moment.astimezone(zone).replace(tzinfo=None)
    weeks = max(1, (after - moment) // WEEK)
    while (found := (wall + weeks * WEEK).replace(tzinfo=zone).astimezone(UTC)) <= after:
        weeks += 1
    return found
