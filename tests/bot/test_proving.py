"""Damaged vectors are noticed while the bot runs, and answer nothing that is wrong."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from bot.proving import Proving
from models.errors import ArtifactDamaged
from models.words.store.shelf import Shelf


def test_damaged_vectors_answer_nothing_and_the_log_says_what_to_do(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file, shelf = tmp_path / "pets.txt", Shelf(tmp_path / "shelf")
    file.write_text("cat 1 2\ndog 3 4\n")
    shelf.add(file)
    words = shelf.open("pets")
    path = tmp_path / "shelf" / "pets" / "vectors.npy"
    path.write_bytes(path.read_bytes()[:-1] + b"\x7f")
    with caplog.at_level(logging.ERROR):
        proving = Proving(shelf, words)
        proving.start()
        proving.wait()
    (record,) = caplog.records
    assert f"hyperplane vectors add {file}" in vars(record)["fields"]["reason"]
    with pytest.raises(ArtifactDamaged):
        words.term("cat")
