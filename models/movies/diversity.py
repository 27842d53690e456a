"""A list of films unlike each other: one of a series, a few of a star (numpy)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from models.movies.neighbours import Neighbours

SERIES = 0.26
"""The cosine of two films' links from which on they are of one series, as seen on many."""

STAR_SHARE = 0.0025
"""A link in a larger share of all films is no person or series but a place, a genre or a year."""

LEAST_OF_A_STAR = 2


def distinct(neighbours: Neighbours, rows: Sequence[int], count: int) -> list[int]:
    """Return up to `count` of the rows, in order, without those that repeat what came before.

    Left out are further films of a series, and films of a person or subject that has had its share: a third
    of the list, or two where that is less.
    """
    most = max(LEAST_OF_A_STAR, count // 3)
    rare = int(STAR_SHARE * len(neighbours))
    kept: list[int] = []
    seen: Counter[int] = Counter()
    for row in rows:
        stars = neighbours.rare_links(row, rare)
        if any(seen[star] >= most for star in stars):
            continue
        if kept and (neighbours.shared(row, kept) >= SERIES).any():
            continue
        kept.append(row)
        seen.update(stars)
        if len(kept) == count:
            break
    return kept
