"""How a trained model lies on disk: a manifest that vouches for safetensors and JSON, never a pickle."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load_file, save_file

from models.errors import ArtifactDamaged, ArtifactMissing, NotWritable

LAYOUT = 1
MANIFEST_FILE = "manifest.json"
TENSORS_FILE = "weights.safetensors"


@dataclass(frozen=True, slots=True)
class FileRecord:
    """One file of an artifact, as it was when written."""

    size_bytes: int
    sha256: str

    @classmethod
    def of(cls, path: Path) -> FileRecord:
        """Measure the file at `path`."""
        with path.open("rb") as file:
            return cls(path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest())


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an artifact is, what made it and how good it was found to be.

    Attributes
    ----------
    kind : str
        Which model it holds: "movies", "text", ...
    config : dict of str to Any
        The training configuration, enough to train it again.
    data : dict of str to Any
        What it was trained on: name, SHA-256, counts, licence.
    metrics : dict of str to Any
        Held-out measurements beside their baselines.
    files : dict of str to FileRecord
        Every other file of the folder; loading compares sizes and hashes.
    """

    kind: str
    config: dict[str, Any]
    data: dict[str, Any]
    metrics: dict[str, Any]
    files: dict[str, FileRecord]
    layout: int = LAYOUT

    @property
    def size_bytes(self) -> int:
        """The size of all files together, the manifest aside."""
        return sum(record.size_bytes for record in self.files.values())


@dataclass(frozen=True, slots=True)
class Artifact:
    """A loaded artifact: its manifest, its arrays by name and its JSON documents by name."""

    manifest: Manifest
    tensors: dict[str, NDArray[Any]]
    documents: dict[str, Any]


def save_artifact(
    folder: Path,
    kind: str,
    *,
    config: Mapping[str, Any],
    data: Mapping[str, Any],
    metrics: Mapping[str, Any],
    tensors: Mapping[str, NDArray[Any]],
    documents: Mapping[str, Any],
) -> Manifest:
    """Write an artifact to `folder` so that a reader sees the old one or the new one, never half of either.

    Raises
    ------
    NotWritable
        When the disk refuses.
    """
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        scratch = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
        try:
            save_file({k: np.ascontiguousarray(v) for k, v in tensors.items()}, scratch / TENSORS_FILE)
            for name, document in documents.items():
                text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
                (scratch / f"{name}.json").write_text(text, encoding="utf-8")
            files = {path.name: FileRecord.of(path) for path in sorted(scratch.iterdir())}
            manifest = Manifest(kind, dict(config), dict(data), dict(metrics), files)
            text = json.dumps(asdict(manifest), ensure_ascii=False, indent=2)
            (scratch / MANIFEST_FILE).write_text(text + "\n", encoding="utf-8")
            scratch.chmod(0o755)
            for path in scratch.iterdir():
                path.chmod(0o644)
            _swap(scratch, folder)
        finally:
            shutil.rmtree(scratch, ignore_errors=True)
    except OSError as error:
        raise NotWritable(folder, str(error)) from error
    return manifest


def load_artifact(folder: Path, kind: str, command: str) -> Artifact:
    """Read the artifact in `folder`, comparing every file with what the manifest says of it.

    Parameters
    ----------
    folder : Path
        Where the artifact lies.
    kind : str
        The kind it must be.
    command : str
        What makes it, for the person who has to.

    Raises
    ------
    ArtifactMissing
        When there is no manifest.
    ArtifactDamaged
        When the manifest or a file is not what it should be.
    """
    manifest = load_manifest(folder, kind, command)
    for name, record in manifest.files.items():
        path = folder / name
        if not path.is_file() or FileRecord.of(path) != record:
            raise ArtifactDamaged(folder, f"{name} is not the file the manifest describes", command)
    try:
        tensors = load_file(folder / TENSORS_FILE)
        documents = {
            Path(name).stem: json.loads((folder / name).read_text(encoding="utf-8"))
            for name in manifest.files
            if name.endswith(".json")
        }
    except (OSError, ValueError, SafetensorError) as error:
        raise ArtifactDamaged(folder, str(error), command) from error
    return Artifact(manifest, tensors, documents)


def load_manifest(folder: Path, kind: str, command: str) -> Manifest:
    """Read only the manifest of the artifact in `folder`; raises as `load_artifact` does."""
    path = folder / MANIFEST_FILE
    if not path.is_file():
        raise ArtifactMissing(folder, command)
    try:
        fields = json.loads(path.read_text(encoding="utf-8"))
        files = {name: FileRecord(**record) for name, record in fields.pop("files").items()}
        manifest = Manifest(files=files, **fields)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ArtifactDamaged(folder, f"{MANIFEST_FILE} cannot be read", command) from error
    if manifest.kind != kind or manifest.layout != LAYOUT:
        found = f"{manifest.kind} in layout {manifest.layout}"
        raise ArtifactDamaged(folder, f"holds {found}, not {kind} in layout {LAYOUT}", command)
    return manifest


def _swap(new: Path, folder: Path) -> None:
    """Put `new` where `folder` is."""
    for path in new.iterdir():
        with path.open("rb") as file:
            os.fsync(file.fileno())
    if not folder.exists():
        new.replace(folder)
        return
    old = new.with_name(new.name + "-old")
    folder.replace(old)
    try:
        new.replace(folder)
    except OSError:
        old.replace(folder)
        raise
    shutil.rmtree(old, ignore_errors=True)
