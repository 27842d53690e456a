"""Whatever the playground's welcome and the README tell people to type is answered, and answered well."""

from __future__ import annotations

import re
from pathlib import Path

from bot.playground.welcome import TRIES
from tests.room import Room

README = Path(__file__).parents[2] / "README.md"
GOOD = {
    "analogy man king woman": "queen",
    "neighbours coffee": "tea",
    "recommend": "Best",
    "fill The cafe served a ___ that woke me up": "**coffee**",
    "odd breakfast lunch dinner car": "car",
}


async def test_what_people_are_told_to_try_is_answered_well(room: Room) -> None:
    told = {typed for tries in TRIES.values() for typed, _ in tries}
    told |= set(
        re.findall(r"`!(fill [^`]+|odd [^`]+|neighbours \w+|analogy \w+ \w+ \w+)`", README.read_text("utf-8"))
    )
    assert set(GOOD) <= told | {"recommend"}
    for typed in sorted(told & set(GOOD)):
        answer = await room.say(f"!{typed}")
        assert not answer.refused, typed
        assert GOOD[typed] in answer.text, typed
