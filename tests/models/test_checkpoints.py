from __future__ import annotations

from pathlib import Path

import pytest
import torch

from models.checkpoints import read_checkpoint, write_checkpoint
from models.errors import CheckpointDamaged

STATE = {"weights": torch.arange(3.0), "updates": 7, "name": "ada"}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "new folder" / "state"
    write_checkpoint(path, "fingerprint", STATE)
    return path


def test_what_was_kept_is_read(path: Path) -> None:
    kept = read_checkpoint(path, "fingerprint")
    assert kept is not None
    assert torch.equal(kept.pop("weights"), torch.arange(3.0))
    assert kept == {"updates": 7, "name": "ada"}
    assert [each.name for each in path.parent.iterdir()] == ["state"]


def test_a_checkpoint_of_another_training_is_none(path: Path) -> None:
    assert read_checkpoint(path, "another") is None
    assert read_checkpoint(path.with_name("nothing"), "fingerprint") is None


@pytest.mark.parametrize("harm", ["half", "empty", "text", "other", "pickle"])
def test_what_is_no_whole_checkpoint_is_said_to_be_none(path: Path, harm: str) -> None:
    if harm == "other":
        torch.save([1, 2], path)
    elif harm == "pickle":
        torch.save({"fingerprint": path, "state": {}}, path)  # a class that is not read from a file
    else:
        whole = path.read_bytes()
        path.write_bytes({"half": whole[: len(whole) // 2], "empty": b"", "text": b"Call me Ishmael."}[harm])
    with pytest.raises(CheckpointDamaged):
        read_checkpoint(path, "fingerprint")
