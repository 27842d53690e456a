from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from models.movies.collect.compare import Changes, compare
from models.movies.errors import CatalogueUnreadable


def film(page: str, year: int = 1990, *, title: str | None = None, director: str = "Ann", **more: Any) -> str:
    return json.dumps({"page": page, "title": title or page, "year": year, "directors": [director], **more})


def changes(tmp_path: Path, earlier: list[str], later: list[str]) -> Changes:
    for name, films in (("a", earlier), ("b", later)):
        (tmp_path / name).write_text("\n".join(films), encoding="utf-8")
    return compare(tmp_path / "a", tmp_path / "b")


def test_films_are_kept_new_or_gone(tmp_path: Path) -> None:
    found = changes(tmp_path, [film("A"), film("B"), film("C")], [film("A"), film("D", 2001)])
    assert found == Changes(kept=1, new=("D",), gone=("B", "C"), renamed=())


def test_a_page_that_became_a_redirect_was_renamed(tmp_path: Path) -> None:
    later = [film("A (1990 film)", title="A", redirects=["A", "Aa"])]
    assert changes(tmp_path, [film("A")], later).renamed == (("A", "A (1990 film)"),)


def test_a_film_of_the_same_title_year_and_director_was_renamed(tmp_path: Path) -> None:
    moved = [film("A (British film)", title="A")]
    assert changes(tmp_path, [film("A")], moved).renamed == (("A", "A (British film)"),)
    for other in ({"year": 1991}, {"director": "Bob"}):
        assert changes(tmp_path, [film("A")], [film("A (film)", title="A", **other)]).renamed == ()


def test_two_films_that_could_be_it_are_neither(tmp_path: Path) -> None:
    later = [film("A (British film)", title="A"), film("A (French film)", title="A")]
    found = changes(tmp_path, [film("A")], later)
    assert (found.renamed, found.gone, len(found.new)) == ((), ("A",), 2)


def test_a_file_of_something_else_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CatalogueUnreadable):
        changes(tmp_path, [film("A")], ["[1, 2]"])
    with pytest.raises(CatalogueUnreadable):
        compare(tmp_path / "a", tmp_path / "none")
