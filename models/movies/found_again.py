"""Films that people rated with one catalogue, looked for in another one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from models.movies.embeddings import Embeddings


@dataclass(frozen=True, slots=True)
class FoundAgain:
    """What became of the films that people rated or listed.

    Attributes
    ----------
    same : int
        Films with the same page in both.
    moved : dict of str to str
        Pages of films whose page is another one now, with that.
    lost : tuple of str
        Titles of films that the new catalogue lacks, sorted; what people said of them stays.
    """

    same: int
    moved: dict[str, str]
    lost: tuple[str, ...]


def find_again(kept: Mapping[str, str], earlier: Embeddings, later: Embeddings) -> FoundAgain:
    """Look for films by their page, by the redirects to it, and by title and year where these fit one film.

    Parameters
    ----------
    kept
        The pages of all films that people rated or listed, with their titles as shown then.
    earlier, later
        The catalogue that was in use, which tells a film's year, and the one that will be.
    """
    pages = set(later.pages)
    by_name: dict[tuple[str, int | None], list[str]] = {}
    for page, title, year in zip(later.pages, later.titles, later.years, strict=True):
        by_name.setdefault((title.casefold(), year), []).append(page)
    facts = dict(zip(earlier.pages, zip(earlier.titles, earlier.years, strict=True), strict=True))
    moved, lost = {}, []
    for page, shown in kept.items():
        if page in pages:
            continue
        title, year = facts.get(page, (shown, None))
        found = later.redirects.get(page) or _only(by_name.get((title.casefold(), year), ()))
        if found is not None and found in pages:
            moved[page] = found
        else:
            lost.append(shown)
    return FoundAgain(len(pages.intersection(kept)), moved, tuple(sorted(lost)))


def _only(pages: Sequence[str]) -> str | None:
    return pages[0] if len(pages) == 1 else None
