"""What is kept of a training on the disk: a folder, an artifact whose manifest holds the report too."""

from __future__ import annotations

import json
import shutil
from collections.abc import Collection
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from models.artifacts import MANIFEST_FILE
from models.errors import ArtifactDamaged, ArtifactMissing
from models.live.errors import TrainedGone
from models.live.lesson import Report
from models.publishing import remove_leftovers
from models.text.library import TextModel, load_text_model

REPORT = "report"
"""The name of the report among a manifest's metrics."""

MOST_OPENED = 8
"""Models that are remembered until the next deletion: they are small, and read in a moment."""


def read_report(folder: Path) -> tuple[Report, int] | None:
    """Return the report of what is kept in a folder, and its size in bytes; None where nothing whole is."""
    try:
        manifest = json.loads((folder / MANIFEST_FILE).read_text(encoding="utf-8"))
        report = Report.from_document(manifest["metrics"][REPORT])
        return report, sum(int(record["size_bytes"]) for record in manifest["files"].values())
    except (OSError, ValueError, KeyError, TypeError):
        return None


def open_text(folder: Path, name: str) -> TextModel:
    """Return the text model in a folder, under the name that its place knows it by.

    Raises
    ------
    TrainedGone
        When its files are gone or damaged.
    """
    try:
        return replace(_opened(folder), name=name)
    except (ArtifactMissing, ArtifactDamaged) as error:
        raise TrainedGone(name) from error


def remove(folder: Path) -> None:
    """Delete what is kept in a folder, if anything is."""
    shutil.rmtree(folder, ignore_errors=True)
    _opened.cache_clear()


def tokens_on(shelf: Path) -> frozenset[str]:
    """Return the names of the folders on a shelf in which something is kept."""
    if not shelf.is_dir():
        return frozenset()
    return frozenset(each.name for each in shelf.iterdir() if not each.name.startswith("."))


def remove_all(shelf: Path, tokens: Collection[str]) -> None:
    """Delete folders of a shelf, what a killed training was writing there, and what is remembered."""
    for token in tokens:
        shutil.rmtree(shelf / token, ignore_errors=True)
    if shelf.is_dir():
        remove_leftovers(shelf)
    _opened.cache_clear()


@lru_cache(MOST_OPENED)
def _opened(folder: Path) -> TextModel:
    return load_text_model(folder)
