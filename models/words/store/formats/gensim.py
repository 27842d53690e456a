"""Word vectors as gensim saves them: a pickle, with arrays in files beside it."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from models.words.errors import VectorsUnreadable
from models.words.store.vector_file import VectorFile, from_matrix


def recognise(path: Path, head: bytes) -> VectorFile | None:
    """Return the vectors if gensim's `save` wrote the file, with its `.npy` files beside it.

    This opens a pickle, which can run any program: only for files of people you trust.

    Raises
    ------
    VectorsUnreadable
        If it is another pickle, or its companions are gone.
    """
    if head[:1] != b"\x80" or head[1:2] not in (b"\x02", b"\x03", b"\x04", b"\x05"):
        return None
    from gensim.utils import SaveLoad

    try:
        saved = SaveLoad.load(str(path), mmap="r")
        vectors = getattr(saved, "wv", saved)  # a Word2Vec or FastText model holds its KeyedVectors
        words, matrix = list(vectors.index_to_key), np.asarray(vectors.vectors)
    except Exception as error:  # a pickle may fail in every way there is
        raise VectorsUnreadable(path, f"gensim cannot load it ({type(error).__name__}: {error})") from error
    if matrix.ndim != 2 or len(words) > len(matrix) or not words:
        raise VectorsUnreadable(path, f"it has {len(words):,} words, but vectors of shape {matrix.shape}")
    return from_matrix(str(path.resolve()), "gensim", words, matrix[: len(words)])
