"""What a stopped training goes on from: one file, always whole, that says what training it is of."""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch

from models.errors import CheckpointDamaged


def write_checkpoint(path: Path, fingerprint: str, state: Mapping[str, Any]) -> None:
    """Write `state` beside `path` and move it there, so that a stop half-way leaves the last one whole.

    Parameters
    ----------
    path : Path
        The checkpoint; its folder is made.
    fingerprint : str
        Of the data and the config, by which `read_checkpoint` knows its own.
    state : mapping
        Tensors, numbers, text, and lists and dictionaries of them.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    scratch = path.with_name(path.name + ".part")
    torch.save({"fingerprint": fingerprint, "state": dict(state)}, scratch)
    scratch.replace(path)


def read_checkpoint(path: Path, fingerprint: str) -> dict[str, Any] | None:
    """Return the state at `path`, or None where there is none of this data and config.

    Raises
    ------
    CheckpointDamaged
        What is at `path` is no checkpoint, or not whole.
    """
    if not path.is_file():
        return None
    try:
        kept = torch.load(path, weights_only=True)
        state: dict[str, Any] = kept["state"]
        return state if kept["fingerprint"] == fingerprint else None
    except (OSError, EOFError, RuntimeError, LookupError, TypeError, pickle.UnpicklingError) as error:
        raise CheckpointDamaged(path) from error
