"""What is known of a film, and what lies near a film or a link."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from models.movies.cleaning import has_name
from models.movies.embeddings import Roles
from models.movies.filter_words import LANGUAGE
from models.movies.library import Film, Library
from models.movies.neighbours import Near

OF_EVERY_FILM = 150
"""A link in more films than this is a studio or a kind of film, and says little of one."""

_CATEGORY = re.compile(r"Category:((?!\d{4}s ).+) films|Category:\d{4}s films")
_YEAR = re.compile(r"\d{4} in film")


@dataclass(frozen=True, slots=True)
class Portrait:
    """What is known of a film.

    Attributes
    ----------
    countries, languages : tuple of str
        As adjectives: French, Japanese.
    roles : Roles
        Empty where the catalogue knows none.
    told : tuple of str
        Its people and subjects, those of most films first.
    near_links : tuple of str
        The links that its vector lies nearest to.
    links : int
        How many links it has.
    """

    film: Film
    countries: tuple[str, ...]
    languages: tuple[str, ...]
    roles: Roles
    told: tuple[str, ...]
    near_links: tuple[str, ...]
    links: int


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What lies near a film or a link: films with their similarity, and of a film the nearest links."""

    name: str
    films: tuple[tuple[Film, float], ...]
    links: tuple[str, ...] = ()


def portrait(library: Library, film: Film, near_links: int) -> Portrait:
    """Return what is known of a film."""
    own = library.embeddings.links_of(film.row)
    categories = [found[1] for link in own if (found := _CATEGORY.fullmatch(link.name)) and found[1]]
    genres = set(library.embeddings.genre_names)
    told = [link.name for link in reversed(own) if link.count <= OF_EVERY_FILM and _is_told(link.name)]
    return Portrait(
        film=film,
        countries=tuple(name for name in categories if name not in genres and "-" not in name),
        languages=tuple(name.removesuffix(LANGUAGE) for name in categories if name.endswith(LANGUAGE)),
        roles=library.embeddings.roles.get(film.page, Roles()),
        told=tuple(told),
        near_links=_nearest_links(library, film, near_links),
        links=len(own),
    )


def surroundings_of_film(library: Library, film: Film, count: int, links: int) -> Surroundings:
    """Return the films and the links nearest to a film."""
    near = library.neighbours.films(film.row, count)
    return Surroundings(film.name, _films(library, near), _nearest_links(library, film, links))


def surroundings_of_link(library: Library, link: int, count: int) -> Surroundings:
    """Return the films nearest to the link of a column."""
    near = library.neighbours.films_near_link(link, count)
    return Surroundings(library.embeddings.links[link], _films(library, near))


def _films(library: Library, near: Sequence[Near]) -> tuple[tuple[Film, float], ...]:
    return tuple((library.film(each.index), each.similarity) for each in near)


def _nearest_links(library: Library, film: Film, count: int) -> tuple[str, ...]:
    return tuple(link.name for link in library.neighbours.links(film.row, count))


def _is_told(link: str) -> bool:
    """Tell whether a link says something beside what the card's first line does."""
    return has_name(link) and not _CATEGORY.fullmatch(link) and not _YEAR.fullmatch(link)
