"""What a text costs, and how much of it is copied."""

from __future__ import annotations

import math

import numpy as np

from models.text.copying import TOKENS, Passages, Run
from models.text.library import TextModel
from models.text.surprise import UNKNOWN_BITS


def test_each_model_is_less_surprised_by_its_own_kind(python: TextModel, shakespeare: TextModel) -> None:
    code, verse = "for line in file:\n    print(line)\n", "My lord, I know not what you say.\n"
    assert python.surprise(code).per_character < shakespeare.surprise(code).per_character / 2
    assert shakespeare.surprise(verse).per_character < python.surprise(verse).per_character / 2


def test_the_pieces_are_the_text(python: TextModel) -> None:
    text = "x = {'a': 1}  # 🙂 ж\n"
    surprise = python.surprise(text)
    assert "".join(surprise.pieces) == text
    assert len(surprise.bits) == len(surprise.pieces)
    assert surprise.total == math.fsum(surprise.bits.tolist()) or surprise.total > 0


def test_a_long_text_costs_the_same_as_its_tokens_one_by_one(python: TextModel) -> None:
    text = "def f(x):\n    return x\n" * 100
    whole, start = python.surprise(text), python.surprise(text[:230])
    shared = len(start.bits) - 1
    np.testing.assert_array_equal(whole.bits[:shared], start.bits[:shared])


def test_a_character_that_is_not_known_costs_as_much_as_unicode_is_large(python: TextModel) -> None:
    assert python.surprise("🙂").total > UNKNOWN_BITS


def test_an_empty_text_costs_nothing(python: TextModel) -> None:
    assert python.surprise("").total == 0
    assert math.isnan(python.surprise("").per_character)


def test_a_copied_run_is_found_whole() -> None:
    random = np.random.default_rng(3)
    training = random.integers(0, 500, 20_000).astype(np.int32)
    passages = Passages.of([training])
    text = random.integers(500, 900, 100).astype(np.int32)
    text[30:50] = training[700:720]
    run = passages.longest_run(text)
    assert run.start <= 30
    assert run.stop >= 50
    assert run.stop - run.start <= 22
    assert passages.longest_run(training) == Run(0, len(training))


def test_nothing_is_copied_by_chance() -> None:
    random = np.random.default_rng(4)
    passages = Passages.of([random.integers(0, 500, 20_000).astype(np.int32)])
    lengths = [
        (run := passages.longest_run(random.integers(0, 500, 80).astype(np.int32))).stop - run.start
        for _ in range(50)
    ]
    assert np.median(lengths) <= TOKENS + 1
    assert passages.longest_run(np.zeros(2, dtype=np.int32)) == Run(0, 0)


def test_a_line_of_shakespeare_is_known_to_be_his(shakespeare: TextModel) -> None:
    tokens = shakespeare.reader.vocabulary.encode("We are accounted poor citizens, the patricians good.")
    run = shakespeare.passages.longest_run(tokens)
    assert run.stop - run.start >= len(tokens) - 1
