from __future__ import annotations

import pytest

from models.movies.collect.page_names import PageNames
from testbed.dumps import header

ENGLISH = PageNames()


@pytest.mark.parametrize(
    ("inside", "page"),
    [
        ("alien", "Alien"),
        (" the_Alien  film ", "The Alien film"),
        ("Alien#Plot", "Alien"),
        ("AT&amp;T", "AT&T"),
        ("Tom &nbsp;Hanks", "Tom Hanks"),
        ("2001: A Space Odyssey", "2001: A Space Odyssey"),
        ("Mission: Impossible", "Mission: Impossible"),
        (":Alien", "Alien"),
        ("ß (letter)", "ß (letter)".upper()[:2] + " (letter)"),
        ("category: french films", "Category:French films"),
        ("Category:French_films", "Category:French films"),
        (":Category:French films", None),
        ("#Cast", None),
        ("", None),
        ("File:Poster.jpg", None),
        ("image:Poster.jpg", None),
        ("User talk:Ada", None),
        ("de:Alien", None),
        ("zh-min-nan:Alien", None),
        ("wikt:alien", None),
        (":fr:Alien", None),
        ("Category:", None),
    ],
)
def test_a_link_stands_for_a_page_a_category_or_nothing_here(inside: str, page: str | None) -> None:
    assert ENGLISH.target(inside) == page


def test_a_wiki_says_what_it_calls_its_namespaces() -> None:
    german = PageNames.of(header("de", {0: "", 6: "Datei", 10: "Vorlage", 14: "Kategorie"}).encode())
    assert (
        german.target("Kategorie:Horrorfilm") == german.target("category:horrorfilm") == "Category:Horrorfilm"
    )
    assert german.target("Datei:Plakat.jpg") is None
    assert german.called(10) == "Vorlage"
    assert ENGLISH.called(10) == "Template"
