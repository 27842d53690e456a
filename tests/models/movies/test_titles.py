from __future__ import annotations

import pytest

from models.movies.titles import TitleIndex

FILMS = [
    ("Star Wars (film)", "Star Wars", 1977),
    ("Harry Potter and the Goblet of Fire (film)", "Harry Potter and the Goblet of Fire", 2005),
    ("Dune (2021 film)", "Dune", 2021),
    ("Dune (1984 film)", "Dune", 1984),
    ("The Matrix", "The Matrix", 1999),
    ("Amélie", "Amélie", 2001),
    ("1917 (2019 film)", "1917", 2019),
    ("Blade Runner 2049", "Blade Runner 2049", 2017),
    ("Blade Runner", "Blade Runner", 1982),
    ("The Lord of the Rings: The Two Towers", "The Lord of the Rings: The Two Towers", 2002),
    ("Fast & Furious (2009 film)", "Fast & Furious", 2009),
    ("Ocean's Eleven (2001 film)", "Ocean's Eleven", 2001),
    ("M (1931 film)", "M", 1931),
    ("The Godfather", "The Godfather", 1972),
    ("The Godfather Part II", "The Godfather Part II", 1974),
    ("Rocky III", "Rocky III", 1982),
]


@pytest.fixture(scope="module")
def titles() -> TitleIndex:
    pages, names, years = zip(*FILMS, strict=True)
    return TitleIndex(pages, names, years)


@pytest.mark.parametrize(
    ("typed", "page"),
    [
        ("star wars", "Star Wars (film)"),
        ("STAR WARS (film)", "Star Wars (film)"),
        ("matrix", "The Matrix"),
        ("Matrix, The", "The Matrix"),
        ("the matrix (1999 film)", "The Matrix"),
        ("amelie", "Amélie"),
        ("1917", "1917 (2019 film)"),
        ("blade runner 2049", "Blade Runner 2049"),
        ("blade runner", "Blade Runner"),
        ("dune 2021", "Dune (2021 film)"),
        ("Dune (1984)", "Dune (1984 film)"),
        ("Dune (1984 film)", "Dune (1984 film)"),
        ("fast and furious", "Fast & Furious (2009 film)"),
        ("oceans eleven", "Ocean's Eleven (2001 film)"),
        ("m", "M (1931 film)"),
        ("godfather", "The Godfather"),
        ("godfather 2", "The Godfather Part II"),
        ("Rocky 3", "Rocky III"),
    ],
)
def test_case_articles_accents_and_film_are_forgiven(titles: TitleIndex, typed: str, page: str) -> None:
    found = titles.resolve(typed)
    assert (found.kind, [match.page for match in found.matches]) == ("exact", [page])


@pytest.mark.parametrize(
    ("typed", "page"),
    [
        ("the matirx", "The Matrix"),
        ("bladerunner", "Blade Runner"),
        ("harry poter", "Harry Potter and the Goblet of Fire (film)"),
        ("lord of rings", "The Lord of the Rings: The Two Towers"),
        ("goblet of fire", "Harry Potter and the Goblet of Fire (film)"),
    ],
)
def test_typos_and_parts_find_the_film(titles: TitleIndex, typed: str, page: str) -> None:
    assert titles.search(typed)[0].page == page


def test_a_title_of_several_films_asks(titles: TitleIndex) -> None:
    found = titles.resolve("dune")
    assert found.kind == "several"
    assert [match.year for match in found.matches] == [2021, 1984]


def test_autocomplete_puts_titles_that_begin_so_first(titles: TitleIndex) -> None:
    assert [match.title for match in titles.search("bla", 2)] == ["Blade Runner 2049", "Blade Runner"]


@pytest.mark.parametrize("typed", ["", "  ", "(film)", "qqqqzzzz", "?!", "🎬", "x" * 500])
def test_nonsense_finds_nothing_and_breaks_nothing(titles: TitleIndex, typed: str) -> None:
    assert titles.resolve(typed).kind == "none"


def test_a_page_is_found_by_its_key(titles: TitleIndex) -> None:
    assert titles.row("Amélie") == 5
    assert titles.row("Amelie") is None
