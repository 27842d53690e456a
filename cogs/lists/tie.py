"""Breaking a tie between films by what the voters' own hyperplanes say."""

from __future__ import annotations

from collections.abc import Sequence

from bot.services import Services
from cogs.shared.opinions import opinions_of
from models.movies.group import Member, score_films

MOST_VOTERS = 100
"""How many tastes are asked at most: each is fitted on its own, and people wait for the result."""


async def break_tie(
    services: Services, pages: Sequence[str], user_ids: Sequence[int]
) -> tuple[str, ...] | None:
    """Return tied films in the order in which their voters should like them, best first.

    The default rule for groups decides. Who opted out of groups, or has neither liked nor disliked a film,
    is left out; films that the catalogue lacks come last, in the order given.

    Parameters
    ----------
    services
        What the bot has opened.
    pages
        The tied films.
    user_ids
        Who voted.

    Returns
    -------
    tuple of str or None
        The pages, or None where no voter's ratings count or no film can be scored.
    """
    members = await _members(services, user_ids)
    rows = {page: row for page in pages if (row := services.films.titles.row(page)) is not None}
    if not members or not rows:
        return None
    found = await services.compute.short(score_films, services.films, members, list(rows.values()))
    scores = dict(zip(rows, found, strict=True))
    known = sorted(rows, key=lambda page: -scores[page])
    return (*known, *(page for page in pages if page not in rows))


async def _members(services: Services, user_ids: Sequence[int]) -> list[Member]:
    """Return the tastes that count, of the first `MOST_VOTERS` that have one."""
    members: list[Member] = []
    out = await services.consents.opted_out(user_ids)
    for user_id in user_ids:
        if user_id in out or len(members) == MOST_VOTERS:
            continue
        member = (await opinions_of(services, user_id)).member
        if member.likes or member.dislikes:
            members.append(member)
    return members
