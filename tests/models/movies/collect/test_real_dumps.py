"""Real articles, where they are at hand: they are Wikipedia's and do not ship with the project."""

from __future__ import annotations

import bz2
import csv
import os
from pathlib import Path

import pytest

from models.movies.collect.article import FilmArticle, read_film
from models.movies.collect.languages import ENGLISH
from models.movies.collect.page_names import PageNames
from models.movies.collect.pages import cut_pages

ROOT = Path(__file__).parents[4]
FOLDER = Path(os.environ.get("WIKIPEDIA_DUMPS", ROOT.parent / "shared" / "data" / "dumps"))
EXPECTED = Path(__file__).parent / "film_articles.tsv"
RIGHT = 0.95

pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="no real dumps: set WIKIPEDIA_DUMPS to a folder that holds film-articles.xml"
)


def films_of(name: str) -> dict[str, FilmArticle]:
    path = FOLDER / name
    data = bz2.decompress(path.read_bytes()) if path.suffix == ".bz2" else path.read_bytes()
    names, templates = PageNames.of(data[:20_000]), frozenset(ENGLISH.templates)
    pages = [page for page in cut_pages(data) if page.namespace == 0 and page.redirect is None]
    found = (read_film(page.title, page.text, ENGLISH, names, templates) for page in pages)
    return {film.page: film for film in found if film}


@pytest.fixture(scope="module")
def films() -> dict[str, FilmArticle]:
    return films_of("film-articles.xml")


@pytest.fixture(scope="module")
def expected() -> dict[str, dict[str, str]]:
    """Return what the articles say, as a person read them, by page."""
    with EXPECTED.open(encoding="utf-8", newline="") as file:
        return {row["page"]: row for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)}


def parts(row: dict[str, str], column: str) -> list[str]:
    return [part for part in row[column].split(";") if part]


def test_every_film_article_is_found_and_no_other(
    films: dict[str, FilmArticle], expected: dict[str, dict[str, str]]
) -> None:
    assert set(films) == set(expected)
    assert set(films_of("enwiki-shortened.xml.bz2")) == {"Actrius"}
    assert set(films_of("enwiki-2025-tiny.xml.bz2")) == set()


def test_facts_are_right_for_nearly_all(
    films: dict[str, FilmArticle], expected: dict[str, dict[str, str]]
) -> None:
    wrong: dict[str, list[str]] = {"year": [], "directors": [], "first stars": [], "genres": []}
    for page, row in expected.items():
        film = films[page]
        if str(film.year or "") != row["year"]:
            wrong["year"].append(page)
        if list(film.directors) != parts(row, "directors"):
            wrong["directors"].append(page)
        if list(film.starring[:2]) != parts(row, "first stars"):
            wrong["first stars"].append(page)
        if not set(film.genres) >= set(parts(row, "genres that the article names")):
            wrong["genres"].append(page)
    assert all(len(pages) <= (1 - RIGHT) * len(expected) for pages in wrong.values()), wrong


# Five articles whose links were counted and compared by hand: how many there are, and some of them.
LINKS = {
    "Chuvappu Naada": (11, {"Malayalam films of 1990", "Cinema of India", "Category:1990 films"}),
    "The Knights of the Quest": (27, {"Cesare Cremonini (musician)", "Cinema of Italy"}),
    "The Owner": (63, {"Filmmaker", "Orlando, Florida", "Paris, je t'aime", "Guinness World Record"}),
    "Things (film)": (
        46,
        {"McFarland & Company", "Rifftrax", "Super 8 film camera", "Category:Camcorder films"},
    ),
    "That's the Woman I Want": (54, {"Cinema of Venezuela", "Star system (filmmaking)", "Paratext"}),
}


@pytest.mark.parametrize("page", LINKS)
def test_links_are_the_articles_own(films: dict[str, FilmArticle], page: str) -> None:
    count, some = LINKS[page]
    links = films[page].links
    assert len(links) == count
    assert some <= set(links)
