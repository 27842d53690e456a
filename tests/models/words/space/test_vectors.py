"""Words are repaired on the way in, and their neighbours are those that gensim finds."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from gensim.models import KeyedVectors

from models.errors import ArtifactDamaged, ArtifactMissing
from models.words.errors import UnknownWords
from models.words.space.vectors import Term, WordVectors
from models.words.store.manifest import MATRIX_FILE
from tests.models.words.conftest import Made

TINY = {
    "ice": (1, 0, 0),
    "cream": (0, 1, 0),
    "New_York": (0, 0, 1),
    "us": (1, 1, 0),
    "US": (1, 1, 1),
    "sorbet": (3, 3, 1),
    "c++": (-1, 0, 0),
}


@pytest.mark.parametrize(
    ("asked", "form", "repaired"),
    [
        ("ice", "ice", False),
        ("us", "us", False),
        ("US", "US", False),
        ("Us", "us", True),
        ("ICE", "ice", True),
        ("new york", "New_York", True),
        ("new-york", "New_York", True),
        ("  new   york ", "New_York", True),
        ('"ice"', "ice", True),
        ("`ice`", "ice", True),
        ("ice,", "ice", True),
        ("“Ice”?!", "ice", True),
        ("c++", "c++", False),
        ("ice cream", "ice + cream", True),
        ("Ice Cream!", "ice + cream", True),
        ("ice-cream", "ice + cream", True),
    ],
)
def test_a_term_is_the_word_that_was_meant(made: Made, asked: str, form: str, repaired: bool) -> None:
    term = made(TINY).term(asked)
    assert (term.asked, term.form, term.repaired) == (asked, form, repaired)


def test_a_known_token_keeps_its_punctuation(default_vectors: WordVectors) -> None:
    assert default_vectors.term("u.s.").words == ("u.s.",)
    assert default_vectors.term("don’t").words == ("don't",)


def test_a_phrase_is_not_read_as_a_rare_hyphenated_word(default_vectors: WordVectors) -> None:
    assert default_vectors.term("New York").words == ("new york",)
    assert default_vectors.term("well known").form == "well-known"
    assert default_vectors.term("coffee grinder").form == "coffee + grinder"


def test_a_phrase_is_the_mean_of_its_words(made: Made) -> None:
    vectors = made(TINY)
    half = np.sqrt(0.5)
    assert vectors.vector(vectors.term("ice cream")) == pytest.approx([half, half, 0])


def test_vectors_have_length_one(made: Made) -> None:
    vectors = made(TINY)
    assert np.linalg.norm(vectors.vector(vectors.term("sorbet"))) == pytest.approx(1)
    assert vectors.vector(vectors.term("sorbet")).dtype == np.float32


def test_all_unknown_words_are_told_at_once(default_vectors: WordVectors) -> None:
    with pytest.raises(UnknownWords) as caught:
        default_vectors.terms(["king", "cofee", "ice craem", "cofee"])
    assert [word.word for word in caught.value.words] == ["cofee", "craem"]
    assert caught.value.words[0].suggestions[0] == "coffee"
    assert "cream" in caught.value.words[1].suggestions


@pytest.mark.parametrize("nothing", ["", "   ", '""'])
def test_nothing_is_unknown(made: Made, nothing: str) -> None:
    with pytest.raises(UnknownWords):
        made(TINY).term(nothing)


def test_knows_looks_past_letter_case_but_not_past_punctuation(made: Made) -> None:
    vectors = made(TINY)
    assert vectors.knows("Ice")
    assert vectors.knows("new-york")
    assert not vectors.knows("ice,")
    assert not vectors.knows("ice cream")


def test_neighbours_leave_out_the_words_of_the_term(made: Made) -> None:
    vectors = made(TINY)
    found = vectors.neighbours(vectors.term("ice cream"), 3).found
    assert [neighbour.word for neighbour in found] == ["us", "sorbet", "US"]
    assert found[0].similarity == pytest.approx(1)


def test_a_made_up_term_is_unknown(made: Made) -> None:
    with pytest.raises(UnknownWords):
        made(TINY).vector(Term("pear", ("pear",)))


def test_neighbours_are_those_of_gensim(default_vectors: WordVectors, gensim_vectors: KeyedVectors) -> None:
    words = ["coffee", "king", "berlin", "python", "don't", "u.s.", "new york", "zygote"]
    terms = default_vectors.terms(words)
    for word, near in zip(words, default_vectors.neighbours_many(terms, 10), strict=True):
        expected = gensim_vectors.most_similar(word, topn=10)
        assert [neighbour.word for neighbour in near.found] == [word for word, _ in expected]
        similarities = [neighbour.similarity for neighbour in near.found]
        assert similarities == pytest.approx([score for _, score in expected], abs=1e-5)


def test_neighbours_of_no_terms_are_none(default_vectors: WordVectors) -> None:
    assert default_vectors.neighbours_many([], 5) == []


def test_opened_vectors_are_mapped_and_cannot_be_written(made: Made) -> None:
    matrix = made(TINY).matrix
    assert isinstance(matrix.base, np.memmap)
    assert not matrix.flags.writeable


def test_a_missing_folder_names_the_command(tmp_path: Path) -> None:
    with pytest.raises(ArtifactMissing) as caught:
        WordVectors.open(tmp_path / "none")
    assert caught.value.command == "hyperplane vectors add PATH --name none"


@pytest.mark.parametrize(
    "file", ["manifest.json", MATRIX_FILE, "words.txt", "word-starts.npy", "word-order.npy"]
)
def test_a_lost_file_is_noticed(made: Made, tmp_path: Path, file: str) -> None:
    made(TINY)
    (tmp_path / "made" / file).unlink()
    with pytest.raises(ArtifactDamaged, match=file):
        WordVectors.open(tmp_path / "made")


@pytest.mark.parametrize(
    "file", ["manifest.json", MATRIX_FILE, "words.txt", "word-starts.npy", "word-order.npy"]
)
def test_a_cut_file_is_noticed(made: Made, tmp_path: Path, file: str) -> None:
    made(TINY)
    path = tmp_path / "made" / file
    path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(ArtifactDamaged):
        WordVectors.open(tmp_path / "made")


def test_rows_wiped_to_zeros_are_noticed(made: Made, tmp_path: Path) -> None:
    made(TINY)
    path = tmp_path / "made" / MATRIX_FILE
    data = path.read_bytes()
    path.write_bytes(data[:128] + bytes(len(data) - 128))
    with pytest.raises(ArtifactDamaged, match="unit vectors"):
        WordVectors.open(tmp_path / "made")


def test_another_layout_is_not_read(made: Made, tmp_path: Path) -> None:
    made(TINY)
    path = tmp_path / "made" / "manifest.json"
    path.write_text(path.read_text().replace('"layout": 1', '"layout": 7'))
    with pytest.raises(ArtifactDamaged, match="layout 7") as caught:
        WordVectors.open(tmp_path / "made")
    assert caught.value.command == "hyperplane vectors add PATH --name made"


@pytest.mark.parametrize("content", ["", "[]", "null", "{}", '{"files": 3}', "\x00"])
def test_a_manifest_of_nonsense_is_damage(made: Made, tmp_path: Path, content: str) -> None:
    made(TINY)
    (tmp_path / "made" / "manifest.json").write_text(content)
    with pytest.raises(ArtifactDamaged):
        WordVectors.open(tmp_path / "made")
