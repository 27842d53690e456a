"""A catalogue of films and the pages they link to, read from this project's own form or the cookbook's."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from models.movies.cleaning import clean_genres, clean_links, clean_title, is_film, people_renamed, shows_of
from models.movies.doubles import merged
from models.movies.errors import CatalogueUnreadable
from models.movies.film_record import FilmRecord

TOLERATED_DAMAGE = 0.01  # a truncated download shows itself; one bad line in a hundred is the source's own
_YEAR_IN_PAGE = re.compile(r"\((\d{4})[^)]*film\)")
_YEAR_LINK = re.compile(r"(\d{4}) in film")
_QUALIFIER = re.compile(r"\s+\([^()]*\)$")
_GENRE_LINK = re.compile(r"Category:([A-Z][\w ]*?) films")


@dataclass(frozen=True, slots=True, eq=False)
class Catalogue:
    """Films, links and which film points to which link.

    Attributes
    ----------
    films : tuple of FilmRecord
        One a row; the most linked first, if the file was so sorted.
    links : tuple of str
        The links that stand in at least `min_count` films, by name.
    pointers, columns : ndarray of int64, (films + 1,) and (pairs,)
        Compressed rows: film i points to the links columns[pointers[i]:pointers[i + 1]].
    counts : ndarray of int64, (links,)
        In how many films each link stands.
    damaged_lines : int
        Lines of the source that could not be read and were left out.
    """

    films: tuple[FilmRecord, ...]
    links: tuple[str, ...]
    pointers: NDArray[np.int64]
    columns: NDArray[np.int64]
    counts: NDArray[np.int64]
    damaged_lines: int = 0

    @property
    def rows(self) -> NDArray[np.int64]:
        """The film of each pair, beside `columns`: (pairs,)."""
        return np.repeat(np.arange(len(self.films)), np.diff(self.pointers))

    @classmethod
    def of(cls, films: Iterable[FilmRecord], min_count: int = 2, damaged_lines: int = 0) -> Catalogue:
        """Index `films`; links in fewer than `min_count` of them tie nothing together and are left out."""
        films = tuple(films)
        found = Counter(link for film in films for link in set(film.links))
        names = tuple(sorted(link for link, count in found.items() if count >= min_count))
        number = {name: column for column, name in enumerate(names)}
        per_film = [sorted({number[link] for link in film.links if link in number}) for film in films]
        pointers = np.cumsum([0, *map(len, per_film)], dtype=np.int64)
        columns = np.array([column for row in per_film for column in row], dtype=np.int64)
        counts = np.bincount(columns, minlength=len(names)).astype(np.int64)
        return cls(films, names, pointers, columns, counts, damaged_lines)


def read_catalogue(path: Path, min_count: int = 2) -> Catalogue:
    """Read films from `path`, one JSON value a line, gzipped or not.

    A line is an object `{page, title, year, genres, links}`, or the array `[title, infobox, links, ...]` of
    the Deep Learning Cookbook's `wp_movies_10k.ndjson` (notebook 04.1).

    Raises
    ------
    CatalogueUnreadable
        When the file cannot be opened or unpacked, or more than one line in a hundred is no film.
    """
    films: dict[str, FilmRecord] = {}
    damaged: list[tuple[int, str]] = []
    lines = 0
    try:
        with _open(path) as file:
            for number, line in enumerate(file, start=1):
                if not line.strip():
                    continue
                lines += 1
                try:
                    film = parse_film(json.loads(line))
                    films.setdefault(film.page, film)
                except ValueError as error:
                    damaged.append((number, str(error)))
    except (OSError, EOFError) as error:
        raise CatalogueUnreadable(path, str(error)) from error
    if damaged and (not films or len(damaged) > TOLERATED_DAMAGE * lines):
        raise CatalogueUnreadable(path, f"{damaged[0][1]} ({len(damaged)} such lines)", damaged[0][0])
    if not films:
        raise CatalogueUnreadable(path, "no films in it")
    return Catalogue.of(merged(tuple(cleaned(films.values()))), min_count, len(damaged))


def cleaned(films: Iterable[FilmRecord]) -> Iterator[FilmRecord]:
    """Return those that are films, with titles as people write them and one name for each person."""
    films = tuple(films)
    shows = shows_of(film.page for film in films)
    usual = people_renamed({link for film in films for link in film.links})
    known = frozenset(genre for film in films for genre in film.genres)
    for film in films:
        links = clean_links(usual.get(link, link) for link in film.links)
        if is_film(film.page, film.title, links, shows):
            title, genres = clean_title(film.title, film.page), film.genres or genres_of(links, known)
            yield replace(film, title=title, genres=clean_genres(genres), links=links)


def genres_of(links: Iterable[str], known: frozenset[str]) -> tuple[str, ...]:
    """Return the genres that categories name, of those that other films state, if any does: no countries."""
    named = [m[1] for m in map(_GENRE_LINK.fullmatch, links) if m]
    return tuple(name for name in named if not known or name in known)


def parse_film(value: Any) -> FilmRecord:
    """Make a film of one line's JSON value; a `ValueError` says what is wrong with it."""
    match value:
        case {"page": str(page), "links": list(links)}:
            title, year, genres = value.get("title") or page, value.get("year"), value.get("genres") or []
        case [str(page), dict(_), list(links), *_]:
            title, year, genres, value = page, None, [], {}
        case _:
            raise ValueError("neither an object with page and links nor an array of title, infobox, links")
    if not page or not all(isinstance(text, str) for text in [title, *genres, *links]):
        raise ValueError("a title, genre or link that is not text")
    if not isinstance(year, int):
        year = _year_of(page, links)
    item, cast = re.fullmatch(r"Q(\d+)", str(value.get("wikidata"))), value.get("cast")
    starring, in_links, redirects = (value.get(key) for key in ("starring", "in_links", "redirects"))
    if not isinstance(cast, int):
        cast = len(starring) if isinstance(starring, list) else 0
    return FilmRecord(
        page,
        title,
        year,
        tuple(genres),
        tuple(dict.fromkeys(links)),
        item=int(item[1]) if item else None,
        cast=cast,
        reviewed=bool(value.get("metacritic")),
        in_links=in_links if isinstance(in_links, int) else None,
        redirects=tuple(map(str, redirects)) if isinstance(redirects, list) else (),
        directors=_people(value.get("directors")),
        starring=_people(starring),
    )


def hash_of(path: Path) -> str:
    """Return the SHA-256 of the file, for the manifest."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _people(names: Any) -> tuple[str, ...]:
    """Return the people of a role, each without what tells their article from another of that name."""
    if not isinstance(names, list):
        return ()
    return tuple(dict.fromkeys(_QUALIFIER.sub("", str(name)) for name in names))


def _year_of(page: str, links: Iterable[str]) -> int | None:
    """Tell the year from "Dune (2021 film)" or, failing that, from the earliest link like "2021 in film"."""
    if found := _YEAR_IN_PAGE.search(page):
        return int(found[1])
    years: Iterator[int] = (int(m[1]) for m in map(_YEAR_LINK.fullmatch, links) if m)
    return min(years, default=None)


def _open(path: Path) -> IO[str]:
    opener = gzip.open if path.suffix == ".gz" else open
    return opener(path, "rt", encoding="utf-8", errors="replace")
