"""Two collected files set side by side: which films are new, which are gone, which have another page."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.movies.errors import CatalogueUnreadable


@dataclass(frozen=True, slots=True)
class Changes:
    """What a later file holds that an earlier one does not, and the other way round.

    Attributes
    ----------
    kept : int
        Films under the same page in both.
    new, gone : tuple of str
        Pages, sorted.
    renamed : tuple of (str, str)
        The earlier page and the later one, sorted.
    """

    kept: int
    new: tuple[str, ...]
    gone: tuple[str, ...]
    renamed: tuple[tuple[str, str], ...]


def compare(earlier: Path, later: Path) -> Changes:
    """Compare two files of films.

    A page that is gone was renamed if a later film's redirects name it, as Wikipedia leaves one when a page
    moves; or else if exactly one new film has its title, year and directors.

    Raises
    ------
    CatalogueUnreadable
        When a file is none of films.
    """
    before, after = _films(earlier), _films(later)
    gone, new = set(before) - set(after), set(after) - set(before)
    renamed = {name: page for page in after for name in after[page].get("redirects", ()) if name in gone}
    by_facts: dict[tuple[Any, ...], list[str]] = {}
    for page in new - set(renamed.values()):
        by_facts.setdefault(_facts(after[page]), []).append(page)
    for page in sorted(gone - set(renamed)):
        same = by_facts.get(_facts(before[page]), [])
        if len(same) == 1 and same[0] not in renamed.values():
            renamed[page] = same[0]
    return Changes(
        kept=len(set(before) & set(after)),
        new=tuple(sorted(new - set(renamed.values()))),
        gone=tuple(sorted(gone - set(renamed))),
        renamed=tuple(sorted(renamed.items())),
    )


def _facts(film: Mapping[str, Any]) -> tuple[Any, ...]:
    return film.get("title"), film.get("year"), tuple(film.get("directors", ()))


def _films(path: Path) -> dict[str, dict[str, Any]]:
    try:
        return {film["page"]: film for film in _lines(path)}
    except (OSError, EOFError, ValueError, KeyError, TypeError) as error:
        raise CatalogueUnreadable(path, str(error) or type(error).__name__) from error


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        yield from (json.loads(line) for line in file if line.strip())
