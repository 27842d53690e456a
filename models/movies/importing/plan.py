"""What an export would change: verdicts on films of the catalogue, films to watch, and what was not found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models.movies.errors import ExportUnreadable
from models.movies.importing.tables import MOST_ROWS, NamedFilm, Source, Table, read_table
from models.movies.importing.unpack import unpack
from models.movies.importing.verdicts import Word, verdict
from models.movies.titles.search import Found, Several, TitleIndex


@dataclass(frozen=True, slots=True)
class Plan:
    """What an export says about the films of a catalogue; each film is there once.

    Attributes
    ----------
    verdicts : tuple of (row, word)
        Of films that were seen.
    to_watch : tuple of int
        Rows of films on a watchlist that were not seen.
    average : float or None
        The mean of all stars given.
    shifted : tuple of (str, row)
        Films taken although the export has them a year earlier or later: there is no other of the title.
    lacking, ambiguous : tuple of str
        Films as the export calls them that the catalogue lacks, or of which it has several.
    not_films, broken : int
        Rows that are series or games, and rows that could not be read.
    """

    source: Source
    verdicts: tuple[tuple[int, Word], ...]
    to_watch: tuple[int, ...]
    average: float | None
    shifted: tuple[tuple[str, int], ...]
    lacking: tuple[str, ...]
    ambiguous: tuple[str, ...]
    not_films: int
    broken: int


def plan_import(titles: TitleIndex, data: bytes, name: str) -> Plan:
    """Read an export and find its films.

    Parameters
    ----------
    titles
        The catalogue's.
    data
        The file: a CSV, or a zip of them.
    name
        What it is called.

    Raises
    ------
    ExportUnreadable
        When it cannot be opened, holds nothing of Letterboxd or IMDb, or names too many films.
    """
    tables = [table for path, text in unpack(data, name).items() if (table := read_table(text, path))]
    if not any(table.entries or table.not_films or table.broken for table in tables):
        raise ExportUnreadable("no table" if not tables else "empty")
    return _plan(titles, tables)


def _plan(titles: TitleIndex, tables: Sequence[Table]) -> Plan:
    stars: dict[int, float] = {}
    seen: dict[int, bool] = {}
    to_watch: dict[int, None] = {}
    shifted: dict[str, int] = {}
    lacking: dict[str, None] = {}
    ambiguous: dict[str, None] = {}
    entries = [entry for table in tables for entry in table.entries]
    films = dict.fromkeys(entry.film for entry in entries)  # the tables of an export repeat each other
    if len(films) > MOST_ROWS:
        raise ExportUnreadable("too many films")
    rows = {film: _find(titles, film) for film in films}
    for entry in entries:
        row, near = rows[entry.film]
        if row is None:
            (ambiguous if near else lacking)[entry.name] = None
            continue
        if near:
            shifted[entry.name] = row
        if entry.kind == "to watch":
            to_watch[row] = None
            continue
        seen[row] = seen.get(row, False) or entry.kind == "loved"
        if entry.stars is not None:
            stars[row] = entry.stars
    given = [entry.stars for entry in dict.fromkeys(entries) if entry.stars is not None]
    average = sum(given) / len(given) if given else None
    return Plan(
        source=tables[0].source,
        verdicts=tuple(
            (row, verdict(stars.get(row), average or 0.0, loved=loved)) for row, loved in seen.items()
        ),
        to_watch=tuple(row for row in to_watch if row not in seen),
        average=average,
        shifted=tuple(shifted.items()),
        lacking=tuple(lacking),
        ambiguous=tuple(ambiguous),
        not_films=sum(table.not_films for table in tables),
        broken=sum(table.broken for table in tables),
    )


def _find(titles: TitleIndex, film: NamedFilm) -> tuple[int | None, bool]:
    """Return the row of a film, and whether it is of the year before or after; or whether several fit."""
    several = False
    for title in dict.fromkeys([film.title, film.original or film.title]):
        found = titles.find(f"{title} ({film.year})" if film.year else title, offers=0)
        if isinstance(found, Found):
            return found.row, False
        several |= isinstance(found, Several)
    if several or film.year is None:
        return None, several
    year = film.year
    near = [row for row in titles.of_title(film.title) if abs((titles.year(row) or 0) - year) == 1]
    return (near[0], True) if len(near) == 1 else (None, len(near) > 1)
