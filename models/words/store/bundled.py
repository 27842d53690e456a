"""The word vectors that install with the bot, by name."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from models.words.store.artifact import read_artifact, read_manifest, version_of
from models.words.store.package import PACKAGE_VERSION, PACKAGED_NAME, PACKAGED_SHAPE, read_package
from models.words.store.vector_file import VectorFile

SHIPPED = Path(__file__).parents[1] / "shipped"


@dataclass(frozen=True, slots=True)
class Edition:
    """What some vectors are at present.

    Attributes
    ----------
    version : str
        The `format` of a manifest that was prepared from exactly these.
    """

    rows: int
    dimensions: int
    version: str


@dataclass(frozen=True, slots=True)
class Bundled:
    """Word vectors that need no file and no download.

    Attributes
    ----------
    edition : function
        Tells in milliseconds what there is, so that an older one is noticed.
    read : function
        Begins to read them; raises ArtifactMissing or ArtifactDamaged where they are not whole.
    made_from : str
        Sentences on what they were learned from, and how.
    """

    name: str
    edition: Callable[[], Edition]
    read: Callable[[], VectorFile]
    made_from: str


def _shipped(name: str, made_from: str) -> Bundled:
    return Bundled(name, partial(_edition, SHIPPED / name), partial(_read, name), made_from)


def _edition(folder: Path) -> Edition:
    manifest = read_manifest(folder)
    return Edition(manifest.config["rows"], manifest.config["dimensions"], version_of(manifest))


def _read(name: str) -> VectorFile:
    return dataclasses.replace(read_artifact(SHIPPED / name), source=name)


HYPERPLANE = _shipped(
    "hyperplane-200d",
    "Made of three kinds of vectors, laid side by side and cut to their 200 main directions: "
    "Stanford's GloVe (which words stand near which in 6 billion words of Wikipedia and news), "
    "a word2vec of our own (62 million words of everyday English and Wikipedia), "
    "and what the small sentence transformer all-MiniLM-L6-v2 makes of each word. "
    "The first two only ever saw words beside words; "
    "the third was also shown which sentences belong together.",
)
WORD2VEC = _shipped(
    "word2vec-200d",
    "Word2vec: a side effect of training a network to guess a word from those around it, "
    "in 62 million words of everyday English and Wikipedia.",
)
GLOVE = Bundled(
    PACKAGED_NAME,
    lambda: Edition(*PACKAGED_SHAPE, PACKAGE_VERSION),
    read_package,
    "Stanford's GloVe: fitted to how often words stand near each other in 6 billion words "
    "of Wikipedia and news.",
)
BUNDLED = (HYPERPLANE, WORD2VEC, GLOVE)
"""The default first; the one that knows most words last."""
