from __future__ import annotations

import pytest

from models.movies.catalogue import cleaned
from models.movies.cleaning import (
    clean_genres,
    clean_links,
    clean_title,
    has_name,
    is_film,
    people_renamed,
    shows_of,
)
from models.movies.film_record import FilmRecord


@pytest.mark.parametrize(
    ("title", "page", "wanted"),
    [
        ("The Quiet Lamp[1]", "The Quiet Lamp", "The Quiet Lamp"),
        ("The Quiet Lamp[note 2][3]", "The Quiet Lamp", "The Quiet Lamp"),
        ("Lamp .mw-parser{color:red} 2", "Lamp 2 1/2: Night", "Lamp 2 1/2: Night"),
        ("<i>Lamp</i>", "Lamp (1950 film)", "Lamp"),
        ("''Lamp''", "Lamp (film)", "Lamp"),
        ("Lamps, The", "The Lamps", "The Lamps"),
        ("Lampe, La", "La Lampe", "La Lampe"),
        ("The Lamp aka Light at Last", "The Lamp", "The Lamp"),
        ("Lamp (European theatrical release)", "Lamp", "Lamp"),
        ("Lamp (1974 TV special)", "Lamp (1974 TV special)", "Lamp"),
        ("Lamp (documentary)", "Lamp (documentary)", "Lamp"),
        ("Lamp XIV : The Dark", "Lamp XIV : The Dark", "Lamp XIV: The Dark"),
        ("Lamp(s)", "Lamp(s)", "Lamp(s)"),
        ("Lamp (And How It Broke)", "Lamp (And How It Broke)", "Lamp (And How It Broke)"),
        ("(40) Lamps", "(40) Lamps", "(40) Lamps"),
        ("'Bout a Lamp", "'Bout a Lamp", "'Bout a Lamp"),
        ("Lamp, Light, Laugh", "Lamp, Light, Laugh", "Lamp, Light, Laugh"),
    ],
)
def test_titles_are_as_people_write_them(title: str, page: str, wanted: str) -> None:
    assert clean_title(title, page) == wanted
    assert clean_title(wanted, wanted) == wanted


@pytest.mark.parametrize(
    ("page", "title", "links"),
    [
        ("Untitled Lamp sequel", "Untitled Lamp sequel", []),
        ("Untitled Lamp film", "Untitled Lamp film", []),
        ("Dusk (Lamp Street)", "Dusk (Lamp Street)", []),
        ("Lamp (web series)", "Lamp (web series)", []),
        ("Lamp (Dusk album)", "Lamp (Dusk album)", []),
        ("Lamp Street: The Series", "Lamp Street", ["American television sitcom"]),
        ("A Lampmaker (actor)", "A Lampmaker", []),
    ],
)
def test_what_is_no_film_is_left_out(page: str, title: str, links: list[str]) -> None:
    assert not is_film(page, title, links, frozenset({"Lamp Street"}))


@pytest.mark.parametrize(
    ("page", "links"),
    [
        ("Untitled", []),
        ("Lamp (Of Yellow Light)", []),
        ("Lamp Street (film)", ["American television sitcom"]),
        ("Lamp (musical film)", []),
        ("Lamp Street: The Movie", ["Television drama"]),
    ],
)
def test_films_that_look_like_something_else_stay(page: str, links: list[str]) -> None:
    assert is_film(page, page, links, frozenset({"Lamp Street"}))


def test_words_in_brackets_of_several_pages_are_a_shows_name() -> None:
    pages = [f"{name} (Lamp Street)" for name in ("Dusk", "Dawn", "Noon")]
    specials = [f"{name} (TV special)" for name in ("Dusk", "Dawn", "Noon")]
    assert shows_of([*pages, *specials, "Lamp (Of Yellow Light)"]) == {"Lamp Street"}


def test_links_have_one_spelling_and_none_is_cut_off() -> None:
    given = ["Dusk Bros", "Dusk Bros.", "Ann Lamp Jr", "Lamp and Mr", "1950 in film"]
    assert clean_links(given) == ("Dusk Bros.", "Ann Lamp Jr.", "1950 in film")


def test_a_person_is_renamed_only_to_a_name_that_is_known() -> None:
    names = {"Lamp, Ann", "Ann Lamp", "Dusk, Bob", "Ann Lamp, Jr.", "Jr. Ann Lamp", "Lamp, Ohio"}
    assert people_renamed(names) == {"Lamp, Ann": "Ann Lamp"}


def test_genres_have_one_name_each() -> None:
    assert clean_genres(["Sport", "Sports", "Drama", "Live Action"]) == ("Sports", "Drama")


@pytest.mark.parametrize(("link", "named"), [("Q123", False), ("Q", True), ("Q2 film", True), ("Ann", True)])
def test_an_item_without_a_name_is_told_from_a_name(link: str, named: bool) -> None:
    assert has_name(link) is named


def test_a_catalogue_is_cleaned_film_by_film() -> None:
    films = [
        FilmRecord("The Lamps", "Lamps, The", 1950, ("Sport",), ("Lamp, Ann", "Q5")),
        FilmRecord("Dusk", "Dusk", 1951, (), ("Ann Lamp",)),
        FilmRecord("Untitled Dusk sequel", "Untitled Dusk sequel", 2030, (), ("Ann Lamp",)),
    ]
    found = list(cleaned(films))
    assert [film.title for film in found] == ["The Lamps", "Dusk"]
    assert found[0].genres == ("Sports",)
    assert found[0].links == ("Ann Lamp", "Q5")
