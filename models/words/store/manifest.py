"""What the manifest of prepared vectors tells: where they come from, their shape, their files."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from pathlib import Path
from typing import Any

from models import artifacts
from models.artifacts import MANIFEST_FILE, FileRecord, check_files, load_manifest
from models.errors import ArtifactDamaged

KIND = "word vectors"
MATRIX_FILE = "vectors.npy"


class Precision(StrEnum):
    """How the numbers of the matrix are stored; the value is NumPy's name of the type."""

    HALF = "float16"
    SINGLE = "float32"

    @property
    def size_bytes(self) -> int:
        """The size of one number."""
        return 2 if self is Precision.HALF else 4


@dataclass(frozen=True, slots=True)
class Skipped:
    """How many rows of the source are not used, by reason.

    Attributes
    ----------
    missing : int
        Rows that the source announces and does not have.
    """

    duplicates: int = 0
    not_finite: int = 0
    zero: int = 0
    nameless: int = 0
    unreadable: int = 0
    too_long: int = 0
    missing: int = 0

    def plus(self, more: Skipped) -> Skipped:
        """Return both counts together."""
        return Skipped(*(getattr(self, each.name) + getattr(more, each.name) for each in fields(self)))


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the manifest of prepared vectors tells of them.

    Attributes
    ----------
    source : str
        The file or package the vectors were read from.
    format : str
        How they were stored there.
    rows, dimensions : int
        The shape of the matrix.
    precision : Precision
        That of its numbers.
    files : dict of str to FileRecord
        All that the folder holds, the manifest aside.
    """

    name: str
    source: str
    format: str
    rows: int
    dimensions: int
    skipped: Skipped
    precision: Precision
    files: Mapping[str, FileRecord]

    @classmethod
    def of(cls, name: str, made: artifacts.Manifest) -> Manifest:
        """Return what a manifest tells of vectors called `name`; a folder that was renamed goes by that."""
        rows, dimensions = made.data["rows"], made.config["dimensions"]
        if not isinstance(rows, int) or not isinstance(dimensions, int):
            raise TypeError("the shape is not two whole numbers")
        return cls(
            name=name,
            source=str(made.data["source"]),
            format=str(made.data["format"]),
            rows=rows,
            dimensions=dimensions,
            skipped=Skipped(**made.data["skipped"]),
            precision=Precision(made.config["precision"]),
            files=made.files,
        )

    @property
    def size_bytes(self) -> int:
        """The size of all files together."""
        return sum(record.size_bytes for record in self.files.values())

    @property
    def command(self) -> str:
        """The command that makes this folder anew."""
        half = " --half" if self.precision is Precision.HALF else ""
        return add_command(self.source, self.name) + half


def add_command(source: str, name: str) -> str:
    """Return the command that adds vectors from `source` under `name`."""
    named = "" if name == source else f" --name {name}"
    return f"hyperplane vectors add {shlex.quote(source)}{named}"


def load(folder: Path) -> Manifest:
    """Read the manifest of `folder` and compare the size of every file with it.

    Raises
    ------
    ArtifactMissing
        If there is no such folder.
    ArtifactDamaged
        If the manifest or a file is gone or not as written.
    """
    again = add_command("PATH", folder.name)
    made = load_manifest(folder, KIND, again, _of_earlier_version)
    try:
        manifest = Manifest.of(folder.name, made)
    except (KeyError, TypeError, ValueError) as error:
        raise ArtifactDamaged(folder, f"{MANIFEST_FILE} cannot be read ({error})", again) from error
    check_files(folder, manifest.files, manifest.command, hashes=False)
    return manifest


def _of_earlier_version(written: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of a manifest for those of one that had them in a row of its own."""
    records = [dict(record) for record in written["files"]]
    precision = written.get("precision", Precision.SINGLE)  # the first ones had no other
    return {
        "kind": KIND,
        "config": {"dimensions": written["dimensions"], "precision": precision},
        "data": {name: written[name] for name in ("source", "format", "rows", "skipped")},
        "metrics": {},
        "files": {record.pop("name"): record for record in records},
        "layout": written["layout"],
    }
