"""Time zones by the names that people give them."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.times.errors import UnknownZone, VagueZone
from models.times.zones import ABBREVIATIONS, zone_names, zone_of


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("europe/berlin", "Europe/Berlin"),
        ("Berlin", "Europe/Berlin"),
        (" new york ", "America/New_York"),
        ("America/New York", "America/New_York"),
        ("UTC", "UTC"),
        ("gmt", "UTC"),
        ("z", "UTC"),
        ("UTC+0", "UTC"),
    ],
)
def test_a_zone_is_found_by_what_people_call_it(name: str, key: str) -> None:
    assert zone_of(name).key == key


@given(st.integers(-12, 14))
def test_an_offset_is_as_far_from_utc_as_it_says(hours: int) -> None:
    zone = zone_of(f"UTC{hours:+d}")
    assert datetime(2026, 7, 1, tzinfo=zone).utcoffset() == timedelta(hours=hours)


def test_every_name_that_is_offered_is_one_and_so_is_every_place_for_an_abbreviation() -> None:
    assert all(zone_of(name).key == name for name in zone_names())
    assert all(zone_of(place).key == place for places in ABBREVIATIONS.values() for place in places)


@pytest.mark.parametrize("name", ["CET", "est", "BST"])
def test_letters_that_are_no_zone_the_whole_year_name_places(name: str) -> None:
    with pytest.raises(VagueZone) as refused:
        zone_of(name)
    assert refused.value.examples


def test_what_is_none_is_refused_with_what_is_like_it() -> None:
    with pytest.raises(UnknownZone) as refused:
        zone_of("Europe/Berln")
    assert refused.value.close[0] == "Europe/Berlin"
    for name in ("", "UTC+99", "../../etc/passwd", "x" * 5000, "Europe/"):
        with pytest.raises(UnknownZone):
            zone_of(name)
