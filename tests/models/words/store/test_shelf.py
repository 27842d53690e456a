"""The shelf makes the default by itself, keeps what is added, remembers the choice, and survives damage."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from models.errors import ArtifactDamaged, NotWritable
from models.words.errors import BadVectorsName, UnknownVectors, VectorsUnreadable
from models.words.store import shelf as shelves
from models.words.store.choice import CHOICE_FILE
from models.words.store.download import Collection
from models.words.store.shelf import DEFAULT, Shelf
from models.words.store.vector_file import VectorFile
from tests.models.words.conftest import source_of


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shelf:
    """Return an empty shelf whose default is tiny: that the real one is prepared, other tests show."""

    def tiny_package() -> VectorFile:
        return source_of({"default": (1, 0)}, source=DEFAULT)

    def no_network() -> Collection:
        return Collection("http://127.0.0.1:9/list.json", "http://127.0.0.1:9")

    monkeypatch.setattr(shelves, "read_package", tiny_package)
    return Shelf(tmp_path / "shelf", no_network)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "My vectors.txt"
    path.write_text("cat 1 2 3\ndog 4 5 6\n")
    return path


def test_the_default_is_prepared_on_first_use_and_kept(shelf: Shelf) -> None:
    assert shelf.open().vocabulary.word(0) == "default"
    before = (shelf.folder / DEFAULT).stat().st_ino
    assert shelf.open().name == DEFAULT
    assert (shelf.folder / DEFAULT).stat().st_ino == before


def test_a_damaged_default_is_made_anew(shelf: Shelf) -> None:
    shelf.open()
    (shelf.folder / DEFAULT / "words.txt").write_text("")
    assert shelf.open().vocabulary.word(0) == "default"


def test_an_added_file_can_be_opened_by_name(shelf: Shelf, file: Path) -> None:
    entry = shelf.add(file)
    assert (entry.name, entry.rows, entry.dimensions, entry.chosen) == ("My-vectors", 2, 3, False)
    assert entry.source == str(file)
    assert entry.size_bytes > 24
    assert shelf.open("My-vectors").vocabulary.word(1) == "dog"


def test_a_path_may_be_text_and_the_name_chosen(shelf: Shelf, file: Path) -> None:
    assert shelf.add(str(file), "pets").name == "pets"
    assert len(shelf.open("pets").vocabulary) == 2


def test_the_choice_is_kept_for_later_runs(shelf: Shelf, file: Path) -> None:
    shelf.add(file, "pets")
    shelf.use("pets")
    later = Shelf(shelf.folder)
    assert later.chosen == "pets"
    assert later.open().name == "pets"
    assert [entry.chosen for entry in later.list()] == [False, True]
    later.use(DEFAULT)
    assert shelf.chosen == DEFAULT


def test_the_default_can_be_chosen_before_it_is_prepared(shelf: Shelf) -> None:
    shelf.use(DEFAULT)
    assert shelf.chosen == DEFAULT


def test_choosing_what_is_not_there_names_what_is(shelf: Shelf, file: Path) -> None:
    shelf.add(file, "pets")
    with pytest.raises(UnknownVectors) as caught:
        shelf.use("pest")
    assert caught.value.available == ("pets", DEFAULT)
    assert shelf.chosen == DEFAULT


@pytest.mark.parametrize("content", ["", "../../etc", "\xff\xfe", "a b"])
def test_a_choice_of_nonsense_means_the_default(shelf: Shelf, content: str) -> None:
    shelf.folder.mkdir()
    (shelf.folder / CHOICE_FILE).write_bytes(content.encode("latin-1"))
    assert shelf.chosen == DEFAULT


def test_a_chosen_one_that_is_gone_is_told(shelf: Shelf, file: Path) -> None:
    shelf.add(file, "pets")
    shelf.use("pets")
    shutil.rmtree(shelf.folder / "pets")
    with pytest.raises(UnknownVectors):
        shelf.open()


def test_a_damaged_added_one_names_the_command_that_adds_it_again(shelf: Shelf, file: Path) -> None:
    shelf.add(file, "pets")
    (shelf.folder / "pets" / "vectors.npy").write_bytes(b"")
    with pytest.raises(ArtifactDamaged) as caught:
        shelf.open("pets")
    assert caught.value.command == f"hyperplane vectors add '{file}' --name pets"


def test_the_list_of_an_empty_shelf_has_the_default(shelf: Shelf) -> None:
    (entry,) = shelf.list()
    assert (entry.name, entry.rows, entry.dimensions, entry.size_bytes) == (DEFAULT, 400_000, 50, 0)
    assert entry.chosen


def test_the_list_passes_over_damage_and_strangers(shelf: Shelf, file: Path) -> None:
    shelf.add(file, "pets")
    shelf.add(file, "broken")
    (shelf.folder / "broken" / "manifest.json").write_text("{")
    (shelf.folder / "stranger").mkdir()
    assert [entry.name for entry in shelf.list()] == [DEFAULT, "pets"]


def test_a_renamed_folder_goes_by_its_new_name(shelf: Shelf, file: Path) -> None:
    shelf.add(file, "pets")
    (shelf.folder / "pets").rename(shelf.folder / "animals")
    assert [entry.name for entry in shelf.list()] == [DEFAULT, "animals"]
    assert shelf.open("animals").name == "animals"


def test_the_name_of_the_default_is_taken(shelf: Shelf, file: Path) -> None:
    with pytest.raises(BadVectorsName):
        shelf.add(file, DEFAULT)


def test_adding_the_default_makes_it_anew(shelf: Shelf) -> None:
    assert shelf.add(DEFAULT).name == DEFAULT
    assert shelf.open().vocabulary.word(0) == "default"


@pytest.mark.parametrize("name", ["../outside", "/tmp/outside", "a b"])
def test_a_name_never_leads_out_of_the_shelf(shelf: Shelf, file: Path, name: str) -> None:
    with pytest.raises(BadVectorsName):
        shelf.open(name)
    with pytest.raises(BadVectorsName):
        shelf.add(file, name)


def test_a_missing_file_is_told(shelf: Shelf, tmp_path: Path) -> None:
    with pytest.raises(VectorsUnreadable, match="no such file"):
        shelf.add(tmp_path / "none.bin")
    with pytest.raises(VectorsUnreadable, match="no such file"):
        shelf.add("none.bin")


def test_a_file_that_is_no_vectors_leaves_nothing(shelf: Shelf, tmp_path: Path) -> None:
    (tmp_path / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    with pytest.raises(VectorsUnreadable):
        shelf.add(tmp_path / "photo.png", "photo")
    assert not shelf.folder.exists()


def test_a_choice_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(NotWritable):
        Shelf(tmp_path / "file" / "shelf").use(DEFAULT)
