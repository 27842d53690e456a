"""On the shipped catalogue: no title is taken for another film, be that in the catalogue or left out."""

from __future__ import annotations

import random
from collections import Counter
from functools import cache

from models.movies.library import open_library
from models.movies.titles.search import Found, Several, TitleIndex
from models.movies.titles.spelling import identities

SAMPLE = 4_000
HELD_OUT = 600


class Films:
    """The shipped films as the index takes them."""

    def __init__(self) -> None:
        space = open_library().embeddings
        self.pages, self.titles, self.years = space.pages, space.titles, space.years
        self.fame = space.prominence.tolist()
        self.index = open_library().titles

    def dated(self, row: int) -> str:
        return f"{self.titles[row]} ({self.years[row]})" if self.years[row] else self.titles[row]

    def without(self, rows: set[int]) -> TitleIndex:
        kept = [row for row in range(len(self.pages)) if row not in rows]
        return TitleIndex(
            [self.pages[row] for row in kept],
            [self.titles[row] for row in kept],
            [self.years[row] for row in kept],
            [self.fame[row] for row in kept],
        )


@cache
def films() -> Films:
    return Films()


@cache
def hard() -> list[int]:
    """Return films that are easily taken for others: namesakes, and titles with numbers."""
    shared = Counter(key for title in films().titles for key in set(identities(title)))
    rows = [
        row
        for row, title in enumerate(films().titles)
        if shared[identities(title)[0]] > 1 or any(letter.isdigit() for letter in title)
    ]
    return random.Random(0).sample(rows, SAMPLE)


FORMS = ("{title} ({year})", "{title} {year}", "{title} - {year}", "{title}, {year}")


def test_a_title_with_its_year_is_never_surely_another_film() -> None:
    wrong = []
    for number, row in enumerate(hard()):
        form = FORMS[number % len(FORMS)]
        found = films().index.find(form.format(title=films().titles[row], year=films().years[row]), offers=0)
        if isinstance(found, Found) and found.row != row:
            wrong.append(films().dated(row))
    assert wrong == []


def test_every_film_of_the_catalogue_is_found_by_its_own_name() -> None:
    index = films().index
    assert all(index.find(index.name(row), offers=0) == Found(row) for row in range(len(films().pages)))


def test_the_name_of_an_article_is_its_film_or_asked_about_with_its_namesakes() -> None:
    index = films().index
    wrong = []
    for row in hard():
        match index.find(films().pages[row], offers=0):
            case Found(found):
                fitting = found == row
            case Several(rows):
                fitting = row in rows
            case _:
                fitting = False
        if not fitting:
            wrong.append(films().pages[row])
    assert wrong == []


def test_a_film_left_out_of_the_catalogue_is_never_replaced_by_one_of_another_title() -> None:
    held_out = set(hard()[:HELD_OUT])
    index = films().without(held_out)
    replaced = []
    for row in held_out:
        for typed in (films().titles[row], films().dated(row)):
            found = index.find(typed, offers=0)
            if isinstance(found, Found):
                taken = films().index.row(index.page(found.row))
                assert taken is not None
                if set(identities(films().titles[taken])).isdisjoint(identities(films().titles[row])):
                    replaced.append((typed, index.name(found.row)))
    assert replaced == []
