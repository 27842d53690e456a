from __future__ import annotations

import pickle

import numpy as np
import pytest

from models.words.errors import BadCategories, UnknownWords, WrongNumberOfCategories, WrongNumberOfWords
from models.words.maps.categories import (
    MAX_CATEGORIES,
    MAX_WORDS,
    MIN_WORDS,
    DroppedWord,
    RawCategory,
    RepairedWord,
    Request,
    build,
    parse,
)
from models.words.maps.parse import EXAMPLE, MAX_CHARACTERS
from models.words.space.vectors import WordVectors


def raw(**categories: str) -> Request:
    return Request(tuple(RawCategory(name, tuple(words.split())) for name, words in categories.items()))


def test_names_words_and_phrases_are_read() -> None:
    request = parse("countries: france, spain, new york | drinks: tea, coffee")
    assert request == Request(
        (RawCategory("countries", ("france", "spain", "new york")), RawCategory("drinks", ("tea", "coffee")))
    )


@pytest.mark.parametrize(
    "text", ["a: x y; b: z", "a: x, y\nb: z", "a: x y | b: z", "a：x，y；b：z", "\n a : x  y |\n\n| b:z ; "]
)
def test_any_usual_sign_parts_categories_and_words(text: str) -> None:
    assert parse(text) == raw(a="x y", b="z")


def test_markup_around_words_is_ignored_and_kept_within_them() -> None:
    request = parse("**my drinks**: `tea`, _iced_tea_, “rock'n'roll” | *food*: > bread, cake")
    assert request.categories[0] == RawCategory("my drinks", ("tea", "iced_tea", "rock'n'roll"))
    assert request.categories[1] == RawCategory("food", ("bread", "cake"))


def test_a_category_without_a_name_is_numbered() -> None:
    assert parse("drinks: tea, milk | france, spain") == Request(
        (RawCategory("drinks", ("tea", "milk")), RawCategory("group 2", ("france", "spain")))
    )


def test_categories_of_one_name_are_joined() -> None:
    assert parse("Drinks: tea | food: bread | drinks: milk") == raw(Drinks="tea milk", food="bread")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("france coffee football", ["france", "coffee", "football"]),
        ("france, coffee, ice cream", ["france", "coffee", "ice cream"]),
        ("france\ncoffee\nice", ["france", "coffee", "ice"]),
        ("tea tea milk", ["tea", "milk"]),
    ],
)
def test_bare_words_are_categories_to_grow(text: str, names: list[str]) -> None:
    assert parse(text) == Request(tuple(RawCategory(name, (name,)) for name in names), grow=True)


@pytest.mark.parametrize("text", ["", "  \n "])
def test_no_text_stands_for_the_example(text: str) -> None:
    assert parse(text) == EXAMPLE


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("|,;", "no words"),
        ("** _ **", "no words"),
        ("drinks:", "category without words"),
        ("drinks: tea, milk | food:", "category without words"),
        ("x" * (MAX_CHARACTERS + 1), "text too long"),
    ],
)
def test_what_names_no_categories_is_refused_with_its_reason(text: str, reason: str) -> None:
    with pytest.raises(BadCategories) as refused:
        parse(text)
    assert refused.value.reason == reason
    assert len(refused.value.text) <= 100


def test_too_many_categories_are_refused() -> None:
    with pytest.raises(WrongNumberOfCategories) as refused:
        parse("|".join(f"c{i}: a" for i in range(MAX_CATEGORIES + 1)))
    assert (refused.value.given, refused.value.most) == (13, 12)


def test_too_many_words_are_refused() -> None:
    with pytest.raises(WrongNumberOfWords) as refused:
        parse("many: " + " ".join(["a"] * (MAX_WORDS + 1)))
    assert (refused.value.given, refused.value.most) == (301, 300)


def test_signs_that_turn_the_writing_are_dropped() -> None:
    assert parse("a\u202eb: x\x00y") == raw(**{"a b": "x y"})


def test_a_map_has_its_words_labels_and_unit_vectors_in_one_order(default_vectors: WordVectors) -> None:
    word_map = build(default_vectors, raw(drinks="tea milk", food="bread rice cake"))
    assert word_map.words == ("tea", "milk", "bread", "rice", "cake")
    assert word_map.labels.tolist() == [0, 0, 1, 1, 1]
    np.testing.assert_array_equal(
        word_map.vectors, [default_vectors.vector(term) for term in default_vectors.terms(word_map.words)]
    )
    np.testing.assert_allclose(np.linalg.norm(word_map.vectors, axis=1), 1, atol=1e-6)


def test_all_unknown_words_are_told_at_once(default_vectors: WordVectors) -> None:
    with pytest.raises(UnknownWords) as unknown:
        build(default_vectors, raw(a="tea xqzzv", b="qqqqzx milk"))
    assert [word.word for word in unknown.value.words] == ["xqzzv", "qqqqzx"]


def test_a_repaired_word_is_noted(default_vectors: WordVectors) -> None:
    word_map = build(default_vectors, raw(a="Spain france", b="tea milk"))
    assert word_map.words[0] == "spain"
    assert word_map.notes == (RepairedWord("Spain", "spain"),)


def test_a_word_asked_for_again_stays_where_it_came_first_and_is_noted(default_vectors: WordVectors) -> None:
    word_map = build(default_vectors, raw(a="tea milk tea", b="bread TEA rice"))
    assert [category.words for category in word_map.categories] == [("tea", "milk"), ("bread", "rice")]
    assert word_map.notes == (DroppedWord("tea", "a", "a"), DroppedWord("TEA", "b", "a"))


def test_a_category_of_which_nothing_is_left_is_not_drawn(default_vectors: WordVectors) -> None:
    word_map = build(default_vectors, raw(a="tea milk bread rice", b="tea"))
    assert [category.name for category in word_map.categories] == ["a"]


def test_too_few_different_words_are_refused(default_vectors: WordVectors) -> None:
    with pytest.raises(WrongNumberOfWords) as refused:
        build(default_vectors, raw(a="tea tea milk", b="bread TEA"))
    assert (refused.value.given, refused.value.least) == (3, MIN_WORDS)


def test_bare_words_grow_by_their_neighbours(default_vectors: WordVectors) -> None:
    france, coffee = build(default_vectors, parse("france coffee")).categories
    assert france.words[0] == "france"
    assert coffee.words[0] == "coffee"
    assert {len(france.words), len(coffee.words)} == {10}
    assert "belgium" in france.words
    assert "tea" in coffee.words


def test_a_neighbour_of_two_words_goes_to_the_more_similar_one(default_vectors: WordVectors) -> None:
    word_map = build(default_vectors, parse("coffee tea wine beer"))
    seeds = [category.words[0] for category in word_map.categories]
    assert seeds == ["coffee", "tea", "wine", "beer"]
    assert len(set(word_map.words)) == len(word_map.words)
    closeness = (
        word_map.vectors @ np.stack([default_vectors.vector(t) for t in default_vectors.terms(seeds)]).T
    )
    np.testing.assert_array_equal(closeness.argmax(axis=1), word_map.labels)


def test_a_word_does_not_grow_into_its_own_plural(default_vectors: WordVectors) -> None:
    (dog,) = build(default_vectors, parse("dog")).categories
    assert "dogs" not in dog.words
    assert "cat" in dog.words


def test_growing_keeps_to_the_size_asked_for(default_vectors: WordVectors) -> None:
    word_map = build(default_vectors, parse("dog cat"), grow_to=4)
    assert [len(category.words) for category in word_map.categories] == [4, 4]


def test_the_example_is_all_in_the_default_vocabulary(default_vectors: WordVectors) -> None:
    word_map = build(default_vectors, EXAMPLE)
    assert word_map.notes == ()
    assert [len(category.words) for category in word_map.categories] == [12, 12, 12]


def test_a_map_travels_to_another_process(default_vectors: WordVectors) -> None:
    word_map = build(default_vectors, EXAMPLE)
    sent = pickle.dumps(word_map)
    assert len(sent) < 40_000
    arrived = pickle.loads(sent)
    assert arrived.categories == word_map.categories
    np.testing.assert_array_equal(arrived.vectors, word_map.vectors)
