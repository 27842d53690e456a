"""Word vectors as the project ships them: an artifact of int8 rows and a list of words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models import artifacts
from models.artifacts import Manifest, load_artifact, load_manifest, save_artifact
from models.quantise import dequantise, quantise
from models.words.store.vector_file import VectorFile, from_matrix

KIND = "vectors"


def save_vectors(
    folder: Path,
    words: Sequence[str],
    matrix: NDArray[np.float32],
    *,
    config: Mapping[str, Any],
    data: Mapping[str, Any],
    metrics: Mapping[str, Any],
) -> Manifest:
    """Write the unit rows of a matrix (n, d) and their words, most frequent first, to `folder`."""
    lengths = np.linalg.norm(matrix, axis=1, keepdims=True)
    rows = quantise((matrix / np.where(lengths > 0, lengths, 1)).astype(np.float32))
    return save_artifact(
        folder,
        KIND,
        config={**config, "rows": len(words), "dimensions": int(matrix.shape[1])},
        data=data,
        metrics=metrics,
        tensors={"rows": rows.rows, "scales": rows.scales},
        documents={"words": list(words)},
    )


def is_artifact(folder: Path) -> bool:
    """Tell whether `folder` may hold an artifact."""
    return (folder / artifacts.MANIFEST_FILE).is_file()


def read_manifest(folder: Path) -> Manifest:
    """Read what the artifact in `folder` says of itself; raises as `load_artifact` does."""
    return load_manifest(folder, KIND, _again(folder))


def read_artifact(folder: Path) -> VectorFile:
    """Return the vectors of the artifact in `folder`; raises as `load_artifact` does."""
    artifact = load_artifact(folder, KIND, _again(folder))
    matrix = dequantise(artifact.tensors["rows"], artifact.tensors["scales"])
    return from_matrix(
        str(folder.resolve()), version_of(artifact.manifest), artifact.documents["words"], matrix
    )


def version_of(manifest: Manifest) -> str:
    """Return a name for exactly these vectors."""
    return f"artifact {manifest.files[artifacts.TENSORS_FILE].sha256[:12]}"


def _again(folder: Path) -> str:
    return f"hyperplane vectors build --out {folder}"
