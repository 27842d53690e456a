from __future__ import annotations

import gzip
import json
from pathlib import Path

import numpy as np
import pytest

from models.movies.catalogue import Catalogue, parse_film, read_catalogue
from models.movies.errors import CatalogueUnreadable


def write(path: Path, *lines: object) -> Path:
    path.write_text("\n".join(x if isinstance(x, str) else json.dumps(x) for x in lines), encoding="utf-8")
    return path


def film(page: str, *links: str) -> dict[str, object]:
    return {"page": page, "title": page, "year": 2000, "genres": ["Drama"], "links": links}


def test_both_forms_are_read_by_one_loader(tmp_path: Path) -> None:
    path = write(
        tmp_path / "films.ndjson",
        film("Heat", "Al Pacino", "Robert De Niro"),
        ["Dune (2021 film)", {"director": "Denis Villeneuve"}, ["Al Pacino", "2021 in film"], "8.0", 0.83],
        [
            "Alien (film)",
            {},
            ["1979 in film", "1980 in film", "Category:Drama films", "Category:French films"],
            None,
        ],
    )
    dune, alien = read_catalogue(path).films[1:]
    assert (dune.page, dune.title, dune.year) == ("Dune (2021 film)", "Dune", 2021)
    assert (alien.title, alien.year, alien.genres) == ("Alien", 1979, ("Drama",))


def test_a_gzipped_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "films.ndjson.gz"
    path.write_bytes(gzip.compress(json.dumps(film("Heat", "a", "b")).encode()))
    assert read_catalogue(path, min_count=1).links == ("a", "b")


def test_links_in_a_single_film_tie_nothing_together_and_are_left_out(tmp_path: Path) -> None:
    found = read_catalogue(write(tmp_path / "f", film("A", "x", "y", "y"), film("B", "y", "z")))
    assert found.links == ("y",)
    np.testing.assert_array_equal(found.counts, [2])
    np.testing.assert_array_equal(found.rows, [0, 1])


def test_a_page_twice_is_one_film(tmp_path: Path) -> None:
    assert len(read_catalogue(write(tmp_path / "f", film("A", "x"), film("A", "y"))).films) == 1


def test_one_damaged_line_in_many_is_counted_and_left_out(tmp_path: Path) -> None:
    path = write(tmp_path / "f", *(film(f"Film {n}", "x") for n in range(200)), '{"page": "Cut off')
    found = read_catalogue(path)
    assert (len(found.films), found.damaged_lines) == (200, 1)


@pytest.mark.parametrize(
    "line", ["{", '"text"', '{"page": 1, "links": []}', '["Heat", {}, [1]]', "[]", "null"]
)
def test_a_file_of_damaged_lines_names_the_first(tmp_path: Path, line: str) -> None:
    with pytest.raises(CatalogueUnreadable) as raised:
        read_catalogue(write(tmp_path / "f", film("A", "x"), line))
    assert raised.value.line == 2


def test_missing_empty_and_cut_off_files_are_unreadable(tmp_path: Path) -> None:
    (tmp_path / "cut.gz").write_bytes(gzip.compress(b"x" * 5000)[:-9])
    for path in (tmp_path / "none", write(tmp_path / "empty"), tmp_path / "cut.gz"):
        with pytest.raises(CatalogueUnreadable):
            read_catalogue(path)


def test_a_year_that_is_no_number_is_looked_for_elsewhere() -> None:
    made = parse_film({"page": "Heat (1995 film)", "links": ["2020 in film"], "year": "?"})
    assert made.year == 1995


def test_pairs_are_stored_row_by_row(catalogue: Catalogue) -> None:
    for row in (0, 7):
        columns = catalogue.columns[catalogue.pointers[row] : catalogue.pointers[row + 1]]
        assert [catalogue.links[c] for c in columns] == sorted(catalogue.films[row].links)
