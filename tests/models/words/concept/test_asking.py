"""People are asked about words that are like the examples, and about no noise among them."""

from __future__ import annotations

import numpy as np
import pytest

from models.words.concept.asking import worth_a_vote
from models.words.concept.fit import fit
from models.words.context.small_words import SMALL_WORDS
from models.words.space.endings import bases
from models.words.space.vectors import WordVectors
from tests.models.words.conftest import Made

OTHERS = ["kiwi", "cut"] + [f"other{chr(97 + n)}{chr(97 + m)}" for n in range(10) for m in range(20)]
NOISE = ["the", "plums", "grapes", "grape", "peeling", "peel", "quickly", "quick", "1999", "x", "%", "of_the"]


def asked(vectors: WordVectors, *examples: str) -> set[str]:
    inside, outside = worth_a_vote(vectors, fit(vectors, examples))
    return {vectors.vocabulary.word(row) for row in (*inside.tolist(), *outside.tolist())}


def fruit_bowl(made: Made, *more: str) -> WordVectors:
    """Return words around one axis, fruit and noise among them, and two hundred others around another one."""
    chance = np.random.default_rng(0)
    near = ["apple", "pear", "plum", "melon", "new_york_apple", *NOISE, *more]
    rows = {word: np.r_[0.2 * chance.normal(size=4), 1.0] for word in OTHERS}
    rows |= {word: np.r_[1.0, 0.1 * chance.normal(size=3), 0.3] for word in near}
    return made({word: tuple(row.tolist()) for word, row in rows.items()})


def test_noise_and_other_forms_are_not_asked_about(made: Made) -> None:
    found = asked(fruit_bowl(made), "apple", "pear", "plum")
    assert found & {"melon", "grape", "peel", "quick"} == {"melon", "grape", "peel", "quick"}
    assert not found & {"the", "plums", "grapes", "peeling", "quickly", "1999", "x", "%", "of_the"}
    assert "kiwis" not in asked(fruit_bowl(made, "kiwis"), "apple", "pear", "plum")


@pytest.mark.parametrize(
    ("examples", "form"),
    [(("plums", "pear"), "kiwis"), (("peeling", "pear"), "cutting"), (("the", "x"), "of_the")],
)
def test_forms_and_function_words_are_asked_about_where_an_example_is_one(
    made: Made, examples: tuple[str, ...], form: str
) -> None:
    vectors = fruit_bowl(made, "cutting", "kiwis")
    assert form in asked(vectors, *examples)


@pytest.mark.parametrize(
    "examples",
    [
        "apple pear plum banana cherry",
        "anger joy fear sadness love",
        "hammer drill screwdriver",
        "doctor lawyer",
    ],
)
def test_what_is_asked_about_is_like_the_examples(default_vectors: WordVectors, examples: str) -> None:
    words = examples.split()
    found = asked(default_vectors, *words)
    assert 20 <= len(found) <= 28
    assert not found & (SMALL_WORDS | set(words))
    mean = np.mean([default_vectors.vector(term) for term in default_vectors.terms(words)], axis=0)
    frequent = default_vectors.matrix[:20_000].astype(np.float64) @ mean
    like = [default_vectors.vector(default_vectors.term(word)) @ mean for word in found]
    assert np.median(like) > np.quantile(
        frequent, 0.99
    )  # the border itself runs through words at half of that


@pytest.mark.parametrize(
    ("word", "base", "ending"),
    [
        ("stopped", "stop", "ed"),
        ("voicing", "voice", "ing"),
        ("cherries", "cherry", "s"),
        ("boxes", "box", "s"),
        ("quickly", "quick", "ly"),
    ],
)
def test_a_form_is_traced_to_its_word(word: str, base: str, ending: str) -> None:
    assert (base, ending) in set(bases(word))
