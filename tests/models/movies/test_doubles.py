"""What is one film and what are two, by kind; each pair stands among strangers, so that links are rare."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest

from models.movies.doubles import merged
from models.movies.film_record import FilmRecord

CREW = ("A director", "A leading lady", "A leading man", "A writer")
OTHERS = ("Another director", "Another lady", "Another man", "Another writer")
COMMON = ("Category:Drama films", "Warner Bros.")
YEARS = tuple(f"{year} in film" for year in range(1910, 2020))
STRANGERS = [
    FilmRecord(f"Stranger {n}", f"Stranger {n}", 1900 + n % 100, ("Drama",), (*COMMON, *YEARS))
    for n in range(200)
]


def film(page: str, year: int, people: tuple[str, ...] = CREW, item: int | None = None) -> FilmRecord:
    title = page.partition(" (")[0]
    return FilmRecord(page, title, year, ("Drama",), (*COMMON, f"{year} in film", *people), item=item)


def known(page: str, year: int, people: tuple[str, ...] = CREW, item: int = 7) -> FilmRecord:
    """Return a film that Wikidata knows."""
    return film(page, year, people, item)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (film("Cats & Dogs", 1994), film("Cats and Dogs", 1994, OTHERS)),  # two such pages need brackets
        (film("Sleet II", 2003), film("Sleet 2", 2003, ())),
        (film("The 7th Day", 1958), film("The Seventh Day", 1958, OTHERS)),
        (film("The Life of Eve", 1937), film("The Life of Éve", 1937, OTHERS)),
        (known("Sleet (1953 film)", 1953), film("Sleet (1952 film)", 1952, CREW[:3])),
        (known("Sleet", 1949), film("Sleet (film)", 1948, CREW[1:])),
        (known("Law of Sleet (film)", 1932), film("The Law of Sleet", 1931, CREW[:2])),
        (film("Sleet (1951 film)", 1951), film("Sleet (film)", 1952)),
        (known("Sleet (1972 animated film)", 1972), film("Sleet (1973 film)", 1973)),
    ],
)
def test_an_entry_under_another_spelling_is_the_same_film(one: FilmRecord, other: FilmRecord) -> None:
    for first, second in permutations((one, other)):
        found = merged([*STRANGERS, first, second])
        (kept,) = found[len(STRANGERS) :]
        assert {kept.page, *kept.redirects} == {one.page, other.page}
        assert {*one.links, *other.links} - {*kept.links} <= {f"{other.year} in film", f"{one.year} in film"}
        assert kept.item == (one.item or other.item)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (known("Sleet (1931 film)", 1931), known("Sleet (1941 film)", 1941, OTHERS, 8)),  # a remake
        (known("Sleet (1931 film)", 1931), film("Sleet (1941 film)", 1941)),  # with all of its people
        (known("Sleet (1921 film)", 1921), known("Sleet (1922 film)", 1922, CREW, 8)),  # Wikidata has both
        (film("Sleet (1921 film)", 1921), film("Sleet (1922 film)", 1922, (*CREW[:2], *OTHERS))),
        (known("Sleet (2011 film)", 2011), film("The Sleet (2010 film)", 2010, OTHERS)),  # namesakes
        (known("Sleet (2011 film)", 2011), film("Sleet (2012 film)", 2012, (CREW[0], *OTHERS[1:]))),
        (film("Sleet (1919 Paramount film)", 1919), film("Sleet (1919 Pathe film)", 1919)),
        (known("Sleet (1931 English-language film)", 1931), film("Sleet (1931 Spanish-language film)", 1931)),
        (film("A Sleet", 1917), film("The Sleet", 1917, OTHERS)),
        (film("Sleet", 1994), film("Sleet 2", 1994)),
    ],
)
def test_remakes_and_namesakes_stay_apart(one: FilmRecord, other: FilmRecord) -> None:
    films = [*STRANGERS, one, other]
    assert merged(films) == films


def test_the_fuller_entry_is_kept_in_its_place_and_gains_what_it_lacks() -> None:
    fuller = replace(film("Sleet & Rain", 1990), genres=())
    thinner = replace(
        known("Sleet and Rain", 1990, CREW[:1]), cast=12, reviewed=True, redirects=("Sleet etc.",)
    )
    first, kept, last = merged([STRANGERS[0], fuller, STRANGERS[1], thinner])
    assert (first, last) == (STRANGERS[0], STRANGERS[1])
    assert kept == replace(
        fuller,
        genres=("Drama",),
        item=7,
        cast=12,
        reviewed=True,
        redirects=("Sleet and Rain", "Sleet etc."),
    )
