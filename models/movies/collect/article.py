"""A film's article: whether it is one, and what it says of the film."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from models.movies.collect.languages import PEOPLE, Language, Role
from models.movies.collect.page_names import PageNames
from models.movies.collect.wikitext import (
    REFERENCE,
    fields,
    items,
    lead,
    link_insides,
    normal_template,
    plain_text,
    seen,
    whole_template,
)

SENTENCES, SUMMARY_LIMIT = 2, 400
NAMES_LIMIT = 40
_YEAR = re.compile(r"(?<!\d)(18[89]\d|19\d\d|20\d\d)(?!\d)")
_YEAR_IN_LEAD = re.compile(
    r"\b(?:is|was|are|ist|war|est)\s+(?:an?|the|eine?|une?)\s+[^.]{0,40}?\b(18[89]\d|19\d\d|20\d\d)\b"
)
_YEAR_IN_NAME = re.compile(r"\((?:[^()]*\D)?(\d{4})\b[^()]*\)$")
_YEAR_CATEGORY = re.compile(r"Category:(?:Filmtitel |Film sorti en |Film )?(\d{4})(?: films?\b.*)?$")
_MINUTES = re.compile(r"(\d{1,4})(?:[.,:]\d+)?\s*(?:min|mn|′|')", re.IGNORECASE)
_HOURS = re.compile(r"(\d)\s*h(?:ours?|rs?|eures?)?\.?\s*(?:and\s*)?(\d{1,2})?(?!\d)", re.IGNORECASE)
_NUMBER = re.compile(r"(?<![\d.])(\d{1,4})(?!\d)")
_QUALIFIER = re.compile(r"\s*\([^()]*\)$")


@dataclass(frozen=True, slots=True)
class FilmArticle:
    """What one article says of its film; links are as written, before redirects are followed.

    Attributes
    ----------
    page : str
        The article's name.
    title : str
        The film's: the page's name without what tells it from others of that name.
    year : int or None
        Of its first release.
    runtime_min : int or None
    genres, countries, languages : tuple of str
    directors, writers, starring, music, studios : tuple of str
        Pages where they are linked, else names.
    links : tuple of str
        Articles and categories, sorted.
    summary : str
        The article's first sentences.
    length : int
        Of its wikitext, in characters.
    references : int
    """

    page: str
    title: str
    year: int | None
    runtime_min: int | None
    genres: tuple[str, ...]
    countries: tuple[str, ...]
    languages: tuple[str, ...]
    directors: tuple[str, ...]
    writers: tuple[str, ...]
    starring: tuple[str, ...]
    music: tuple[str, ...]
    studios: tuple[str, ...]
    links: tuple[str, ...]
    summary: str
    length: int
    references: int


def read_film(
    page: str, text: str, language: Language, names: PageNames, templates: frozenset[str]
) -> FilmArticle | None:
    """Return what an article says of a film, or None where it is of something else.

    It is of a film when its first infobox is that of a film and neither its name nor its first sentence say
    that it is of a series or of a list.

    Parameters
    ----------
    templates
        The film infobox's names, first letter large.
    """
    if language.not_a_film.search(page):
        return None
    visible = seen(text)
    first = language.infobox.search(visible)
    if first is None or normal_template(first[1]) not in templates:
        return None
    summary = lead(visible, SENTENCES, SUMMARY_LIMIT)
    if language.series.search(summary.partition(". ")[0] + "."):
        return None
    box = fields(whole_template(visible, first.start()))
    values = {role: [box[name] for name in field if name in box] for role, field in language.fields.items()}
    pages = dict.fromkeys(filter(None, map(names.target, link_insides(visible))))
    pages.pop(names.normal(page), None)
    links = tuple(sorted(pages))

    def named(role: Role) -> tuple[str, ...]:
        return _names(values[role], names, as_pages=role in PEOPLE or role is Role.STUDIOS)

    return FilmArticle(
        page=page,
        title=_QUALIFIER.sub("", page) or page,
        year=_year(page, values[Role.RELEASED], summary, links),
        runtime_min=_runtime(values[Role.RUNTIME]),
        genres=_genres(links, named(Role.GENRES), summary, language),
        countries=named(Role.COUNTRIES),
        languages=named(Role.LANGUAGES),
        directors=named(Role.DIRECTORS),
        writers=named(Role.WRITERS),
        starring=named(Role.STARRING),
        music=named(Role.MUSIC),
        studios=named(Role.STUDIOS),
        links=links,
        summary=summary,
        length=len(text),
        references=len(REFERENCE.findall(text)),
    )


def _names(values: Sequence[str], names: PageNames, *, as_pages: bool) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for value in values:
        for item in items(value, named=not as_pages):
            page = names.target(item.page) if item.page is not None and as_pages else None
            found.setdefault(page or item.shown)
    return tuple(found)[:NAMES_LIMIT]


def _year(page: str, released: Sequence[str], summary: str, links: Sequence[str]) -> int | None:
    """Tell the year of the first release.

    The first sentence ("is a 1980 film") knows best: an infobox may tell a later release. Then come the
    infobox, the page's name and its categories.
    """
    if said := _YEAR_IN_LEAD.search(summary.partition(". ")[0]):
        return int(said[1])
    if told := [int(year) for value in released for year in _YEAR.findall(plain_text(value))]:
        return min(told)
    if named := _YEAR_IN_NAME.search(page):
        return int(named[1])
    return min((int(m[1]) for m in map(_YEAR_CATEGORY.match, links) if m), default=None)


def _runtime(values: Sequence[str]) -> int | None:
    """Tell the first running time in minutes."""
    for value in values:
        text = plain_text(value)
        if hours := _HOURS.search(text):
            return int(hours[1]) * 60 + int(hours[2] or 0)
        found = _MINUTES.search(text) or _NUMBER.search(text)
        if found and int(found[1]):
            return int(found[1])
    return None


def _genres(links: Sequence[str], told: Sequence[str], summary: str, language: Language) -> tuple[str, ...]:
    """Return the genres that the infobox, the categories and the first sentence tell."""
    texts = list(told)
    categories = (link.removeprefix("Category:") for link in links if link.startswith("Category:"))
    texts += [found["words"] for found in map(language.genre_category.match, categories) if found]
    if said := language.kind_of_film.search(summary):
        texts.append(said["words"])
    return _known_genres(" ; ".join(texts), language)


def _known_genres(text: str, language: Language) -> tuple[str, ...]:
    text = text.casefold()
    found = {
        name
        for words, name in language.genres.items()
        if re.search(rf"(?<!\w){re.escape(words)}(?![\w])", text)
    }
    return tuple(sorted(found))
