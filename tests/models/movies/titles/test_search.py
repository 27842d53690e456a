from __future__ import annotations

from collections.abc import Sequence

import pytest

from models.movies.titles.search import WELL_KNOWN, Found, Lacking, Outcome, Several, TitleIndex

FILMS = [
    ("Star Wars (film)", "Star Wars", 1977),
    ("The Empire Strikes Back", "The Empire Strikes Back", 1980),
    ("Harry Potter and the Goblet of Fire (film)", "Harry Potter and the Goblet of Fire", 2005),
    ("Dune (2021 film)", "Dune", 2021),
    ("Dune (1984 film)", "Dune", 1984),
    ("The Matrix", "The Matrix", 1999),
    ("Amélie", "Amélie", 2001),
    ("1917 (2019 film)", "1917", 2019),
    ("Blade Runner 2049", "Blade Runner 2049", 2017),
    ("Blade Runner", "Blade Runner", 1982),
    ("LotR 1", "The Lord of the Rings: The Fellowship of the Ring", 2001),
    ("LotR 2", "The Lord of the Rings: The Two Towers", 2002),
    ("Fast & Furious (2009 film)", "Fast & Furious", 2009),
    ("Ocean's Eleven (2001 film)", "Ocean's Eleven", 2001),
    ("Ocean's 11", "Ocean's 11", 1960),
    ("M (1931 film)", "M", 1931),
    ("The Godfather", "The Godfather", 1972),
    ("The Godfather Part II", "The Godfather Part II", 1974),
    ("Rocky III", "Rocky III", 1982),
    ("Rocky", "Rocky", 1976),
    ("12 Monkeys", "12 Monkeys", 1995),
    ("Mission: Impossible 2", "Mission: Impossible 2", 2000),
    ("Terminator 2: Judgment Day", "Terminator 2: Judgment Day", 1991),
    ("Spider-Man 2", "Spider-Man 2", 2004),
    ("WALL-E", "WALL-E", 2008),
    ("8½", "8½", 1963),
    ("Alien 3", "Alien³", 1992),
    ("MASH (film)", "M*A*S*H", 1970),
    ("$ (film)", "$", 1971),
    ("The 13th Warrior", "The 13th Warrior", 1999),
    ("One Hundred and One Dalmatians", "One Hundred and One Dalmatians", 1961),
    ("Nine (2009 live-action film)", "Nine", 2009),
    ("9 (2009 animated film)", "9", 2009),
    ("The City of Lost Children", "The City of Lost Children", 1995),
    ("Seven Samurai", "Seven Samurai", 1954),
    ("The Boys (1962 British film)", "The Boys", 1962),
    ("The Boys (1962 Finnish film)", "The Boys", 1962),
    ("The Changeling (film)", "The Changeling", 1980),
    ("Paddington (film)", "Paddington", 2014),
    ("Toy Story", "Toy Story", 1995),
    ("The Talker", "The Talker", 1925),
    ("Internal Affairs (film)", "Internal Affairs", 1990),
    ("The Wicker Man (2006 film)", "The Wicker Man", 2006),
    ("Rambo (2008 film)", "Rambo", 2008),
    ("2001: A Space Odyssey (film)", "2001: A Space Odyssey", 1968),
]
LITTLE_KNOWN = "The Changeling"


@pytest.fixture(scope="module")
def titles() -> TitleIndex:
    pages, names, years = zip(*FILMS, strict=True)
    unknown = [
        (f"Unknown {number}", f"Unknown film of no fame {number * 7919}", 1900)
        for number in range(WELL_KNOWN)
    ]
    fame = [0.0 if name == LITTLE_KNOWN else 2.0 for name in names] + [1.0] * len(unknown)
    more_pages, more_names, more_years = zip(*unknown, strict=True)
    return TitleIndex(pages + more_pages, names + more_names, years + more_years, fame)


def told(titles: TitleIndex, outcome: Outcome) -> Sequence[str]:
    match outcome:
        case Found(row):
            return [titles.name(row)]
        case Several(rows):
            return [titles.name(row) for row in rows]
        case Lacking(offers):
            return [titles.name(row) for row in offers]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("star wars", "Star Wars (1977)"),
        ("STAR WARS (film)", "Star Wars (1977)"),
        ("matrix", "The Matrix (1999)"),
        ("Matrix, The", "The Matrix (1999)"),
        ("Matrix, The (1999)", "The Matrix (1999)"),
        ("the matrix (1999 film)", "The Matrix (1999)"),
        ("“The Matrix”", "The Matrix (1999)"),
        ("The Matrix - 1999", "The Matrix (1999)"),
        ("The Matrix, 1999", "The Matrix (1999)"),
        ("The Matrix [1999]", "The Matrix (1999)"),
        ("amelie", "Amélie (2001)"),
        ("1917", "1917 (2019)"),
        ("1917 2019", "1917 (2019)"),
        ("blade runner 2049", "Blade Runner 2049 (2017)"),
        ("Blade Runner 2049 (2017)", "Blade Runner 2049 (2017)"),
        ("blade runner", "Blade Runner (1982)"),
        ("2001 a space odyssey", "2001: A Space Odyssey (1968)"),
        ("dune 2021", "Dune (2021)"),
        ("Dune (1984)", "Dune (1984)"),
        ("Dune (1984 film)", "Dune (1984)"),
        ("fast and furious", "Fast & Furious (2009)"),
        ("m", "M (1931)"),
        ("mash", "M*A*S*H (1970)"),
        ("$", "$ (1971)"),
        ("8 1/2", "8½ (1963)"),
        ("spiderman 2", "Spider-Man 2 (2004)"),
        ("Spider Man 2", "Spider-Man 2 (2004)"),
        ("walle", "WALL-E (2008)"),
    ],
)
def test_the_way_of_writing_a_title_does_not_matter(titles: TitleIndex, typed: str, name: str) -> None:
    found = titles.find(typed)
    assert isinstance(found, Found)
    assert told(titles, found) == [name]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("godfather 2", "The Godfather Part II (1974)"),
        ("The Godfather: Part Two", "The Godfather Part II (1974)"),
        ("Rocky 3", "Rocky III (1982)"),
        ("Rocky Three", "Rocky III (1982)"),
        ("rocky3", "Rocky III (1982)"),
        ("Twelve Monkeys", "12 Monkeys (1995)"),
        ("Mission: Impossible II", "Mission: Impossible 2 (2000)"),
        ("alien 3", "Alien³ (1992)"),
        ("Thirteenth Warrior", "The 13th Warrior (1999)"),
        ("101 Dalmatians", "One Hundred and One Dalmatians (1961)"),
        ("terminator ii", "Terminator 2: Judgment Day (1991)"),
        ("Ocean's Eleven 1960", "Ocean's 11 (1960)"),
        ("Nine (2009)", "Nine (2009)"),
        ("9 (2009)", "9 (2009)"),
    ],
)
def test_a_number_is_the_same_in_digits_letters_and_numerals(
    titles: TitleIndex, typed: str, name: str
) -> None:
    found = titles.find(typed)
    assert isinstance(found, Found)
    assert told(titles, found) == [name]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Star Wars: Episode V - The Empire Strikes Back", "The Empire Strikes Back (1980)"),
        ("star wars 5", "The Empire Strikes Back (1980)"),
        ("Star Wars Episode IV", "Star Wars (1977)"),
        ("lotr 2", "The Lord of the Rings: The Two Towers (2002)"),
        ("Harry Potter 4", "Harry Potter and the Goblet of Fire (2005)"),
        ("Le Fabuleux Destin d'Amélie Poulain", "Amélie (2001)"),
        ("Shichinin no samurai", "Seven Samurai (1954)"),
        ("Shichinin no samurai (Seven Samurai) (1954)", "Seven Samurai (1954)"),
        (
            "City of Lost Children, The (Cité des enfants perdus, La) (1995)",
            "The City of Lost Children (1995)",
        ),
        ("Cité des enfants perdus, La (1995)", "The City of Lost Children (1995)"),
        ("Ocean's Eleven (a.k.a. Ocean's 11) (1960)", "Ocean's 11 (1960)"),
    ],
)
def test_other_names_of_a_film_find_it(titles: TitleIndex, typed: str, name: str) -> None:
    found = titles.find(typed)
    assert isinstance(found, Found)
    assert told(titles, found) == [name]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("dune", ["Dune (2021)", "Dune (1984)"]),
        ("ocean's eleven", ["Ocean's Eleven (2001)", "Ocean's 11 (1960)"]),
        ("the boys (1962)", ["The Boys (1962, British)", "The Boys (1962, Finnish)"]),
        (
            "LOTR",
            [
                "The Lord of the Rings: The Fellowship of the Ring (2001)",
                "The Lord of the Rings: The Two Towers (2002)",
            ],
        ),
    ],
)
def test_a_title_of_several_films_asks(titles: TitleIndex, typed: str, names: list[str]) -> None:
    found = titles.find(typed)
    assert isinstance(found, Several)
    assert told(titles, found) == names


@pytest.mark.parametrize(
    ("typed", "offer"),
    [
        ("Tokyo Story", "Toy Story (1995)"),
        ("Stalker", "The Talker (1925)"),
        ("Infernal Affairs", "Internal Affairs (1990)"),
        ("Paddington 2", "Paddington (2014)"),
        ("Rocky 1", "Rocky (1976)"),
        ("Changeling", "The Changeling (1980)"),  # little known: another film may be meant
        ("A Changeling (1980)", "The Changeling (1980)"),
        ("The Rocky", "Rocky (1976)"),
        ("Rocky!", "Rocky (1976)"),
        ("the matirx", "The Matrix (1999)"),
        ("bladerunner", "Blade Runner (1982)"),
        ("harry poter", "Harry Potter and the Goblet of Fire (2005)"),
        ("goblet of fire", "Harry Potter and the Goblet of Fire (2005)"),
        ("lord of rings", "The Lord of the Rings: The Two Towers (2002)"),
    ],
)
def test_a_title_that_is_lacking_is_never_replaced_only_offers_are_made(
    titles: TitleIndex, typed: str, offer: str
) -> None:
    found = titles.find(typed)
    assert not isinstance(found, Found)
    assert offer in told(titles, found)


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("The Wicker Man (1973)", ["The Wicker Man (2006)"]),
        ("wicker man 1973", ["The Wicker Man (2006)"]),
        ("dune 1985", ["Dune (1984)", "Dune (2021)"]),  # another country's release, perhaps: asked
        ("Ocean's Eleven 1970", ["Ocean's 11 (1960)", "Ocean's Eleven (2001)"]),
    ],
)
def test_a_year_decides_and_of_another_year_there_are_offers(
    titles: TitleIndex, typed: str, names: list[str]
) -> None:
    found = titles.find(typed)
    assert isinstance(found, Lacking)
    assert found.year in (1973, 1985, 1970)
    assert told(titles, found) == names


def test_every_film_is_found_by_its_name(titles: TitleIndex) -> None:
    for row in range(len(FILMS)):
        assert titles.find(titles.name(row)) == Found(row)


def test_completion_puts_what_begins_as_typed_first(titles: TitleIndex) -> None:
    assert [titles.name(row) for row in titles.complete("bla", 2)] == [
        "Blade Runner 2049 (2017)",
        "Blade Runner (1982)",
    ]
    assert titles.name(titles.complete("dune (19", 1)[0]) == "Dune (1984)"
    assert titles.name(titles.complete("dune 1984", 1)[0]) == "Dune (1984)"
    assert titles.name(titles.complete("goblet of fi", 1)[0]) == "Harry Potter and the Goblet of Fire (2005)"


@pytest.mark.parametrize(
    "typed", ["", "  ", "(film)", "qqqqzzzz", "?!", "🎬", "x" * 500, "(1999)", "the", ",,,"]
)
def test_nonsense_finds_nothing_and_breaks_nothing(titles: TitleIndex, typed: str) -> None:
    assert isinstance(titles.find(typed), Lacking)
    assert isinstance(titles.complete(typed), list)


def test_a_page_is_found_by_its_key(titles: TitleIndex) -> None:
    assert titles.row("Amélie") == 6
    assert titles.row("Amelie") is None
