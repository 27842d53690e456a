"""A list of films unlike each other: one of a series, a few of a star, none shown again and again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from models.movies.neighbours import Neighbours

SERIES = 0.26
"""The cosine of two films' links from which on they are of one series, as seen on many."""

STAR_SHARE = 0.0025
"""A link in a larger share of all films is no person or series but a place, a genre or a year."""

LEAST_OF_A_STAR = 2

SINKING = 12
"""How many places a film goes down for each day on which it was shown and passed over."""


def one_of_a_series(neighbours: Neighbours, rows: Sequence[int]) -> list[int]:
    """Return the rows, in order, without further films of a series that is among those before."""
    alike = neighbours.shared_among(rows) >= SERIES
    kept: list[int] = []
    for at in range(len(rows)):
        if not alike[at, kept].any():
            kept.append(at)
    return [rows[at] for at in kept]


def sunk(rows: Sequence[int], passed_over: Mapping[int, int]) -> list[int]:
    """Return the rows with those further down that were passed over, by on how many days they were."""
    days = [passed_over.get(row, 0) for row in rows]
    order = sorted(range(len(rows)), key=lambda place: (place + SINKING * days[place], days[place]))
    return [rows[place] for place in order]


def few_of_a_star(neighbours: Neighbours, rows: Sequence[int], count: int) -> list[int]:
    """Return up to `count` of the rows, in order, without those of a star who has had their share.

    That is a third of the list, or two films where that is less; a star is any person or subject.
    """
    most = max(LEAST_OF_A_STAR, count // 3)
    rare = int(STAR_SHARE * len(neighbours))
    kept: list[int] = []
    seen: Counter[int] = Counter()
    for row in rows:
        stars = neighbours.rare_links(row, rare)
        if any(seen[star] >= most for star in stars):
            continue
        kept.append(row)
        seen.update(stars)
        if len(kept) == count:
            break
    return kept
