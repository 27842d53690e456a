"""What people were shown and did not rate: it stands lower from the next day on."""

from __future__ import annotations

import logging
from collections.abc import Collection, Sequence
from datetime import UTC, datetime

from bot.replies import enumeration
from bot.services import Services
from cogs.shared.films import bold
from models.movies.library import Film
from storage.errors import DatabaseError

log = logging.getLogger(__name__)

NAMED = 3


async def passed_over(
    services: Services, people: Collection[int], *, together: bool = False
) -> dict[int, int]:
    """Return on how many days before today films were shown to each of the people, by row."""
    today = datetime.now(UTC).date()
    pages = await services.shown.passed_over(people, today, together=together)
    rows = {services.films.titles.row(page): days for page, days in pages.items()}
    return {row: days for row, days in rows.items() if row is not None}


async def keep_shown(
    services: Services, people: Collection[int], films: Sequence[Film], *, together: bool = False
) -> None:
    """Keep that films were shown today; an answer is worth more than that, and does without."""
    today = datetime.now(UTC).date()
    try:
        await services.shown.keep(people, [film.page for film in films], today, together=together)
    except DatabaseError as error:
        log.warning("what was shown could not be kept: %r", error)


def stepped_back_line(films: Sequence[Film]) -> str:
    """Say which films would be there, had they not been passed over; nothing where there is none."""
    if not films:
        return ""
    more = [f"{len(films) - NAMED} more"] if len(films) > NAMED else []
    return f"Passed over before, so lower now: {enumeration([*map(bold, films[:NAMED]), *more])}."
