from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from models.movies.found_again import find_again


def catalogue(*films: tuple[str, str, int], **redirects: str) -> Any:
    """Return what is asked of a catalogue here: a trained one would take seconds and say the same."""
    pages, titles, years = zip(*films, strict=True)
    return SimpleNamespace(pages=pages, titles=titles, years=years, redirects=redirects)


BEFORE = catalogue(
    ("Alien", "Alien", 1979), ("Heat", "Heat", 1995), ("Dune", "Dune", 1984), ("Ran", "Ran", 1985)
)


def test_films_are_found_by_page_by_redirect_and_by_title_and_year() -> None:
    later = catalogue(
        ("Alien", "Alien", 1979),
        ("Heat (1995 film)", "Heat", 1995),
        ("Dune (A)", "Dune", 1984),
        Heat="Heat (1995 film)",
    )
    kept = {"Alien": "Alien", "Heat": "Heat", "Dune": "Dune", "Ran": "Ran"}
    found = find_again(kept, BEFORE, later)
    assert (found.same, found.lost) == (1, ("Ran",))
    assert found.moved == {"Heat": "Heat (1995 film)", "Dune": "Dune (A)"}


def test_neither_another_year_nor_one_of_two_is_taken_for_it() -> None:
    later = catalogue(("Dune (2021)", "Dune", 2021), ("Heat (a)", "Heat", 1995), ("Heat (b)", "Heat", 1995))
    assert find_again({"Dune": "Dune", "Heat": "Heat"}, BEFORE, later).moved == {}
