"""Time zones by the names that people give them: `Europe/Berlin`, `berlin`, `new york`, `UTC+2`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from rapidfuzz import fuzz, process

from models.times.errors import UnknownZone, VagueZone

UTC_NAME = "UTC"
OFFERED = 3
ALIKE = 70
MOST_CHARACTERS = 60

ABBREVIATIONS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("cet", "cest", "mez", "mesz", "met"), ("Europe/Berlin", "Europe/Paris")),
    **dict.fromkeys(("eet", "eest"), ("Europe/Helsinki", "Europe/Athens")),
    **dict.fromkeys(("wet", "west"), ("Europe/Lisbon",)),
    **dict.fromkeys(("bst", "ist"), ("Europe/London", "Europe/Dublin", "Asia/Kolkata", "Asia/Dhaka")),
    **dict.fromkeys(("est", "edt", "et"), ("America/New_York", "America/Toronto")),
    **dict.fromkeys(("cst", "cdt", "ct"), ("America/Chicago", "America/Mexico_City", "Asia/Shanghai")),
    **dict.fromkeys(("mst", "mdt", "mt"), ("America/Denver", "America/Phoenix")),
    **dict.fromkeys(("pst", "pdt", "pt"), ("America/Los_Angeles", "America/Vancouver")),
    **dict.fromkeys(("ast", "adt"), ("America/Halifax", "America/Puerto_Rico", "Asia/Riyadh")),
    **dict.fromkeys(("akst", "akdt"), ("America/Anchorage",)),
    "hst": ("Pacific/Honolulu",),
    "brt": ("America/Sao_Paulo",),
    "msk": ("Europe/Moscow",),
    "sast": ("Africa/Johannesburg",),
    "sgt": ("Asia/Singapore",),
    "jst": ("Asia/Tokyo",),
    "kst": ("Asia/Seoul",),
    **dict.fromkeys(("aest", "aedt"), ("Australia/Sydney", "Australia/Brisbane")),
    **dict.fromkeys(("acst", "acdt"), ("Australia/Adelaide", "Australia/Darwin")),
    "awst": ("Australia/Perth",),
    **dict.fromkeys(("nzst", "nzdt"), ("Pacific/Auckland",)),
}
"""Letters that say no more than half of it: places put their clocks forward, and share letters."""

_PLAIN = ("utc", "gmt", "z", "zulu")
_OFFSET = re.compile(r"(?:utc|gmt)([+-−])(\d{1,2})(?::?00)?")
_LEAST_OFFSET, _MOST_OFFSET = -12, 14
_OLD = ("Etc/", "SystemV/", "posix/", "right/", "US/", "Canada/", "Brazil/", "Chile/", "Mexico/")


def zone_of(name: str) -> ZoneInfo:
    """Return the time zone that a name means, whatever its case.

    Raises
    ------
    VagueZone, UnknownZone
    """
    asked = _key(name)
    if asked in _PLAIN:
        return ZoneInfo(UTC_NAME)
    if (offset := _OFFSET.fullmatch(asked)) is not None:
        return _fixed(name, int(offset[2]) * (1 if offset[1] == "+" else -1))
    if asked in ABBREVIATIONS:
        raise VagueZone(name.strip(), ABBREVIATIONS[asked])
    if (found := _names().get(asked)) is not None:
        return ZoneInfo(found)
    if len(places := _places().get(asked, ())) == 1:
        return ZoneInfo(places[0])
    raise UnknownZone(name.strip()[:MOST_CHARACTERS], places[:OFFERED] or _close(asked))


def zone_names() -> tuple[str, ...]:
    """Return the names that are offered, a continent and a city each."""
    return tuple(sorted([UTC_NAME, *_names().values()]))


def is_zone_word(word: str) -> bool:
    """Return whether a word of a text about times can only be a time zone."""
    asked = _key(word)
    return asked in _PLAIN or asked in ABBREVIATIONS or asked in _names() or bool(_OFFSET.fullmatch(asked))


def _key(name: str) -> str:
    return "_".join(name.casefold().split())


def _fixed(name: str, hours: int) -> ZoneInfo:
    if not _LEAST_OFFSET <= hours <= _MOST_OFFSET:
        raise UnknownZone(name.strip())
    if not hours:
        return ZoneInfo(UTC_NAME)
    sign = "-" if hours > 0 else "+"  # POSIX counts west of Greenwich
    return ZoneInfo(f"Etc/GMT{sign}{abs(hours)}")


@cache
def _names() -> dict[str, str]:
    """Return the names of places by how they are compared."""
    return {
        each.casefold(): each for each in available_timezones() if "/" in each and not each.startswith(_OLD)
    }


@cache
def _places() -> dict[str, tuple[str, ...]]:
    """Return what is called so in the last part of its name, such as a city."""
    found: dict[str, list[str]] = {}
    for each in sorted(_names().values()):
        found.setdefault(each.rpartition("/")[2].casefold(), []).append(each)
    return {city: tuple(names) for city, names in found.items()}


def _close(asked: str) -> tuple[str, ...]:
    cities = _places()
    city = asked[:MOST_CHARACTERS].rpartition("/")[2]
    found = process.extract(city, list(cities), scorer=fuzz.ratio, limit=OFFERED, score_cutoff=ALIKE)
    return tuple(cities[name][0] for name, *_ in found)
