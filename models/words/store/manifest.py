"""The manifest of prepared vectors: where they come from, their shape, and the hash of every file."""

from __future__ import annotations

import hashlib
import json
import shlex
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path

from models.errors import ArtifactDamaged, ArtifactMissing

LAYOUT = 1
MANIFEST_FILE = "manifest.json"
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
class FileRecord:
    """One file of the folder."""

    name: str
    size_bytes: int
    sha256: str

    @classmethod
    def of(cls, path: Path) -> FileRecord:
        """Measure the file at `path`."""
        with path.open("rb") as file:
            return cls(path.name, path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest())


@dataclass(frozen=True, slots=True)
class Skipped:
    """How many rows of the source are not used, by reason."""

    duplicates: int = 0
    not_finite: int = 0
    zero: int = 0
    nameless: int = 0

    def plus(self, more: Skipped) -> Skipped:
        """Return both counts together."""
        return Skipped(
            self.duplicates + more.duplicates,
            self.not_finite + more.not_finite,
            self.zero + more.zero,
            self.nameless + more.nameless,
        )


@dataclass(frozen=True, slots=True)
class Manifest:
    """What `prepare` wrote into a folder.

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
    """

    name: str
    source: str
    format: str
    rows: int
    dimensions: int
    skipped: Skipped
    files: tuple[FileRecord, ...]
    precision: Precision = Precision.SINGLE
    layout: int = LAYOUT

    @property
    def size_bytes(self) -> int:
        """The size of all files together."""
        return sum(file.size_bytes for file in self.files)

    @property
    def command(self) -> str:
        """The command that makes this folder anew."""
        half = " --half" if self.precision is Precision.HALF else ""
        return add_command(self.source, self.name) + half


def add_command(source: str, name: str) -> str:
    """Return the command that adds vectors from `source` under `name`."""
    named = "" if name == source else f" --name {name}"
    return f"hyperplane vectors add {shlex.quote(source)}{named}"


def save(manifest: Manifest, folder: Path) -> None:
    """Write the manifest into `folder`."""
    text = json.dumps(asdict(manifest), indent=2, ensure_ascii=False)
    (folder / MANIFEST_FILE).write_text(text + "\n", encoding="utf-8")


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
    if not folder.is_dir():
        raise ArtifactMissing(folder, again)
    try:
        data = json.loads((folder / MANIFEST_FILE).read_text(encoding="utf-8"))
        manifest = _parse(data, folder.name)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ArtifactDamaged(folder, f"its {MANIFEST_FILE} cannot be read ({error})", again) from error
    if manifest.layout != LAYOUT:
        raise ArtifactDamaged(folder, f"it has layout {manifest.layout}, not {LAYOUT}", manifest.command)
    for file in manifest.files:
        path = folder / file.name
        size = path.stat().st_size if path.is_file() else None
        if size is None:
            raise ArtifactDamaged(folder, f"{file.name} is gone", manifest.command)
        if size != file.size_bytes:
            reason = f"{file.name} has {size:,} bytes, not {file.size_bytes:,}"
            raise ArtifactDamaged(folder, reason, manifest.command)
    return manifest


def _parse(data: dict[str, object], name: str) -> Manifest:
    files, skipped = data["files"], data["skipped"]
    if not isinstance(files, list) or not isinstance(skipped, dict):
        raise TypeError("files or skipped rows are not listed")
    rows, dimensions = data["rows"], data["dimensions"]
    if not isinstance(rows, int) or not isinstance(dimensions, int):
        raise TypeError("the shape is not two whole numbers")
    return Manifest(
        name=name,  # a folder that was renamed goes by its new name
        source=str(data["source"]),
        format=str(data["format"]),
        rows=rows,
        dimensions=dimensions,
        skipped=Skipped(**skipped),
        files=tuple(FileRecord(**file) for file in files),
        precision=Precision(str(data.get("precision", Precision.SINGLE))),  # older ones do not tell
        layout=int(str(data["layout"])),
    )
