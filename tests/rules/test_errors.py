"""Every exception raised on purpose carries its data to another process, and is told in a sentence."""

from __future__ import annotations

import pickle
import re
from collections.abc import Iterable

import pytest

from bot.compute import ComputeError
from bot.refusals import Refused
from bot.replies import EMBED_DESCRIPTION_LIMIT
from bot.sentences import is_worded, operator_sentence, sentence
from models.errors import ModelError, WrongNumber
from models.movies.collect.errors import CollectError
from storage.errors import DatabaseError, StorageError
from storage.refusals import Refusal
from tests.raised import one_of_each

ROOTS = (ModelError, WrongNumber, CollectError, StorageError, DatabaseError, Refusal, ComputeError, Refused)
RAISED = [
    error
    for root in (ModelError, StorageError, ComputeError, Refused)
    for error in one_of_each(root)
    if type(error) not in ROOTS
]


def names(errors: Iterable[Exception]) -> list[str]:
    return [type(error).__name__ for error in errors]


def test_each_is_the_same_in_another_process() -> None:
    def arrives(error: Exception) -> bool:
        error.add_note("told where it was raised")
        arrived = pickle.loads(pickle.dumps(error))
        return type(arrived) is type(error) and vars(arrived) == vars(error)

    assert names(error for error in RAISED if not arrives(error)) == []


def test_each_has_a_sentence() -> None:
    assert names(error for error in RAISED if not is_worded(error)) == []


def test_each_sentence_is_whole() -> None:
    told = [
        text for error in RAISED for text in (sentence(error).markdown(), operator_sentence(error).terminal())
    ]
    assert [each for each in told if each != each.strip() or re.search(r"[{}]|None|\(\)", each)] == []
    assert max(len(each) for each in told) < EMBED_DESCRIPTION_LIMIT


def test_people_are_not_told_where_files_lie() -> None:
    assert names(error for error in RAISED if re.search(r"\ba/file\b", sentence(error).markdown())) == []


def test_what_nobody_has_worded_is_no_refusal() -> None:
    assert not is_worded(ValueError("not raised on purpose"))
    with pytest.raises(LookupError, match="ValueError"):
        sentence(ValueError())
