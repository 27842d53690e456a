"""Word vectors as gensim saves them: a pickle, with arrays in files beside it."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from models.words.errors import VectorsUnreadable
from models.words.store.vector_file import VectorFile, from_matrix

_BEGINNINGS = (b"\x80\x02", b"\x80\x03", b"\x80\x04", b"\x80\x05")


def is_pickle(head: bytes) -> bool:
    """Tell whether a file that begins with `head` is a pickle, as gensim's `save` writes."""
    return head.startswith(_BEGINNINGS)


def load(path: Path) -> VectorFile:
    """Return the vectors if gensim's `save` wrote the file, with its `.npy` files beside it.

    This opens a pickle, which can run any program: only for files of people you trust.

    Raises
    ------
    VectorsUnreadable
        If it is another pickle, or its companions are gone.
    """
    from gensim.utils import SaveLoad

    try:
        saved = SaveLoad.load(str(path), mmap="r")
        vectors = getattr(saved, "wv", saved)  # a Word2Vec or FastText model holds its KeyedVectors
        words, matrix = list(vectors.index_to_key), np.asarray(vectors.vectors)
    except Exception as error:  # a pickle may fail in every way there is
        raise VectorsUnreadable(path, f"gensim cannot load it ({type(error).__name__}: {error})") from error
    if matrix.ndim != 2 or len(words) > len(matrix) or not words:
        raise VectorsUnreadable(path, f"it has {len(words):,} words, but vectors of shape {matrix.shape}")
    texts = [_text(path, number, word) for number, word in enumerate(words, start=1)]
    return from_matrix(str(path.resolve()), "gensim", texts, matrix[: len(words)])


def _text(path: Path, number: int, word: object) -> str:
    """Return a key of gensim's as a word: it may be a number, too."""
    if isinstance(word, str):
        return word
    if isinstance(word, int | np.integer):
        return str(word)
    raise VectorsUnreadable(path, f"key {number:,} is neither a word nor a number, but {type(word).__name__}")
