"""Which formats of word vectors there are: a new one is a module beside this one, and a line here."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from models.words.errors import VectorsUnreadable
from models.words.store.artifact import is_artifact, read_artifact
from models.words.store.formats import gensim, text, word2vec
from models.words.store.vector_file import VectorFile, failing_as_unreadable, open_stream

Recognise = Callable[[Path, bytes], VectorFile | None]
"""Given a path and the beginning of what it holds, unpacked: the vectors, or None if it is another format.

It raises VectorsUnreadable if the file is of this format, but broken.
"""

FORMATS: tuple[Recognise, ...] = (gensim.recognise, text.recognise, word2vec.recognise)
"""In the order in which they are asked."""

_SNIFFED_BYTES = 1 << 20


def read(path: Path) -> VectorFile:
    """Recognise the word vectors in the file at `path`, by its content; gzip is looked through.

    Knows word2vec (binary and text), fastText `.vec`, GloVe text, the folders that our own training writes,
    and what gensim's `KeyedVectors.save` and `Word2Vec.save` write. The last is a pickle, and opening
    a pickle can run any program: add only those of people you trust.

    Raises
    ------
    VectorsUnreadable
        If the file is nothing of this kind.
    """
    path = path.expanduser()
    if path.is_dir():
        if is_artifact(path):
            return read_artifact(path)
        raise VectorsUnreadable(path, "it is a folder, and not one that `hyperplane vectors train` wrote")
    with failing_as_unreadable(path, "its beginning"), open_stream(path) as file:
        head = file.read(_SNIFFED_BYTES)
    if not head:
        raise VectorsUnreadable(path, "it is empty")
    if head.startswith(b"PK\x03\x04"):
        raise VectorsUnreadable(path, "it is a zip archive: unpack it and name a file of it")
    for recognise in FORMATS:
        if (found := recognise(path, head)) is not None:
            return found
    raise VectorsUnreadable(path, "its content is not a format of word vectors that I know")
