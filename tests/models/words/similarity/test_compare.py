"""Words, phrases and groups are compared by the cosine of their means, and ranked among all words."""

from __future__ import annotations

import pytest
from gensim.models import KeyedVectors

from models.words.errors import BadComparison, RepeatedWord, WrongNumberOfWords
from models.words.similarity.compare import compare
from models.words.similarity.parse import parse
from models.words.space.vectors import WordVectors
from tests.models.words.conftest import Made

PLANE = {"east": (1, 0), "north": (0, 1), "south": (0, -1), "nearly": (1, 0.1), "a_b": (1, 2)}


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("cat dog", (("cat",), ("dog",))),
        ("new york, paris", (("new york",), ("paris",))),
        ('"new york" paris', (("new york",), ("paris",))),
        ("cat, dog | car, bus", (("cat", "dog"), ("car", "bus"))),
        ("cat VS dog", (("cat",), ("dog",))),
    ],
)
def test_it_reads_words_phrases_and_groups(text: str, groups: tuple[tuple[str, ...], ...]) -> None:
    assert parse(text) == groups


@pytest.mark.parametrize("text", ["", "cat", "cat dog horse", "a, b, c", "cat |", "| cat", "a | b | c", "|"])
def test_what_is_not_two_things_is_refused(text: str) -> None:
    with pytest.raises(BadComparison):
        parse(text)


def test_a_group_has_a_limit() -> None:
    with pytest.raises(WrongNumberOfWords):
        parse("cat | " + ", ".join(["dog"] * 26))


def test_the_cosine_is_that_of_the_angle(made: Made) -> None:
    assert compare(made(PLANE), ("east",), ("north",)).similarity == pytest.approx(0.0, abs=1e-6)
    assert compare(made(PLANE), ("north",), ("south",)).similarity == pytest.approx(-1.0)


def test_the_ranks_count_what_is_nearer(made: Made) -> None:
    found = compare(made(PLANE), ("east",), ("north",))  # nearly and a_b are nearer to east, a_b to north
    assert (found.left_rank, found.right_rank) == (3, 3)


def test_the_rank_is_the_place_in_the_list_of_neighbours(
    default_vectors: WordVectors, gensim_vectors: KeyedVectors
) -> None:
    for left, right in [("coffee", "tea"), ("cat", "dog"), ("war", "peace"), ("coffee", "war")]:
        found = compare(default_vectors, (left,), (right,))
        assert found.similarity == pytest.approx(float(gensim_vectors.similarity(left, right)), abs=1e-5)
        assert found.left_rank == pytest.approx(gensim_vectors.rank(left, right), abs=1)


def test_a_group_is_compared_by_its_mean(default_vectors: WordVectors, gensim_vectors: KeyedVectors) -> None:
    found = compare(default_vectors, ("cat", "dog"), ("car", "bus"))
    expected = float(gensim_vectors.n_similarity(["cat", "dog"], ["car", "bus"]))
    assert found.similarity == pytest.approx(expected, abs=1e-5)
    assert not found.left.is_word


def test_a_word_on_both_sides_is_refused(made: Made) -> None:
    with pytest.raises(RepeatedWord):
        compare(made(PLANE), ("east", "north"), ("East",))
