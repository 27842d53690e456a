"""Words are found by row, exactly, whatever their letter case, by their beginning, and in spite of a slip."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from models.words.space.vectors import WordVectors
from models.words.space.vocabulary import Vocabulary, fold

Written = Callable[..., Vocabulary]


@pytest.fixture
def written(tmp_path: Path) -> Written:
    def write(*words: str) -> Vocabulary:
        Vocabulary.write(words, tmp_path)
        return Vocabulary.open(tmp_path)

    return write


def test_words_keep_their_rows(written: Written) -> None:
    words = ["the", "Zürich", "日本", "a", "two words", "line\nbreak", "-", "--"]
    vocabulary = written(*words)
    assert len(vocabulary) == len(words)
    assert [vocabulary.word(row) for row in range(len(words))] == words
    assert [vocabulary.row(word) for word in words] == list(range(len(words)))


def test_row_is_exact(written: Written) -> None:
    vocabulary = written("apple", "Apple", "APPLE")
    assert vocabulary.row("Apple") == 1
    assert vocabulary.row("aPPLE") is None
    assert vocabulary.row("pear") is None


def test_rows_like_come_in_order_of_frequency(written: Written) -> None:
    vocabulary = written("US", "new-york", "us", "New_York", "Us", "new york")
    assert vocabulary.rows_like("uS") == [0, 2, 4]
    assert vocabulary.rows_like("NEW YORK") == [1, 3, 5]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("New  York", "new_york"),
        ("new-_york", "new_york"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("o’clock", "o'clock"),
        ("cafe\u0301", "caf\u00e9"),
    ],
)
def test_fold_forgives_case_joints_and_what_phones_type(text: str, key: str) -> None:
    assert fold(text) == key


def test_complete_gives_the_most_frequent_first(written: Written) -> None:
    vocabulary = written("the", "king", "kin", "Kingdom", "bee", "kings", "ki")
    assert vocabulary.complete("KIN", 3) == ["king", "kin", "Kingdom"]
    assert vocabulary.complete("king", 10) == ["king", "Kingdom", "kings"]


def test_complete_of_nothing_gives_the_most_frequent_words(written: Written) -> None:
    assert written("the", "of", "and").complete("", 2) == ["the", "of"]


def test_complete_of_a_strange_beginning_gives_nothing(written: Written) -> None:
    assert written("the", "of", "and").complete("zz", 2) == []


def test_complete_agrees_with_a_plain_scan(default_vectors: WordVectors, written: Written) -> None:
    words = [default_vectors.vocabulary.word(row) for row in range(0, len(default_vectors.vocabulary), 5)]
    vocabulary = written(*words)
    keys = [(fold(word), word) for word in words]
    for prefix in ("", "q", "new-y", "straS", "'", "7"):
        expected = [word for key, word in keys if key.startswith(fold(prefix))][:25]
        assert vocabulary.complete(prefix, 25) == expected


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("cofee", "coffee"),
        ("kingg", "king"),
        ("recieve", "receive"),
        ("langauge", "language"),
        ("QUUEN", "queen"),
        ("definately", "definitely"),
        ("dinasour", "dinosaur"),
    ],
)
def test_suggest_repairs_a_slip(default_vectors: WordVectors, slip: str, meant: str) -> None:
    assert default_vectors.vocabulary.suggest(slip)[0] == meant


def test_suggest_prefers_the_frequent_among_equals(written: Written) -> None:
    assert written("cat", "cut", "cot", "coat").suggest("cxt", 2) == ("cat", "cut")


def test_suggest_keeps_silent_when_nothing_is_close(default_vectors: WordVectors) -> None:
    assert default_vectors.vocabulary.suggest("xqzwvkjxqzw") == ()
    assert default_vectors.vocabulary.suggest("") == ()


@pytest.mark.parametrize("text", ["🙂", "🙂🙃", "👩‍👩‍👧", "❤️", "☕", "7", "12345", "%", "a", "猫", "…", "🇩🇪"])
def test_nothing_is_suggested_for_what_is_no_word(default_vectors: WordVectors, text: str) -> None:
    assert default_vectors.vocabulary.suggest(text) == ()


def test_files_that_do_not_fit_together_are_refused(tmp_path: Path) -> None:
    Vocabulary.write(["a", "b"], tmp_path)
    with (tmp_path / "words.txt").open("a") as file:
        file.write("c\n")
    with pytest.raises(ValueError, match="fit together"):
        Vocabulary.open(tmp_path)
