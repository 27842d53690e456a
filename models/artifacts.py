"""How all models lie on disk: files, never a pickle, and a manifest that vouches for each of them.

A trained model is tensors and JSON documents, which `save_artifact` writes and `load_artifact` reads whole.
Prepared word vectors and their index are larger, and mapped: they are written into a scratch folder, which
`seal` makes an artifact, and read after `load_manifest` and `check_files`.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load_file, save_file

from models.errors import ArtifactDamaged, ArtifactMissing
from models.publishing import failing_as_not_writable, publish, read_whole, scratch_folder

LAYOUT = 1
MANIFEST_FILE = "manifest.json"
TENSORS_FILE = "weights.safetensors"

Model = TypeVar("Model")


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
        What it holds: "movies", "text", "word vectors", ...
    config : dict of str to Any
        How it was made: of a model the training configuration, enough to train it again.
    data : dict of str to Any
        What it was made from: name, SHA-256, counts, licence.
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
    with scratch_folder(folder.parent) as scratch, failing_as_not_writable(folder):
        save_file({k: np.ascontiguousarray(v) for k, v in tensors.items()}, scratch / TENSORS_FILE)
        for name, document in documents.items():
            text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
            (scratch / f"{name}.json").write_text(text, encoding="utf-8")
        return seal(scratch, folder, kind, config=config, data=data, metrics=metrics)


def seal(
    scratch: Path,
    folder: Path,
    kind: str,
    *,
    config: Mapping[str, Any],
    data: Mapping[str, Any],
    metrics: Mapping[str, Any],
) -> Manifest:
    """Write the manifest of all files in a scratch folder, and make that the artifact in `folder`.

    Raises
    ------
    OSError
        When the disk refuses; what was in `folder` is there still.
    """
    files = {path.name: FileRecord.of(path) for path in sorted(scratch.iterdir())}
    manifest = Manifest(kind, dict(config), dict(data), dict(metrics), files)
    text = json.dumps(asdict(manifest), ensure_ascii=False, indent=2)
    (scratch / MANIFEST_FILE).write_text(text + "\n", encoding="utf-8")
    publish(scratch, folder)
    return manifest


def add_metrics(folder: Path, kind: str, command: str, metrics: Mapping[str, Any]) -> Manifest:
    """Write measurements into the manifest of the artifact in `folder`, whose other files stay as they are.

    Raises
    ------
    ArtifactMissing, ArtifactDamaged
        As `load_artifact` does.
    NotWritable
    """
    with scratch_folder(folder.parent) as scratch, failing_as_not_writable(folder):

        def copy() -> Manifest:
            manifest = load_manifest(folder, kind, command)
            check_files(folder, manifest.files, command, hashes=True)
            for name in manifest.files:
                shutil.copyfile(folder / name, scratch / name)
            return manifest

        before = read_whole(folder, copy)
        measured = before.metrics | dict(metrics)
        return seal(scratch, folder, kind, config=before.config, data=before.data, metrics=measured)


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
    return read_whole(folder, lambda: _load(folder, kind, command))


def load_model(folder: Path, kind: str, command: str, made_of: Callable[[Artifact], Model]) -> Model:
    """Return what `made_of` puts together from the artifact in `folder`; raises as `load_artifact` does.

    Parameters
    ----------
    folder, kind, command
        As for `load_artifact`.
    made_of : function of an Artifact
        Where parts are missing or do not fit it may fail as Python does: the artifact is damaged then.
    """
    artifact = load_artifact(folder, kind, command)
    try:
        return made_of(artifact)
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise ArtifactDamaged(folder, f"its parts do not fit together: {error}", command) from error


def _load(folder: Path, kind: str, command: str) -> Artifact:
    manifest = load_manifest(folder, kind, command)
    check_files(folder, manifest.files, command, hashes=True)
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


def load_manifest(
    folder: Path,
    kind: str,
    command: str,
    earlier: Callable[[dict[str, Any]], dict[str, Any]] | None = None,
) -> Manifest:
    """Read only the manifest of the artifact in `folder`; raises as `load_artifact` does.

    Parameters
    ----------
    folder, kind, command
        As for `load_artifact`.
    earlier : function of a dict
        Gives the fields of a manifest for those that an earlier version wrote, which had no kind.
    """
    try:
        empty = not any(folder.iterdir())
    except OSError:
        empty = True
    if empty:
        raise ArtifactMissing(folder, command)
    try:
        fields = json.loads((folder / MANIFEST_FILE).read_text(encoding="utf-8"))
        if earlier is not None and "kind" not in fields:
            fields = earlier(fields)
        files = {name: FileRecord(**record) for name, record in fields.pop("files").items()}
        manifest = Manifest(files=files, **fields)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ArtifactDamaged(folder, f"{MANIFEST_FILE} cannot be read ({error})", command) from error
    if manifest.kind != kind or manifest.layout != LAYOUT:
        found = f"{manifest.kind} in layout {manifest.layout}"
        raise ArtifactDamaged(folder, f"holds {found}, not {kind} in layout {LAYOUT}", command)
    return manifest


def check_files(folder: Path, files: Mapping[str, FileRecord], command: str, *, hashes: bool) -> None:
    """Compare the size of each file in `folder` with its record, and its content too if `hashes`.

    Raises
    ------
    ArtifactDamaged
        When a file is gone or not as it was written.
    """
    for name, record in files.items():
        path = folder / name
        try:
            size = path.stat().st_size
            changed = hashes and size == record.size_bytes and FileRecord.of(path) != record
        except OSError as error:
            raise ArtifactDamaged(folder, f"{name} is gone", command) from error
        if size != record.size_bytes:
            reason = f"{name} has {size:,} bytes, not {record.size_bytes:,}"
            raise ArtifactDamaged(folder, reason, command)
        if changed:
            raise ArtifactDamaged(folder, f"{name} is not the file the manifest describes", command)
