"""People, films and ratings to test with."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from storage.ratings import Rating, Verdict

ANN, BOB = 1_187_654_321_098_765_432, 298_765_432_109_876_543
ROOM = 1_055_443_322_110_099_887
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def rating(page: str = "Alien (film)", verdict: Verdict = Verdict.LIKE, *, minute: int = 0) -> Rating:
    return Rating(page, page.removesuffix(" (film)"), verdict, NOON + timedelta(minutes=minute), ROOM)


def many(count: int, verdict: Verdict = Verdict.LIKE) -> list[Rating]:
    return [rating(f"Film {number}", verdict) for number in range(count)]
