from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.movies.embeddings import Embeddings
from models.movies.errors import BadYears, UnknownGenre
from models.movies.filter_text import read_filter, read_words
from models.movies.filter_words import Wanted
from models.movies.filter_years import find_years
from models.movies.filters import Filter
from models.movies.library import open_library


@pytest.fixture(scope="module")
def space() -> Embeddings:
    return open_library().embeddings


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("", 0, 9999),
        ("1994", 1994, 1994),
        ("80s", 1980, 1989),
        ("'80s", 1980, 1989),
        ("1980s", 1980, 1989),
        ("1980's", 1980, 1989),
        ("the eighties", 1980, 1989),
        ("00s", 2000, 2009),
        ("10s", 2010, 2019),
        ("1920s", 1920, 1929),
        ("since 2010", 2010, 9999),
        ("2010 and newer", 2010, 9999),
        ("2010-", 2010, 9999),
        ("2010+", 2010, 9999),
        ("2010 onwards", 2010, 9999),
        ("after 2010", 2011, 9999),
        ("after the 90s", 2000, 9999),
        ("since the 90s", 1990, 9999),
        ("before 1980", 0, 1979),
        ("before the 80s", 0, 1979),
        ("older than 1980", 0, 1979),
        ("until 1980", 0, 1980),
        ("up to 1980", 0, 1980),
        ("-1960", 0, 1960),
        ("1980 or earlier", 0, 1980),
        ("1990-1995", 1990, 1995),
        ("1990 – 1995", 1990, 1995),
        ("1995-1990", 1990, 1995),
        ("1990 to 1995", 1990, 1995),
        ("from 1990 to 1995", 1990, 1995),
        ("between 1990 and 1995", 1990, 1995),
        ("70s-90s", 1970, 1999),
        ("80s and 90s", 1980, 1999),
        ("since 1990 before 2000", 1990, 1999),
    ],
)
def test_years_are_read_as_people_say_them(text: str, first: int, last: int) -> None:
    found = find_years(text)
    assert (found.first, found.last, found.rest.strip()) == (first, last, "")


@pytest.mark.parametrize("text", ["20s", "19", "12345", "since 90", "1990 before 1980", "80ss1"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(BadYears):
        find_years(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Filter()),
        ("comedy", Filter(("Comedy",))),
        ("Comedies", Filter(("Comedy",))),
        ("comdey", Filter(("Comedy",))),
        ("sci fi", Filter(("Science Fiction",))),
        ("sci-fi movies", Filter(("Science Fiction",))),
        ("Science-Fiction", Filter(("Science Fiction",))),
        ("rom-com", Filter(("Romance", "Comedy"))),
        ("romantic comedy", Filter(("Romance", "Comedy"))),
        ("film noir", Filter(("Noir",))),
        ("horror comedy", Filter(("Horror", "Comedy"))),
        ("80s sci fi", Filter(("Science Fiction",), (), 1980, 1989)),
        ("a western from the sixties", Filter(("Western",), (), 1960, 1969)),
        ("film noir before 1950", Filter(("Noir",), (), 0, 1949)),
        ("comedies since 2010", Filter(("Comedy",), (), 2010, 9999)),
        ("1990-1995 thriller", Filter(("Thriller",), (), 1990, 1995)),
    ],
)
def test_a_filter_is_read_in_any_order(space: Embeddings, text: str, expected: Filter) -> None:
    assert read_filter(space, text, "", obscure=False) == expected


def test_countries_and_languages_narrow_the_films_where_the_catalogue_knows_them() -> None:
    french, in_french = ("Category:French films",), ("Category:French-language films",)
    known = {
        "french": Wanted(categories=french),
        "in french": Wanted(categories=in_french),
        "comedy": Wanted(("Comedy",)),
    }
    assert read_words(known, "french comedy", ()) == Wanted(("Comedy",), french)
    assert read_words(known, "comedy in French", ()) == Wanted(("Comedy",), in_french)


def test_a_category_is_a_link_that_the_film_has(space: Embeddings) -> None:
    link = space.links[int(np.argmax(space.counts))]
    passing = Filter(categories=(link,), obscure=True).mask(space)
    assert passing.sum() == space.counts.max()
    assert all(link in [fact.name for fact in space.links_of(row)] for row in np.flatnonzero(passing)[:20])
    assert not Filter(categories=("Category:Atlantean films",), obscure=True).mask(space).any()


def test_years_in_their_own_field_and_beside_the_genre_go_together(space: Embeddings) -> None:
    assert read_filter(space, "comedy since 1980", "before 1990", obscure=True) == Filter(
        ("Comedy",), (), 1980, 1989, obscure=True
    )
    with pytest.raises(BadYears):
        read_filter(space, "comedy 1980s", "1990s", obscure=False)
    with pytest.raises(BadYears):
        read_filter(space, "", "comedy", obscure=False)


@pytest.mark.parametrize("text", ["zzyzx", "comedy zzyzx", "🎬"])
def test_a_word_that_says_nothing_is_named_with_the_genres(space: Embeddings, text: str) -> None:
    with pytest.raises(UnknownGenre) as refused:
        read_filter(space, text, "", obscure=False)
    assert refused.value.genre == text.rsplit(maxsplit=1)[-1]


@given(st.text(max_size=60))
def test_no_text_breaks_the_years(text: str) -> None:
    try:
        found = find_years(text)
    except BadYears:
        return
    assert found.first <= found.last
