"""What is raised on purpose carries its data from one process to another."""

from __future__ import annotations

import pickle

import pytest

import models.movies.errors
import models.text.errors
import models.words.errors  # noqa: F401  (each defines some of the classes below)
import storage.refusals  # noqa: F401
from models.errors import ModelError
from storage.errors import StorageError
from tests.raised import one_of_each

RAISED = [*one_of_each(ModelError), *one_of_each(StorageError)]


@pytest.mark.parametrize("error", RAISED, ids=lambda error: type(error).__name__)
def test_it_is_the_same_in_another_process(error: Exception) -> None:
    error.add_note("told where it was raised")
    arrived = pickle.loads(pickle.dumps(error))
    assert type(arrived) is type(error)
    assert vars(arrived) == vars(error)
