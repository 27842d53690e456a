"""What a text has said before is expected again."""

from __future__ import annotations

import pytest

from models.text.generate import Options
from models.text.library import TextModel
from models.text.memory import LONGEST, TRUST, Memory


def test_what_followed_is_expected_again_the_latest_first() -> None:
    memory = Memory([1, 2, 3, 9, 1, 2, 4, 9, 1, 2])
    expected = memory.expect(memory.tokens)
    assert expected is not None
    assert expected.token == 4
    assert expected.weight == TRUST[3]


def test_a_longer_match_is_trusted_more() -> None:
    text = list(range(50)) * 2
    memory = Memory(text[:-1])
    expected = memory.expect(memory.tokens)
    assert expected is not None
    assert expected.token == text[-1]
    assert expected.weight == TRUST[LONGEST]
    assert sorted(TRUST) == TRUST
    assert TRUST[-1] < 1


@pytest.mark.parametrize("tokens", [[], [1], [1, 2], [1, 2, 3, 4]])
def test_what_never_stood_there_is_not_expected(tokens: list[int]) -> None:
    memory = Memory(tokens)
    assert memory.expect(memory.tokens) is None


def test_the_second_time_is_less_of_a_surprise(python: TextModel) -> None:
    line = "frobnicate(quux, 'wibble', zyxt)\n"
    cost = python.surprise(line * 3)
    third = len(cost.bits) // 3
    assert cost.bits[-third:].sum() < cost.bits[:third].sum() / 4


def test_a_name_of_the_prompt_is_written_again(python: TextModel) -> None:
    prompt = "frobnicate(quux)\nfrobnicate(quux)\nfrobnicate(quux)\nfrobnic"
    written = python.writer.write(prompt, Options(temperature=0.2, seed=1, length=60)).written
    assert written.startswith("ate(quux)")
