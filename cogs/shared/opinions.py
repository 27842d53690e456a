"""A person's ratings as rows of the catalogue, and keeping a new one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.services import Services
from models.movies.group import Member
from models.movies.library import Film, Library
from storage.ratings import Rating, Verdict


@dataclass(frozen=True, slots=True)
class Opinions:
    """What a person has said: sorted rows of the catalogue by verdict, and ratings of films it lacks."""

    likes: tuple[int, ...]
    dislikes: tuple[int, ...]
    seen: tuple[int, ...]
    gone: tuple[Rating, ...]

    @property
    def rated(self) -> tuple[int, ...]:
        """All rows that need no recommending any more."""
        return self.likes + self.dislikes + self.seen

    @property
    def member(self) -> Member:
        """The same as a member of a group."""
        return Member(self.likes, self.dislikes, self.seen)


def opinions(library: Library, ratings: Sequence[Rating]) -> Opinions:
    """Sort a person's ratings."""
    rows: dict[Verdict, list[int]] = {verdict: [] for verdict in Verdict}
    gone = []
    for rating in ratings:
        row = library.titles.row(rating.page)
        if row is None:
            gone.append(rating)
        else:
            rows[rating.verdict].append(row)
    likes, dislikes, seen = (tuple(sorted(rows[verdict])) for verdict in Verdict)
    return Opinions(likes, dislikes, seen, tuple(gone))


async def opinions_of(services: Services, user_id: int) -> Opinions:
    """Return what a person has said."""
    return opinions(services.films, await services.ratings.of(user_id))


async def rate(
    services: Services, user_id: int, films: Sequence[Film], verdict: Verdict, guild_id: int | None
) -> tuple[Verdict | None, ...]:
    """Keep a verdict on some films; return the earlier verdict on each."""
    now = datetime.now(UTC)
    kept = [Rating(film.page, film.name, verdict, now, guild_id) for film in films]
    return await services.ratings.rate_many(user_id, kept)
