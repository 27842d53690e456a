"""Which film a typed title names; a typed year decides, and no other film is ever taken in its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from models.movies.titles.aliases import other_titles
from models.movies.titles.near_keys import KeySearch
from models.movies.titles.reading import Reading, other_names, readings
from models.movies.titles.spelling import article, identities, literal, unpunctuated
from models.movies.titles.title_keys import TitleKeys

OFFERED = 5
WELL_KNOWN = 2_000
"""How many of the most prominent films are meant by a title that is not written in full: `matrix`."""

_YEAR_BEGUN = re.compile(r"(.+?)[\s(,–-]+([12]\d{0,2})")
_SEQUELS = frozenset("23456789")
_SUBTITLE = re.compile(r"(.+?)(?::| [–—-]) ")

SHORTEST_PART = 3
"""Letters of a word from which on it is looked for inside titles."""


@dataclass(frozen=True, slots=True)
class Found:
    """The one film that a title names, by row."""

    row: int


@dataclass(frozen=True, slots=True)
class Several:
    """The films that all bear the title, the most prominent first."""

    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Lacking:
    """No film has the title, or none of that year.

    Attributes
    ----------
    offers : tuple of int
        Rows of films that may be meant: of this title in other years, that begin so, or spelt alike.
    year : int or None
        The typed year, where films of this title are known but of other years.
    """

    offers: tuple[int, ...]
    year: int | None = None


Outcome = Found | Several | Lacking


class TitleIndex:
    """The titles of a catalogue, ready for search.

    Parameters
    ----------
    pages, titles, years : sequences, one entry a film
    prominence : sequence of float, optional
        The higher, the sooner a film is shown among others; rows in their order by default.
    keys : TitleKeys, optional
        Those of `titles`, where they are at hand.
    other_pages : mapping of str to str, optional
        Other names of pages, and the pages.
    """

    def __init__(
        self,
        pages: Sequence[str],
        titles: Sequence[str],
        years: Sequence[int | None],
        prominence: Sequence[float] | None = None,
        *,
        keys: TitleKeys | None = None,
        other_pages: Mapping[str, str] | None = None,
    ) -> None:
        self._pages = pages
        self._titles = titles
        self._years = years
        self._prominence = prominence
        self._row_of_page = {page: row for row, page in enumerate(pages)}
        self._other_pages = other_pages or {}
        self._films = keys or TitleKeys.of(titles)
        self._others = other_titles()
        self._names = dict(self._told_apart())
        self._row_of_name = {name.casefold(): row for row, name in self._names.items()}

    def row(self, page: str) -> int | None:
        """Return the row of a page, by this or another name of it, or None when the catalogue lacks it."""
        row = self._row_of_page.get(page)
        return self._row_of_page.get(self._other_pages.get(page, "")) if row is None else row

    def page(self, row: int) -> str:
        """Return the page of a row."""
        return self._pages[row]

    def year(self, row: int) -> int | None:
        """Return the year of a row."""
        return self._years[row]

    def name(self, row: int) -> str:
        """Return a film's title and year, and what else tells it from others: `find` finds it by this."""
        title, year = self._titles[row], self._years[row]
        return self._names.get(row) or (f"{title} ({year})" if year else title)

    def find(self, text: str, *, offers: int = OFFERED) -> Outcome:
        """Say which film `text` names, by its title or another name, and in its year if one is typed.

        Parameters
        ----------
        text
            As typed.
        offers
            How many films to offer for one that is lacking; looking for none is a hundred times quicker.
        """
        named = self._row_of_name.get(" ".join(text.casefold().split()))
        if named is not None:
            return Found(named)
        read = readings(text)
        rows = self._exactly(read)
        if len(rows) == 1 and any(self._is_surely(rows[0], reading) for reading in read):
            return Found(rows[0])
        if len(rows) <= 1:
            page = self.row(" ".join(text.split()))
            if page is not None:  # an article's name that is not its film's: `Pierrepoint (film)`
                return Found(page)
            return Lacking(self._offers(read, offers)) if rows else self._lacking(read, offers)
        written = [row for row in rows if literal(self._titles[row]) == literal(read[0].title)]
        dated = read[0].year is not None
        return Found(written[0]) if dated and len(written) == 1 else Several(tuple(rows))

    def knows(self, text: str) -> bool:
        """Tell whether one or more films have this title."""
        return not isinstance(self.find(text, offers=0), Lacking)

    def complete(self, text: str, count: int = 25) -> list[int]:
        """Return up to `count` films that somebody who has typed `text` so far may mean, best first."""
        read = readings(text)
        found = dict.fromkeys(self._exactly(read))
        if begun := _YEAR_BEGUN.fullmatch(text.strip()):  # "dune (19"
            dated = [row for row in self._titled(begun[1]) if str(self._years[row]).startswith(begun[2])]
            found |= dict.fromkeys(self._ranked(dated))
        if len(found) < count:
            found |= dict.fromkeys(self._offers(read, count))
        return list(found)[:count]

    def of_title(self, text: str) -> tuple[int, ...]:
        """Return the films of this title, whatever the year, the most prominent first."""
        return tuple(self._ranked(row for reading in readings(text) for row in self._titled(reading.title)))

    def _exactly(self, read: Sequence[Reading]) -> list[int]:
        return self._ranked(row for reading in read for row in self._fitting(reading))

    def _fitting(self, reading: Reading) -> list[int]:
        """Return the films that a reading names, by their titles or else under another name."""
        for name in _names_in(reading):
            for rows in (self._titled(name), self._also_called(name)):
                if fitting := self._in_year(rows, reading.year):
                    return fitting
        return []

    def _is_surely(self, row: int, reading: Reading) -> bool:
        """Tell whether a title that is not written as the film's can stand for no film that is not here.

        `Changeling` may be another film than `The Changeling`, `matrix` is the well-known one. A year makes
        up for all but the article.
        """
        return any(self._names_surely(row, name, reading.year) for name in _names_in(reading))

    def _names_surely(self, row: int, typed: str, year: int | None) -> bool:
        title = self._titles[row]
        if literal(typed) in (literal(title), unpunctuated(title)) or row in self._named_so(typed):
            return True
        if article(typed) not in ("", article(title)) or not set("!?") & set(typed) <= set(title):
            return False  # people leave out what they don't know, and add nothing
        same_title = not set(identities(title)).isdisjoint(identities(typed))
        dated = year is not None and same_title and article(typed) == article(title)
        return dated or row in self._well_known

    def _titled(self, title: str) -> list[int]:
        return [row for key in identities(title) for row in self._films.of_key(key)]

    def _also_called(self, title: str) -> list[int]:
        """Return the films also called so, or whose title goes on after this number: `Terminator 2`."""
        return self._named_so(title) or [
            row for key in identities(title) for row in self._begun_by_number.get(key, ())
        ]

    def _named_so(self, title: str) -> list[int]:
        names = [film for key in identities(title) for film in self._others.get(key, ())]
        return [row for film in names for row in self._of_name(film)]

    def _of_name(self, film: str) -> list[int]:
        """Return the film that `Title (Year)` of the table of other names stands for, give or take a year."""
        (reading,) = readings(film)
        rows = [row for key in identities(reading.title) for row in self._films.of_key(key)]
        return self._in_year(rows, reading.year) or self._nearly_in_year(rows, reading.year)

    def _in_year(self, rows: Iterable[int], year: int | None) -> list[int]:
        return [row for row in rows if year is None or self._years[row] == year]

    def _nearly_in_year(self, rows: Iterable[int], year: int | None) -> list[int]:
        """Return the films of the year before or after: another country's release."""
        return [row for row in rows if year is not None and abs((self._years[row] or 0) - year) == 1]

    def _ranked(self, rows: Iterable[int]) -> list[int]:
        return sorted(set(rows), key=self._rank)

    def _rank(self, row: int) -> tuple[float, int]:
        return (-self._prominence[row] if self._prominence is not None else 0.0, row)

    def _lacking(self, read: Sequence[Reading], count: int) -> Lacking:
        dated = read[-1]
        others = self._ranked(self._titled(dated.title) or self._also_called(dated.title))
        if dated.year is None or not others:
            return Lacking(self._offers(read, count))
        year = dated.year
        others.sort(key=lambda row: abs((self._years[row] or 0) - year))
        return Lacking(tuple(others[:count]), year)

    def _offers(self, read: Sequence[Reading], count: int) -> tuple[int, ...]:
        """Return the films of the title, then those that begin so, have its words, or are spelt alike."""
        found: dict[int, None] = {}
        for reading in reversed(read) if count else ():
            for rows in self._ever_farther(reading, count):
                found |= dict.fromkeys(rows)
                if len(found) >= count:
                    break
        return tuple(found)[:count]

    def _ever_farther(self, reading: Reading, count: int) -> Iterator[list[int]]:
        key = identities(reading.title)[0]
        if not key:
            return
        named = [*self._titled(reading.title), *self._also_called(reading.title)]
        first = self._titled(reading.title[:-1]) if key.endswith(" 1") else []  # "Rocky 1" is called Rocky
        yield self._of_year_first([*named, *first], reading.year)
        begun = [row for other in self._keys.begun(key) for row in self._films.of_key(other)]
        typed = literal(reading.title)
        as_typed = [row for row in begun if literal(self._titles[row]).startswith(typed)]
        yield self._of_year_first(as_typed, reading.year)
        yield self._of_year_first(begun, reading.year)
        if len(key) >= SHORTEST_PART:
            worded = [row for other in self._keys.with_words(key) for row in self._films.of_key(other)]
            yield self._of_year_first(worded, reading.year)
            for others in self._keys.close(key, count):
                alike = [row for other in others for row in self._films.of_key(other)]
                yield self._of_year_first(alike, reading.year)

    def _of_year_first(self, rows: Iterable[int], year: int | None) -> list[int]:
        return sorted(
            set(rows), key=lambda row: (year is not None and self._years[row] != year, self._rank(row))
        )

    @cached_property
    def _well_known(self) -> frozenset[int]:
        return frozenset(self._ranked(range(len(self._titles)))[:WELL_KNOWN])

    @cached_property
    def _begun_by_number(self) -> dict[str, list[int]]:
        """The films of a numbered beginning before a colon or dash: `Terminator 2: Judgment Day`."""
        found: dict[str, list[int]] = {}
        for row, title in enumerate(self._titles):
            head = _SUBTITLE.match(title)
            key = identities(head[1])[0] if head else ""
            if " " in key and key.rpartition(" ")[2] in _SEQUELS:
                found.setdefault(key, []).append(row)
        return found

    @cached_property
    def _keys(self) -> KeySearch:
        return KeySearch(self._films.keys)

    def _told_apart(self) -> Iterator[tuple[int, str]]:
        """Yield names for films that share title and year: what their pages are told apart by."""
        for rows in self._films.shared():
            alike: dict[tuple[str, int | None], set[int]] = {}
            for row in rows:
                alike.setdefault((self._titles[row].casefold(), self._years[row]), set()).add(row)
            for twins in alike.values():
                if len(twins) > 1:
                    yield from ((row, self._name_of_twin(row)) for row in twins)

    def _name_of_twin(self, row: int) -> str:
        page, title, year = self._pages[row], self._titles[row], self._years[row]
        bracket = page.rpartition(" (")[2].removesuffix(")") if page.endswith(")") else ""
        tag = bracket.removesuffix("film").replace(str(year), "").strip(" ,")
        dated = f"{year or 'no year'}, {tag or 'the page ' + page}"
        return f"{title} ({dated})"


def _names_in(reading: Reading) -> tuple[str, ...]:
    """Return what a reading calls its film; undated, a name in brackets would be a guess."""
    return (reading.title,) if reading.year is None else (reading.title, *other_names(reading.title))
