"""Films that a source has twice, under two spellings of their page, made one.

Two entries are candidates when they have one title, spelling aside, and years that differ by one at most:
another country's release. Remakes and namesakes may be as near as that, so more is asked for. Wikipedia puts
brackets behind the names of pages that would read alike, so two pages of one title and year without any are
one film. Otherwise people have to be shared, and only one of the two may be known to Wikidata; where neither
is, nearly all links have to be the same.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from models.movies.film_record import FilmRecord
from models.movies.titles.spelling import article
from models.movies.titles.title_keys import TitleKeys

YEARS_APART = 1
RARITY = 0.25  # a link in c films weighs c ** -RARITY in the cosine of links
TELLING = 150  # a link in more films is no person
LEAST_SHARED = 2
ALIKE = 0.25
NEARLY_THE_SAME = 0.85

_BRACKET = re.compile(r" \(([^()]*)\)$")
_NO_WORD = re.compile(r"\bfilm\b|[\d\s,]")


@dataclass(frozen=True, slots=True)
class _Links:
    """In how many films each link stands."""

    counts: Counter[str]

    def cosine(self, one: FilmRecord, other: FilmRecord) -> float:
        """Return how alike the links of two films are; the rarer weigh more."""
        shared = self._square(set(one.links) & set(other.links))
        return shared / max(math.sqrt(self._square(one.links) * self._square(other.links)), 1e-9)

    def people(self, one: FilmRecord, other: FilmRecord) -> int:
        """Return how many links they share that could be people."""
        return sum(self.counts[link] <= TELLING for link in set(one.links) & set(other.links))

    def _square(self, links: Iterable[str]) -> float:
        return sum(math.pow(self.counts[link], -2 * RARITY) for link in links)


def merged(films: Sequence[FilmRecord]) -> list[FilmRecord]:
    """Return the films, each once, with what only the thinner entry of a film says added to the fuller."""
    links = _Links(Counter(link for film in films for link in film.links))
    kept: dict[int, FilmRecord] = dict(enumerate(films))
    for rows in TitleKeys.of([film.title for film in films]).shared():
        for one, other in combinations(rows, 2):
            if one in kept and other in kept and _are_one(kept[one], kept[other], links):
                fuller, thinner = sorted((one, other), key=lambda row: _fullness(kept[row]), reverse=True)
                kept[fuller] = _joined(kept[fuller], kept.pop(thinner))
    return list(kept.values())


def _are_one(one: FilmRecord, other: FilmRecord, links: _Links) -> bool:
    if one.year is None or other.year is None or abs(one.year - other.year) > YEARS_APART:
        return False
    known = [film.item for film in (one, other) if film.item is not None]
    if len(known) == 2:
        return known[0] == known[1]
    brackets = [_bracket(film.page) for film in (one, other)]
    if brackets == [None, None] and one.year == other.year:
        return article(one.title) == article(other.title)
    words = {_NO_WORD.sub("", bracket or "") for bracket in brackets} - {""}
    if len(words) > 1 or links.people(one, other) < LEAST_SHARED:
        return False
    return links.cosine(one, other) >= (ALIKE if known else NEARLY_THE_SAME)


def _fullness(film: FilmRecord) -> tuple[int, bool]:
    return len(film.links), film.item is not None


def _joined(fuller: FilmRecord, thinner: FilmRecord) -> FilmRecord:
    in_links = [each for each in (fuller.in_links, thinner.in_links) if each is not None]
    return replace(
        fuller,
        genres=fuller.genres or thinner.genres,
        links=tuple(dict.fromkeys([*fuller.links, *_undated(thinner.links)])),
        item=fuller.item or thinner.item,
        cast=max(fuller.cast, thinner.cast),
        reviewed=fuller.reviewed or thinner.reviewed,
        in_links=max(in_links, default=None),
        redirects=tuple(dict.fromkeys([*fuller.redirects, thinner.page, *thinner.redirects])),
        directors=fuller.directors or thinner.directors,
        starring=fuller.starring or thinner.starring,
    )


def _undated(links: Iterable[str]) -> Iterator[str]:
    """Return the links without those of years and decades, which would be the thinner entry's own."""
    return (link for link in links if not re.search(r"\d{4}", link))


def _bracket(page: str) -> str | None:
    found = _BRACKET.search(page)
    return found[1] if found else None
