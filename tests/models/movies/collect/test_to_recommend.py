"""The talk's own pipeline: a dump, films collected from it, a trained catalogue, recommendations."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from distributed import LocalCluster

from models.movies.build import build
from models.movies.catalogues import Catalogues
from models.movies.collect.collect import CollectConfig, collect
from models.movies.embeddings import load_embeddings
from models.movies.filters import Filter
from models.movies.found_again import find_again
from models.movies.library import Library
from testbed.dumps import Written, write_plain
from tests.models.movies.conftest import SMALL, checkerboard


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a catalogue trained on what was collected from a dump of the checkerboard's articles."""
    folder = tmp_path_factory.mktemp("pipeline")
    pages = []
    for film in checkerboard():
        links = " ".join(f"[[{link}]]" for link in film.links)
        box = f"{{{{Infobox film|released={film.year}|genre={film.genres[0]}|starring=Ann}}}}"
        pages += [Written(film.page, f"{box} {links}"), Written(f"{film.title} (film)", redirect=film.page)]
    with LocalCluster(n_workers=1, processes=False, dashboard_address=":0", silence_logs=50) as cluster:
        dump, out = write_plain(folder / "wiki.xml", pages), folder / "films.ndjson.gz"
        collect(CollectConfig(str(dump), out, scheduler=cluster.scheduler_address))
    build(out, folder / "mine", SMALL)
    return folder / "mine"


def test_who_likes_even_films_is_shown_even_films(model: Path) -> None:
    library = Library(load_embeddings(model))
    even = [row for row in range(len(library)) if library.film(row).title.startswith("Even")]
    odd = [row for row in range(len(library)) if row not in even]
    taste = library.taste(tuple(even[:5]), tuple(odd[:5]))
    # Two of each: with sixty links among all films, any third shares so many that it passes for a sequel.
    best, worst = library.recommend(taste, 2, Filter(), [*even[:5], *odd[:5]])
    assert all(pick.row in even for pick in best)
    assert all(pick.row in odd for pick in worst)


def test_films_are_found_again_by_the_redirects_of_the_dump(model: Path) -> None:
    space = load_embeddings(model)
    assert {each.starring for each in space.roles.values()} == {("Ann",)}
    before = {"Even 0 (film)": "Even 0", "Even 2 (1931 film)": "Even 2", "Gone": "Gone"}
    found = find_again(before, space, space)
    assert (found.moved, found.same, found.lost) == ({"Even 0 (film)": "Even 0 (1930 film)"}, 1, ("Gone",))


def test_a_trained_catalogue_is_taken_in_and_chosen(model: Path, tmp_path: Path) -> None:
    catalogues = Catalogues(tmp_path / "films")
    assert (catalogues.names, catalogues.chosen) == (("shipped",), "shipped")
    shutil.copytree(model, tmp_path / "mine")
    catalogues.choose(catalogues.take_in(tmp_path / "mine"))
    assert (catalogues.names, catalogues.chosen) == (("shipped", "mine"), "mine")
    assert load_embeddings(catalogues.place("mine")).pages == load_embeddings(model).pages
