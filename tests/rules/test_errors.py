"""Every exception raised on purpose carries its data to another process, and is told in a sentence."""

from __future__ import annotations

import pickle
import re

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

every_error = pytest.mark.parametrize("error", RAISED, ids=lambda error: type(error).__name__)


@every_error
def test_it_is_the_same_in_another_process(error: Exception) -> None:
    error.add_note("told where it was raised")
    arrived = pickle.loads(pickle.dumps(error))
    assert type(arrived) is type(error)
    assert vars(arrived) == vars(error)


@every_error
def test_it_has_a_sentence(error: Exception) -> None:
    assert is_worded(error)
    for told in (sentence(error).markdown(), operator_sentence(error).terminal()):
        assert told == told.strip()
        assert not re.search(r"[{}]|None|\(\)", told), told
        assert len(told) < EMBED_DESCRIPTION_LIMIT


@every_error
def test_people_are_not_told_where_files_lie(error: Exception) -> None:
    assert not re.search(r"\ba/file\b", sentence(error).markdown())


def test_what_nobody_has_worded_is_no_refusal() -> None:
    assert not is_worded(ValueError("not raised on purpose"))
    with pytest.raises(LookupError, match="ValueError"):
        sentence(ValueError())
