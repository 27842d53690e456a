"""A film as a source has it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FilmRecord:
    """A film: its Wikipedia page (the key that never changes), and what its article says and points to.

    `item` is the number of its Wikidata item, None where Wikidata does not know it; `cast` how many people
    Wikidata or the infobox credits, and `reviewed` whether a site that collects reviews lists it. What was
    collected from a dump knows how many articles link to the film, the pages that redirect to it, and who
    directed it and starred in it.
    """

    page: str
    title: str
    year: int | None
    genres: tuple[str, ...]
    links: tuple[str, ...]
    item: int | None = None
    cast: int = 0
    reviewed: bool = False
    in_links: int | None = None
    redirects: tuple[str, ...] = ()
    directors: tuple[str, ...] = ()
    starring: tuple[str, ...] = ()
