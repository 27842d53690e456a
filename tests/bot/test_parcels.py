"""A job on its way: by reference, with few arguments, and back with whatever it came to."""

from __future__ import annotations

import pickle
import threading
from functools import partial

import pytest

from bot.compute import JobTooLarge
from bot.compute.parcels import MOST_BYTES, carry_out, pack, unpack
from models.words.errors import BadExpression


def fail(error: Exception) -> None:
    raise error


def test_a_function_with_its_arguments_comes_to_a_result_and_its_cost() -> None:
    done = unpack(carry_out(pack(partial(int, base=2), "101")))
    assert done.result == 5
    assert done.cost_s >= 0


@pytest.mark.parametrize("lost", [lambda: 1, threading.Lock().acquire], ids=["lambda", "lock"])
def test_what_has_no_name_to_refer_to_is_no_job(lost: object) -> None:
    with pytest.raises((pickle.PicklingError, TypeError), match="pickle"):
        pack(lost)  # type: ignore[arg-type]


def test_more_than_small_arguments_are_refused_with_the_function_s_name() -> None:
    with pytest.raises(JobTooLarge) as refused:
        pack(partial(fail), bytes(MOST_BYTES))
    assert refused.value.name == f"{__name__}:fail"
    assert refused.value.size_bytes > MOST_BYTES


def test_what_a_job_raises_arrives_with_its_data_and_where_it_was_raised() -> None:
    with pytest.raises(BadExpression) as caught:
        unpack(carry_out(pack(fail, BadExpression("a +"))))
    assert caught.value.text == "a +"
    assert "raise error" in caught.value.__notes__[0]


def test_what_cannot_come_back_is_an_error_that_can() -> None:
    with pytest.raises(TypeError, match="pickle"):
        unpack(carry_out(pack(threading.Lock)))
    with pytest.raises(RuntimeError, match="can't be sent"):
        unpack(carry_out(pack(raise_unfit)))


def raise_unfit() -> None:
    raise ValueError(threading.Lock())
