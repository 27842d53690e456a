"""Going on with a text: the same seed, the same text; within its limits; from the middle of a word."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest

from models.text.endings import Ending
from models.text.generate import Options
from models.text.library import TextModel
from models.text.sampling import choose

PROMPTS = ("def binary_search(", "", "🙂", "  ", "x = [1, 2", "\u202eאבג", "```", "@everyone", "a" * 3000)


@pytest.mark.parametrize("prompt", PROMPTS)
def test_the_same_seed_writes_the_same_text_in_any_company(python: TextModel, prompt: str) -> None:
    options = Options(seed=5, length=120)
    alone = python.writer.write(prompt, options)
    together = [python.writer.begin(each, options) for each in (*PROMPTS, prompt)]
    while any(writing.ending is None for writing in together):
        python.writer.advance(together, 7)
    assert together[-1].written == alone.written
    assert together[-1].ending == alone.ending
    assert alone.prompt == prompt
    assert len(alone.written) <= 120


def test_another_seed_writes_another_text(python: TextModel) -> None:
    texts = {python.writer.write("def f(", Options(seed=seed)).written for seed in range(5)}
    assert len(texts) == 5


def test_at_temperature_zero_the_seed_does_not_matter(python: TextModel) -> None:
    cold = Options(temperature=0.0, length=80)
    texts = {python.writer.write("def f(", replace(cold, seed=seed)).written for seed in range(3)}
    assert len(texts) == 1


def test_a_word_is_gone_on_with_from_its_middle(python: TextModel) -> None:
    begun = [python.writer.write("impor", Options(seed=seed, temperature=0.3)).written for seed in range(5)]
    assert all(text.startswith("t ") for text in begun)


FINISHED = ["Shall I compare thee", "My lord, I will not have thee", "Good night, sweet prince"]


@pytest.mark.parametrize("prompt", FINISHED)
def test_a_word_that_is_whole_is_left_as_it_is(shakespeare: TextModel, prompt: str) -> None:
    texts = [shakespeare.writer.write(prompt, Options(seed=seed, length=20)).written for seed in range(20)]
    assert not [text for text in texts if text[:1].isalpha()]
    assert len(set(texts)) > 10


def test_the_word_a_prompt_stops_in_is_ended_the_same_at_any_temperature(python: TextModel) -> None:
    options = [Options(seed=seed, temperature=temperature) for seed in range(3) for temperature in (0.0, 2.0)]
    ends = {re.match(r"[a-z]*", python.writer.write("    retu", each).written)[0] for each in options}  # type: ignore[index]
    assert ends == {"rn"}


@pytest.mark.parametrize(
    "prompt", ["import os", "x = 1", "import numpy as np", "    return value", "pass", "# why"]
)
def test_something_is_added_to_a_statement_that_is_whole(python: TextModel, prompt: str) -> None:
    assert all(python.writer.write(prompt, Options(seed=seed)).written.strip() for seed in range(5))


def test_a_limit_is_named(shakespeare: TextModel) -> None:
    writing = shakespeare.writer.write("My lord,", Options(seed=1, length=20))
    assert len(writing.written) <= 20
    assert writing.ending in {Ending.LIMIT, Ending.LINE}


def test_the_likeliest_come_first_and_are_probabilities(python: TextModel) -> None:
    found = python.writer.likeliest("for line in", 5)
    probabilities = [each.probability for each in found]
    assert probabilities == sorted(probabilities, reverse=True)
    assert 0 < sum(probabilities) <= 1
    assert len({each.token for each in found}) == 5


def test_top_p_leaves_out_the_unlikely() -> None:
    logits = np.log(np.array([[0.6, 0.3, 0.1]], dtype=np.float32))
    draws = np.linspace(0, 0.999, 50)
    narrow = {_draw(logits, 0.7, each) for each in draws}
    wide = {_draw(logits, 1.0, each) for each in draws}
    assert narrow == {0, 1}
    assert wide == {0, 1, 2}


def test_tokens_are_drawn_as_often_as_they_are_likely() -> None:
    logits = np.log(np.array([[0.5, 0.3, 0.2]], dtype=np.float32))
    draws = np.random.default_rng(0).random(5000)
    counts = np.bincount([_draw(logits, 1.0, each) for each in draws]) / 5000
    np.testing.assert_allclose(counts, [0.5, 0.3, 0.2], atol=0.02)


def _draw(logits: np.ndarray, top_p: float, draw: float) -> int:
    one = np.ones(1, dtype=np.float32)
    return int(choose(logits.copy(), one, one * np.float32(top_p), np.array([draw]))[0])
