"""An index finds nearly what the exact search finds, says true figures, and is whole or not used."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from models import artifacts
from models.artifacts import MANIFEST_FILE
from models.errors import ArtifactDamaged, ArtifactMissing, NotWritable
from models.words.errors import NoIndexer
from models.words.space import search
from models.words.space.index import FOLDER, GRAPH_FILE, Index
from models.words.space.vectors import WordVectors
from models.words.store.manifest import Precision
from models.words.store.prepare import prepare
from models.words.store.shelf import Shelf
from models.words.store.vector_file import Chunk, VectorFile

NAME = "frequent"
ROWS = 6_000
COMMAND = f"hyperplane vectors index {NAME}"


@pytest.fixture(scope="session")
def indexed_shelf(default_vectors: WordVectors, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a shelf with the most frequent of the default words, in half precision, and their index."""
    folder = tmp_path_factory.mktemp("indexed")
    words = [default_vectors.vocabulary.word(row) for row in range(ROWS)]
    rows = np.array(default_vectors.matrix[:ROWS], np.float32)
    source = VectorFile("default", "made", ROWS, rows.shape[1], 1, lambda: iter([Chunk(words, rows, 1)]))
    prepare(source, folder, NAME, precision=Precision.HALF)
    Shelf(folder).build_index(NAME, threads=1)  # by several, each build is another graph
    return folder


@pytest.fixture
def shelf(indexed_shelf: Path, tmp_path: Path) -> Shelf:
    """Return a copy of it to be damaged."""
    shutil.copytree(indexed_shelf, tmp_path / "shelf")
    return Shelf(tmp_path / "shelf")


def opened(shelf: Shelf) -> WordVectors:
    words = shelf.open(NAME)
    words.index = shelf.open_index(words)
    return words


def test_nearly_all_neighbours_are_found_with_their_true_similarities(indexed_shelf: Path) -> None:
    words = opened(Shelf(indexed_shelf))
    found = 0
    for row in range(0, ROWS, 20):
        term = words.term(words.vocabulary.word(row))
        exact, near = words.neighbours(term, 10, exact=True), words.neighbours(term, 10)
        assert (exact.exact, near.exact) == (True, False)
        similarities = {each.word: each.similarity for each in words.neighbours(term, 50, exact=True).found}
        assert all(each.similarity == similarities[each.word] for each in near.found)
        found += len({each.word for each in exact.found} & {each.word for each in near.found})
    assert found / (ROWS / 20 * 10) >= 0.98


def test_excluded_words_are_never_found_and_leave_as_many_as_asked_for(indexed_shelf: Path) -> None:
    words = opened(Shelf(indexed_shelf))
    assert words.index is not None
    query = words.vector(words.term("coffee"))
    excluded = search.nearest(words.matrix, query[None], 500)[0].rows.tolist()
    rows = words.index.nearest(query, 25, excluded).rows.tolist()
    assert len(rows) == 25
    assert not set(rows) & set(excluded)


def test_a_phrase_is_answered_without_its_own_words(indexed_shelf: Path) -> None:
    words = opened(Shelf(indexed_shelf))
    found = [each.word for each in words.neighbours(words.term("ice cream"), 25).found]
    assert len(found) == 25
    assert not {"ice", "cream"} & set(found)


def test_analogies_and_several_words_are_searched_exactly(indexed_shelf: Path) -> None:
    words, plain = opened(Shelf(indexed_shelf)), Shelf(indexed_shelf).open(NAME)
    terms = words.terms(["coffee", "king"])
    assert words.neighbours_many(terms, 10) == plain.neighbours_many(terms, 10)


def test_without_an_index_the_command_that_builds_it_is_told(shelf: Shelf) -> None:
    shutil.rmtree(shelf.folder / NAME / FOLDER)
    with pytest.raises(ArtifactMissing) as caught:
        opened(shelf)
    assert caught.value.command == COMMAND


def flip_a_byte(folder: Path) -> None:
    data = bytearray((folder / GRAPH_FILE).read_bytes())
    data[len(data) // 2] ^= 1
    (folder / GRAPH_FILE).write_bytes(data)


def cut_off(folder: Path) -> None:
    data = (folder / GRAPH_FILE).read_bytes()
    (folder / GRAPH_FILE).write_bytes(data[: len(data) // 2])


def change_the_record(folder: Path) -> None:
    record = json.loads((folder / MANIFEST_FILE).read_text())
    (folder / MANIFEST_FILE).write_text(json.dumps(record | {"data": {**record["data"], "rows": ROWS - 1}}))


def lose_the_graph(folder: Path) -> None:
    (folder / GRAPH_FILE).unlink()


def garble_the_record(folder: Path) -> None:
    (folder / MANIFEST_FILE).write_text("{")


@pytest.mark.parametrize(
    "damage", [flip_a_byte, cut_off, change_the_record, lose_the_graph, garble_the_record]
)
def test_a_damaged_index_is_not_used(shelf: Shelf, damage: Callable[[Path], None]) -> None:
    damage(shelf.folder / NAME / FOLDER)
    with pytest.raises(ArtifactDamaged) as caught:
        opened(shelf)
    assert caught.value.command == COMMAND
    shelf.build_index(NAME)
    assert opened(shelf).index


def test_the_index_of_other_vectors_of_the_same_shape_is_not_used(shelf: Shelf) -> None:
    words = shelf.open(NAME)
    rows = np.array(words.matrix[::-1], np.float32)
    names = [words.vocabulary.word(row) for row in range(ROWS)]
    index = shutil.copytree(shelf.folder / NAME / FOLDER, shelf.folder / "kept")
    prepare(
        VectorFile("other", "made", ROWS, rows.shape[1], 1, lambda: iter([Chunk(names, rows, 1)])),
        shelf.folder,
        NAME,
    )
    shutil.copytree(index, shelf.folder / NAME / FOLDER)
    with pytest.raises(ArtifactDamaged, match="other vectors"):
        opened(shelf)


def test_a_build_that_breaks_off_leaves_the_old_index(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    before = sorted(path.name for path in (shelf.folder / NAME).iterdir())
    monkeypatch.setattr(artifacts, "publish", full)  # a full disk at the last moment
    with pytest.raises(NotWritable, match="no room"):
        shelf.build_index(NAME)
    assert sorted(path.name for path in (shelf.folder / NAME).iterdir()) == before
    assert opened(shelf).index


def test_without_usearch_it_is_told_what_to_install(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "usearch.index", None)  # as if it were not installed
    with pytest.raises(NoIndexer):
        shelf.build_index(NAME)
    words = shelf.open(NAME)
    with pytest.raises(NoIndexer):
        shelf.open_index(words)
    assert words.neighbours(words.term("coffee"), 10).exact


def test_progress_comes_to_its_end(shelf: Shelf) -> None:
    seen: list[tuple[int, int | None]] = []
    words = shelf.open(NAME)
    assert words.manifest is not None
    shelf.build_index(NAME, lambda done, total: seen.append((done, total)))
    assert seen[-1] == (ROWS, ROWS)
    assert Index.open(shelf.folder / NAME, words.matrix, words.manifest)
