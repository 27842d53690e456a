"""The shelf makes the default by itself, keeps what is added, remembers the choice, and survives damage."""

from __future__ import annotations

import dataclasses
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from models.errors import ArtifactDamaged, NotWritable
from models.words.errors import BadVectorsName, UnknownVectors, UnknownWords, VectorsUnreadable
from models.words.store.bundled import Bundled, Edition
from models.words.store.choice import CHOICE_FILE
from models.words.store.download import Collection
from models.words.store.shelf import Shelf
from models.words.store.vector_file import VectorFile
from tests.models.words.conftest import source_of


def no_network() -> Collection:
    return Collection("http://127.0.0.1:9/list.json", "http://127.0.0.1:9")


def tiny(name: str, vectors: Mapping[str, Sequence[float]], version: str = "made") -> Bundled:
    def read() -> VectorFile:
        return dataclasses.replace(source_of(vectors, source=name), format=version)

    return Bundled(name, lambda: Edition(len(vectors), 2, version), read, f"Made for the test as {name}.")


FIRST = {"cat": (1.0, 0.0), "dog": (0.9, 0.1), "car": (0.0, 1.0)}
LARGEST = {**FIRST, "kitten": (1.0, 0.02)}
TINY = (tiny("first", FIRST), tiny("largest", LARGEST))


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """Return an empty shelf whose bundled vectors are tiny: other tests prepare the real ones."""
    return Shelf(tmp_path / "shelf", no_network, TINY)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "My vectors.txt"
    path.write_text("cat 1 2 3\ndog 4 5 6\n")
    return path


def test_the_default_is_prepared_on_first_use_and_kept(shelf: Shelf) -> None:
    assert shelf.open().vocabulary.word(0) == "cat"
    before = (shelf.folder / "first").stat().st_ino
    assert shelf.open().made_from == "Made for the test as first."
    assert (shelf.folder / "first").stat().st_ino == before


def test_a_damaged_default_is_made_anew(shelf: Shelf) -> None:
    shelf.open()
    (shelf.folder / "first" / "words.txt").write_text("")
    assert shelf.open().vocabulary.word(0) == "cat"


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
    later = Shelf(shelf.folder, bundled=TINY)
    assert later.chosen == "pets"
    assert later.open().name == "pets"
    assert [entry.name for entry in later.list() if entry.chosen] == ["pets"]
    later.use("first")
    assert shelf.chosen == "first"


def test_the_default_can_be_chosen_before_it_is_prepared(shelf: Shelf) -> None:
    shelf.use("first")
    assert shelf.chosen == "first"


def test_choosing_what_is_not_there_names_what_is(shelf: Shelf, file: Path) -> None:
    shelf.add(file, "pets")
    with pytest.raises(UnknownVectors) as caught:
        shelf.use("pest")
    assert set(caught.value.available) == {"pets", "first", "largest"}
    assert caught.value.available[0] == "pets"
    assert shelf.chosen == "first"


@pytest.mark.parametrize("content", ["", "../../etc", "\xff\xfe", "a b"])
def test_a_choice_of_nonsense_means_the_default(shelf: Shelf, content: str) -> None:
    shelf.folder.mkdir()
    (shelf.folder / CHOICE_FILE).write_bytes(content.encode("latin-1"))
    assert shelf.chosen == "first"


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


def test_the_list_of_an_empty_shelf_has_what_is_bundled(shelf: Shelf) -> None:
    first, largest = shelf.list()
    assert (first.name, first.rows, first.dimensions, first.size_bytes, first.chosen) == (
        "first",
        3,
        2,
        0,
        True,
    )
    assert (largest.name, largest.rows, largest.chosen) == ("largest", 4, False)


def test_a_newer_edition_takes_the_place_of_the_prepared_one(shelf: Shelf) -> None:
    shelf.open()
    newer = Shelf(shelf.folder, no_network, (tiny("first", LARGEST, "newer"), TINY[1]))
    assert len(newer.open().vocabulary) == 4


def test_a_word_that_the_first_lacks_is_read_through_the_largest(shelf: Shelf) -> None:
    words = shelf.open()
    term = words.term("kitten")
    assert term.words == ("cat", "dog", "car")
    assert term.borrowed_from == "largest"
    assert [each.word for each in words.neighbours(term, 2).found] == ["dog", "cat"]
    assert words.term("kitten car").words == ("cat", "car")
    with pytest.raises(UnknownWords):
        words.term("kittens")
    with pytest.raises(UnknownWords):
        words.term("car kittens")


def test_the_list_passes_over_damage_and_strangers(shelf: Shelf, file: Path) -> None:
    shelf.add(file, "pets")
    shelf.add(file, "broken")
    (shelf.folder / "broken" / "manifest.json").write_text("{")
    (shelf.folder / "stranger").mkdir()
    assert [entry.name for entry in shelf.list()] == ["first", "largest", "pets"]


def test_a_renamed_folder_goes_by_its_new_name(shelf: Shelf, file: Path) -> None:
    shelf.add(file, "pets")
    (shelf.folder / "pets").rename(shelf.folder / "animals")
    assert [entry.name for entry in shelf.list()] == ["first", "largest", "animals"]
    assert shelf.open("animals").name == "animals"


def test_the_name_of_the_default_is_taken(shelf: Shelf, file: Path) -> None:
    with pytest.raises(BadVectorsName):
        shelf.add(file, "first")


def test_adding_the_default_makes_it_anew(shelf: Shelf) -> None:
    assert shelf.add("first").name == "first"
    assert shelf.open().vocabulary.word(0) == "cat"


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
        Shelf(tmp_path / "file" / "shelf", bundled=TINY).use("first")


def flip_a_byte(shelf: Shelf, name: str) -> None:
    path = shelf.folder / name / "vectors.npy"
    content = bytearray(path.read_bytes())
    content[-2] ^= 0x40
    path.write_bytes(content)


def test_whole_vectors_are_proved(shelf: Shelf) -> None:
    assert not shelf.prove(shelf.open())


def test_a_flipped_bit_in_bundled_vectors_is_mended_under_those_in_use(shelf: Shelf) -> None:
    words = shelf.open()
    before = words.matrix.copy()
    flip_a_byte(shelf, "first")
    assert shelf.prove(words)
    assert (words.matrix == before).all()
    assert not shelf.prove(shelf.open())


def test_a_flipped_bit_in_added_vectors_is_told_with_their_command(shelf: Shelf, file: Path) -> None:
    shelf.add(file, "pets")
    words = shelf.open("pets")
    flip_a_byte(shelf, "pets")
    with pytest.raises(ArtifactDamaged) as caught:
        shelf.prove(words)
    assert caught.value.command == f"hyperplane vectors add '{file}' --name pets"


def test_vectors_that_were_replaced_meanwhile_are_not_taken_for_damaged(shelf: Shelf, file: Path) -> None:
    shelf.add(file, "pets")
    words = shelf.open("pets")
    file.write_text("cat 3 2 1\n")
    shelf.add(file, "pets")
    assert not shelf.prove(words)


def test_a_flipped_bit_in_the_largest_is_mended_before_it_stands_in(shelf: Shelf) -> None:
    words = shelf.open()
    flip_a_byte(shelf, "largest")
    assert words.term("kitten").words == ("cat", "dog", "car")
