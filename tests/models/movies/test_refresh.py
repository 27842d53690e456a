"""An artifact whose films are told anew: what was learned stays, what finds films is made again."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from models.artifacts import load_artifact, save_artifact
from models.movies.embeddings import BUILD_COMMAND, KIND, Embeddings, load_embeddings
from models.movies.errors import CatalogueUnreadable
from models.movies.film_keys import film_key
from models.movies.film_record import FilmRecord
from models.movies.library import Library
from models.movies.refresh import refresh
from models.movies.titles.search import Found
from models.movies.titles.title_keys import RULES, TitleKeys
from tests.models.movies.conftest import as_line, checkerboard


@pytest.fixture
def mine(artifact: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(artifact, tmp_path / "mine"))


def written(path: Path, films: list[FilmRecord]) -> Path:
    path.write_text("".join(as_line(film) + "\n" for film in films), encoding="utf-8")
    return path


def test_a_film_that_is_one_with_another_now_is_found_by_both_names(
    mine: Path, embeddings: Embeddings, tmp_path: Path
) -> None:
    films = checkerboard()
    films[2] = replace(films[2], title=films[0].title, links=films[0].links)  # as if the source had it twice
    new = replace(films[1], page="New", title="New", year=2001)
    films[5] = replace(films[5], title="Odd 5: a better title")
    manifest = refresh(mine, written(tmp_path / "films.ndjson", [*films, new]))
    later = load_embeddings(mine)
    gone = {films[2].page}
    assert list(later.pages) == [page for page in embeddings.pages if page not in gone]
    assert manifest.data["films"] == len(later.pages)
    kept = [row for row, page in enumerate(embeddings.pages) if page not in gone]
    np.testing.assert_allclose(later.vectors, embeddings.vectors[kept], atol=1e-6)
    np.testing.assert_array_equal(later.prominence, embeddings.prominence[kept])
    assert [later.links_of(at)[0].name for at in range(9)] == [
        embeddings.links_of(row)[0].name for row in kept[:9]
    ]

    library = Library(later)
    by_key = library.by_key(film_key(films[2].page))
    assert by_key is not None
    assert by_key.page == films[0].page
    assert library.titles.row(films[2].page) == library.titles.row(films[0].page) == 0
    assert library.titles.find("odd 5 a better title") == Found(4)
    assert [library.by_key(key) for key in ("not a key", "00" * 6, "")] == [None] * 3
    assert library.titles.row("New") is None


def test_a_film_whose_page_is_another_one_now_keeps_its_place(mine: Path, tmp_path: Path) -> None:
    films = checkerboard()
    page = films[2].page
    fuller = replace(films[2], page="Even 2 (film)", links=(*films[2].links, "Link 1", "Link 3"))
    films[2] = replace(films[2], links=films[2].links[:-1])
    row = load_embeddings(mine).pages.index(page)
    refresh(mine, written(tmp_path / "films.ndjson", [*films, fuller]))
    later = load_embeddings(mine)
    assert later.pages[row] == fuller.page
    assert later.redirects == {page: fuller.page}
    assert len(later.pages) == len(films)


def test_keys_of_other_rules_of_spelling_are_made_anew_at_opening(mine: Path) -> None:
    whole = load_artifact(mine, KIND, BUILD_COMMAND)
    right = TitleKeys.of(load_embeddings(mine).titles)
    kept = whole.documents["title_keys"]
    others: list[dict[str, Any]] = [
        {name: text for name, text in whole.documents.items() if name != "title_keys"},
        whole.documents | {"title_keys": kept | {"rules": RULES + 1, "keys": kept["keys"].upper()}},
    ]
    for documents in others:
        manifest = whole.manifest
        save_artifact(
            mine,
            KIND,
            config=manifest.config,
            data=manifest.data,
            metrics=manifest.metrics,
            tensors=whole.tensors,
            documents=documents,
        )
        assert load_embeddings(mine).title_keys.keys == right.keys


def test_a_file_of_other_films_changes_nothing(mine: Path, tmp_path: Path) -> None:
    before = (mine / "manifest.json").read_bytes()
    other = [FilmRecord("Other", "Other", 2000, (), ("Link 1", "Link 2"))]
    with pytest.raises(CatalogueUnreadable, match="none of the model's films"):
        refresh(mine, written(tmp_path / "other.ndjson", other))
    assert (mine / "manifest.json").read_bytes() == before
