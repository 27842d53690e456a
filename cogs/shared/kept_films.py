"""Films that somebody keeps, on a list or as ratings, found with the same caution as in the catalogue."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.replies import CHOICES_LIMIT
from cogs.shared.titles import Named, named
from models.movies.film_keys import film_key
from models.movies.titles.reading import readings
from models.movies.titles.search import TitleIndex


@dataclass(frozen=True, slots=True)
class KeptFilm:
    """A film by its page, and by the name it had when it was kept; the catalogue may have lost it since."""

    page: str
    name: str

    @property
    def key(self) -> str:
        """What it is called in the id of a button."""
        return film_key(self.page)


def complete_kept(films: Iterable[tuple[str, str]], typed: str) -> list[str]:
    """Return the names to offer of films, by page and name, of which one is kept on several lists at times.

    Reading their titles takes the longer the more there are: a thread is the place for it.
    """
    return KeptFilms(dict(films).items()).complete(typed, CHOICES_LIMIT)


class KeptFilms:
    """A search among them."""

    def __init__(self, films: Iterable[tuple[str, str]]) -> None:
        self._films = [KeptFilm(page, name) for page, name in films]
        read = [readings(film.name)[0] for film in self._films]
        self._titles = TitleIndex(
            [film.page for film in self._films],
            [reading.title for reading in read],
            [reading.year for reading in read],
        )

    def find(self, asked: str) -> Named[KeptFilm]:
        """Look a title up."""
        return named(asked, self._titles.find(asked), self._films.__getitem__)

    def knows(self, text: str) -> bool:
        """Tell whether one or more of the films have this title."""
        return self._titles.knows(text)

    def complete(self, text: str, count: int) -> list[str]:
        """Return the names of films that somebody may mean who has typed `text` so far; all for nothing."""
        rows = self._titles.complete(text, count) if text else range(min(count, len(self._films)))
        return [self._titles.name(row) for row in rows]
