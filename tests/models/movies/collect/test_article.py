from __future__ import annotations

import pytest

from models.movies.collect.article import FilmArticle, read_film
from models.movies.collect.languages import ENGLISH, FRENCH, GERMAN, Language
from models.movies.collect.page_names import PageNames
from testbed.dumps import Written, header
from tests.models.movies.collect.wiki import ALIEN_DAWN, NOT_FILMS, QUIET_RIVER


def read(page: Written, language: Language = ENGLISH, names: PageNames | None = None) -> FilmArticle | None:
    return read_film(page.title, page.text, language, names or PageNames(), frozenset(language.templates))


def film(page: Written, language: Language = ENGLISH, names: PageNames | None = None) -> FilmArticle:
    found = read(page, language, names)
    assert found is not None
    return found


def test_a_film_tells_who_made_it_when_and_where() -> None:
    found = film(ALIEN_DAWN)
    assert (found.page, found.title, found.year, found.runtime_min) == (
        "Alien Dawn (1984 film)",
        "Alien Dawn",
        1984,
        101,
    )
    assert found.directors == ("Vera Stone (director)",)
    assert found.writers == ("Ned Quill", "Amy Inkwell")
    assert found.starring == ("Rita Lane", "Bob Field, Jr.", "Carl Meadow")
    assert found.music == ("Kit Drum", "Lou Lute")
    assert found.studios == ("Big Studio",)
    assert (found.countries, found.languages) == (("United Kingdom", "United States"), ("English",))
    assert found.genres == ("Horror", "Science Fiction")
    assert found.summary.startswith(
        "Alien Dawn is a 1984 British science fiction horror film directed by Vera Stone."
    )
    assert found.references == 3


def test_links_are_those_that_the_article_shows_templates_included() -> None:
    links = film(ALIEN_DAWN).links
    assert {
        "Old London",
        "Mars mission",
        "Starship",
        "Night Shift",
        "2001: The Voyage",
        "Dawn (novel)",
    } <= set(links)
    assert {"Category:1984 films", "Category:Films about dawn"} <= set(links)
    excluded = {
        "Alien Dawn (1984 film)",
        "Hidden page",
        "Not a link",
        "De:Alien Dawn",
        "Wikt:dawn",
        "Category:Dawns",
    }
    assert excluded.isdisjoint(links)
    assert list(links) == sorted(links)


def test_a_terse_infobox_is_read_too() -> None:
    found = film(QUIET_RIVER)
    assert (found.year, found.runtime_min, found.directors) == (1991, 105, ("Vera Stone", "Max Boom"))
    assert (found.countries, found.languages) == (("France", "Italy"), ("French", "Italian"))
    assert found.starring == ("Rita Lane", "Ned Quill")
    assert found.genres == ("Comedy", "Romance")


@pytest.mark.parametrize("page", NOT_FILMS, ids=lambda page: page.title)
def test_what_only_looks_like_a_film_is_none(page: Written) -> None:
    if page.namespace == 0:  # pages of other kinds never come here
        assert read(page) is None


@pytest.mark.parametrize(
    "sentence",
    [
        "is the third installment in the Dawn franchise.",
        "is a 1990 film, the first in the Dawn trilogy.",
        "is a documentary film about a film series.",
        "was a British film of the 1950s.",
    ],
)
def test_a_film_of_a_series_is_a_film(sentence: str) -> None:
    assert read(Written("Dawn III", f"{{{{Infobox film|name=x}}}}\n'''Dawn III''' {sentence}")) is not None


@pytest.mark.parametrize(
    ("name", "box", "sentence", "year"),
    [
        ("A", "|released={{Film date|1985|1|1|UK|1983|5|1|US}}", "is a film.", 1983),
        ("A", "|released={{Film date|1985}}", "is a 1980 American film.", 1980),
        ("A", "|released=12 May 1931 (restored 2004)", "was silent.", 1931),
        ("A (1977 film)", "", "is a film.", 1977),
        ("A", "", "is a film.[[Category:1966 films]]", 1966),
        ("1917", "", "is a film.", None),
        ("A", "|released=TBA|runtime=90", "is an upcoming film.", None),
    ],
)
def test_the_year_is_that_of_the_first_release(name: str, box: str, sentence: str, year: int | None) -> None:
    assert film(Written(name, f"{{{{Infobox film{box}}}}}\n'''A''' {sentence}")).year == year


@pytest.mark.parametrize(
    ("told", "minutes"),
    [
        ("101 minutes", 101),
        ("1h 30m", 90),
        ("2 hours and 5 minutes", 125),
        ("95 min.<br>99 min.", 95),
        ("87", 87),
        ("{{Plainlist|\n* 112 minutes\n* 130 minutes}}", 112),
        ("", None),
        ("short", None),
    ],
)
def test_the_running_time_in_minutes(told: str, minutes: int | None) -> None:
    assert film(Written("A", f"{{{{Infobox film|runtime={told}}}}}")).runtime_min == minutes


def test_a_german_article() -> None:
    names = PageNames.of(header("de", {0: "", 6: "Datei", 10: "Vorlage", 14: "Kategorie"}).encode())
    page = Written(
        "Der Fluss (1987)",
        "{{Infobox Film|Titel=Der Fluss|Produktionsland=[[Deutschland]], Österreich|Originalsprache=Deutsch"
        "|Erscheinungsjahr=1987|Länge=98|Regie=[[Vera Stein]]|Drehbuch=* [[Ned Feder]]|Musik=Kit Trommel"
        "|Besetzung=* [[Rita Weg]]: Anna\n* [[Bob Feld]]: Karl\n}}\n'''Der Fluss''' ist ein deutscher "
        "[[Filmdrama|Spielfilm]] von [[Vera Stein]] aus dem Jahr 1987.\n"
        "[[Kategorie:Filmtitel 1987]]\n[[Kategorie:Filmdrama]]\n[[Kategorie:Kriminalfilm]]",
    )
    found = film(page, GERMAN, names)
    assert (found.title, found.year, found.runtime_min) == ("Der Fluss", 1987, 98)
    assert (found.directors, found.starring) == (("Vera Stein",), ("Rita Weg", "Bob Feld"))
    assert (found.countries, found.languages) == (("Deutschland", "Österreich"), ("Deutsch",))
    assert found.genres == ("Crime", "Drama")
    reihe = Written(
        "Fluss-Filme", "{{Infobox Film}}\n'''Fluss''' ist eine deutsche Filmreihe aus drei Filmen."
    )
    assert read(reihe, GERMAN, names) is None


def test_a_french_article() -> None:
    names = PageNames.of(header("fr", {0: "", 6: "Fichier", 10: "Modèle", 14: "Catégorie"}).encode())
    page = Written(
        "La Rivière (film, 1962)",
        "{{Infobox Cinéma (film)|titre=La Rivière|réalisation=[[Véra Pierre]]|scénario=[[Néd Plume]]"
        "|acteur=[[Rita Rue]]<br>[[Bob Champ]]|pays={{France}}<br>Italie|genre=[[Comédie dramatique]]"
        "|durée=102|année de sortie=1962}}\n'''''La Rivière''''' est un [[film]] français réalisé par "
        "[[Véra Pierre]] et sorti en 1962.\n[[Catégorie:Film français sorti en 1962]]\n"
        "[[Catégorie:Comédie romantique française]]",
    )
    found = film(page, FRENCH, names)
    assert (found.title, found.year, found.runtime_min) == ("La Rivière", 1962, 102)
    assert (found.directors, found.starring) == (("Véra Pierre",), ("Rita Rue", "Bob Champ"))
    assert found.countries == ("France", "Italie")
    assert {"Comedy", "Drama", "Romance"} <= set(found.genres)
