"""What a table of Letterboxd or IMDb says, row by row: which film, how many stars, or to be watched."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from models.movies.errors import ExportUnreadable

MOST_ROWS = 20_000  # of a table; as many films in all of an export, as each has to be looked for
HEADER_WITHIN = 8  # lines: a Letterboxd list has some of its own before the table
FIRST_YEAR, LAST_YEAR = 1870, 2100
MOST_CHARACTERS = 300  # of a title
Source = Literal["Letterboxd", "IMDb"]
Kind = Literal["seen", "loved", "to watch"]

_NOT_FILMS = re.compile(r"series|episode|game|podcast|music ?video", re.IGNORECASE)
_LETTERBOXD = frozenset({"name", "year"})
_IMDB = frozenset({"const", "title"})


@dataclass(frozen=True, slots=True)
class NamedFilm:
    """A film as an export calls it; `original` is its title in the language it was made in, if told."""

    title: str
    year: int | None
    original: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: a film as the export calls it, with `stars` of five where it is rated."""

    title: str
    year: int | None
    kind: Kind
    stars: float | None = None
    original: str = ""

    @property
    def film(self) -> NamedFilm:
        """Which film it is, whatever it says of it."""
        return NamedFilm(self.title, self.year, self.original)

    @property
    def name(self) -> str:
        """The title with its year."""
        return f"{self.title} ({self.year})" if self.year else self.title


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one file; `not_films` are series and games, `broken` rows that name no film."""

    source: Source
    entries: tuple[Entry, ...]
    not_films: int
    broken: int


def read_table(text: str, path: str) -> Table | None:
    """Read one CSV; None for one that is neither site's.

    Parameters
    ----------
    text
        The file.
    path
        Its name, which tells a watchlist of Letterboxd from what was watched.

    Raises
    ------
    ExportUnreadable
        When it has too many rows, or is no CSV.
    """
    for delimiter in ",;\t":
        try:
            rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
        except csv.Error as error:
            raise ExportUnreadable("damaged") from error
        for at, row in enumerate(rows[:HEADER_WITHIN]):
            columns = [cell.strip().lower() for cell in row]
            source = _source_of(columns)
            if source is not None:
                if len(rows) - at - 1 > MOST_ROWS:
                    raise ExportUnreadable("too many rows")
                return _read(source, columns, rows[at + 1 :], path.lower())
    return None


def _source_of(columns: Sequence[str]) -> Source | None:
    if _IMDB.issubset(columns):
        return "IMDb"
    return "Letterboxd" if _LETTERBOXD.issubset(columns) else None


def _read(source: Source, columns: Sequence[str], rows: Sequence[Sequence[str]], path: str) -> Table:
    kind = _kind_of(source, columns, path)
    entries: list[Entry] = []
    not_films = broken = 0
    for row in rows:
        cells = {column: cell.strip() for column, cell in zip(columns, row, strict=False)}
        if not any(cells.values()):
            continue
        if _NOT_FILMS.search(cells.get("title type", "")):
            not_films += 1
            continue
        entry = _entry(source, cells, kind)
        if entry is None:
            broken += 1
        else:
            entries.append(entry)
    return Table(source, tuple(entries), not_films, broken)


def _kind_of(source: Source, columns: Sequence[str], path: str) -> Kind:
    """Tell what a table is about: IMDb's lists number their rows, Letterboxd's files have names."""
    if source == "IMDb":
        return "to watch" if "position" in columns else "seen"
    if "watchlist" in path or "position" in columns:
        return "to watch"
    return "loved" if path.endswith("likes/films.csv") else "seen"


def _entry(source: Source, cells: Mapping[str, str], kind: Kind) -> Entry | None:
    """Return what a row says, or None when it names no film or its stars are none."""
    title = cells.get("title" if source == "IMDb" else "name", "")
    if not title or len(title) > MOST_CHARACTERS:
        return None
    typed = cells.get("your rating" if source == "IMDb" else "rating", "")
    stars = _stars(typed, 2.0 if source == "IMDb" else 1.0)
    if typed and stars is None:
        return None
    if kind == "to watch" and stars is not None:
        kind = "seen"  # IMDb's watchlist tells what was rated since
    return Entry(title, _year(cells.get("year", "")), kind, stars, cells.get("original title", ""))


def _stars(text: str, per_star: float) -> float | None:
    try:
        stars = float(text.replace(",", ".")) / per_star
    except ValueError:
        return None
    return stars if 0 < stars <= 5 else None


def _year(text: str) -> int | None:
    year = int(text) if re.fullmatch(r"\d{4}", text) else 0
    return year if FIRST_YEAR <= year <= LAST_YEAR else None
