"""Which formats of word vectors there are: a new one is a module beside this one, and a line here."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from models.words.errors import VectorsUnreadable
from models.words.store.artifact import is_artifact, read_artifact
from models.words.store.formats import gensim, strangers, text, word2vec
from models.words.store.unpacking import failing_as_unreadable, open_stream
from models.words.store.vector_file import VectorFile

Recognise = Callable[[Path, bytes], VectorFile | None]
"""Given a path and the beginning of what it holds, unpacked: the vectors, or None if it is another format.

It raises VectorsUnreadable if the file is of this format, but broken.
"""

FORMATS: tuple[Recognise, ...] = (text.recognise, word2vec.recognise)
"""In the order in which they are asked."""

_SNIFFED_BYTES = 1 << 20
_UNTRUSTED = (
    "it is a pickle, as gensim saves, and opening one can run any program. "
    "If you trust whoever made it, add it as a file with --trust-pickle"
)


def read(path: Path, *, trust_pickle: bool = False) -> VectorFile:
    """Recognise the word vectors in the file at `path`, by its content, packed or not.

    Knows word2vec (binary and text), fastText `.vec`, GloVe text, the folders that our own training writes,
    and, if `trust_pickle`, what gensim's `KeyedVectors.save` and `Word2Vec.save` write: pickles, and
    opening a pickle can run any program.

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
    strangers.refuse(path, head)
    if gensim.is_pickle(head):
        if not trust_pickle:
            raise VectorsUnreadable(path, _UNTRUSTED)
        return gensim.load(path)
    for recognise in FORMATS:
        if (found := recognise(path, head)) is not None:
            return found
    raise VectorsUnreadable(path, "its content is not a format of word vectors that I know")
