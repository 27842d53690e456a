"""Breaking a tie between films by what the voters' own hyperplanes say."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from bot.services import Services
from cogs.movies.person import Opinions, opinions_of
from models.movies.library import Library


async def break_tie(
    services: Services, pages: Sequence[str], user_ids: Sequence[int]
) -> tuple[str, ...] | None:
    """Return tied films in the order in which their voters should like them, best first.

    A film's score is the mean over the voters of its signed distance from their hyperplane. Who has neither
    liked nor disliked a film is left out; films that the catalogue lacks come last, in the order given.

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
        The pages, or None where no voter has rated anything or no film can be scored.
    """
    people = [await opinions_of(services, user_id) for user_id in user_ids]
    people = [person for person in people if person.likes or person.dislikes]
    rows = {page: row for page in pages if (row := services.films.titles.row(page)) is not None}
    if not people or not rows:
        return None
    scores = await services.compute.short(_mean_distances, services.films, people, list(rows.values()))
    known = sorted(rows, key=lambda page: -scores[list(rows).index(page)])
    return (*known, *(page for page in pages if page not in rows))


def _mean_distances(library: Library, people: Sequence[Opinions], rows: Sequence[int]) -> list[float]:
    distances = [
        library.taste(person.likes, person.dislikes).distances[list(rows)] for person in people
    ]  # (people, films)
    return [float(mean) for mean in np.mean(distances, axis=0)]
