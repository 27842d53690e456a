"""The other names of films, by the key of each: of one film, or of all that share it, as `LOTR` does."""

from __future__ import annotations

from collections.abc import Iterator

from models.movies.titles.known_names import ALSO_CALLED, SERIES
from models.movies.titles.reading import readings
from models.movies.titles.spelling import identities


def other_titles() -> dict[str, tuple[str, ...]]:
    """Return the films, as title and year, by the key of each other name."""
    found: dict[str, list[str]] = {}
    for name, film in _names():
        for key in identities(name):
            films = found.setdefault(key, [])
            if film not in films:
                films.append(film)
    return {key: tuple(films) for key, films in found.items()}


def _names() -> Iterator[tuple[str, str]]:
    """Yield each other name with a film that bears it."""
    for film, names in ALSO_CALLED.items():
        yield from ((name, film) for name in names)
    for series, films in SERIES.items():
        for name in series:
            for number, film in enumerate(films, start=1):
                (reading,) = readings(film)
                yield name, film
                yield f"{name} {number}", film
                yield f"{name}: {reading.title}", film
                yield f"{name} {number}: {reading.title}", film
