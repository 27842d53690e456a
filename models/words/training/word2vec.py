"""Word2vec on any text (Mikolov et al. 2013): vectors as a side effect of guessing words from contexts."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from gensim.models import Word2Vec

from models.artifacts import Manifest
from models.errors import CorpusUnreadable
from models.words.store.artifact import save_vectors
from models.words.training.corpus import records_of, sentences
from models.words.training.phrases import JOINT, Text, joined

SENTENCES_FILE = "sentences.txt"
STATE_FILE = "state.json"
MODEL_FILE = "word2vec.model"

_ROUNDS = 2  # of joining: the second makes phrases of three words and more


@dataclass(frozen=True, slots=True)
class TrainConfig:
    """How to train.

    Attributes
    ----------
    window : int
        The most places between a word and those it is guessed from.
    least : int
        Words that come less often are passed over.
    phrase_least, phrase_threshold
        See `phrases.joined`.
    negative : int
        How many random words each right one is compared with.
    sample : float
        Words of a larger share than this are thinned out.
    rate, last_rate : float
        The learning rate at the beginning and at the end.
    words : int
        The most words that are kept, the most frequent ones.
    workers : int
        Threads; with one, the same seed gives the same vectors.
    """

    dimensions: int = 200
    window: int = 5
    least: int = 20
    phrase_least: int = 40
    phrase_threshold: float = 0.5
    negative: int = 8
    sample: float = 1e-4
    epochs: int = 5
    rate: float = 0.05
    last_rate: float = 0.0005
    words: int = 60_000
    workers: int = 1
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Progress:
    """How far it is: what is being done, and how much of how much."""

    what: str
    done: float
    total: float


Told = Callable[[Progress], None]


def train(
    corpus: Sequence[Path],
    out: Path,
    config: TrainConfig,
    *,
    about: Sequence[str] = (),
    checkpoint: Path,
    told: Told = lambda _: None,
) -> Manifest:
    """Train on text files and write the vectors as an artifact; stopped, it goes on from its last epoch.

    Parameters
    ----------
    corpus
        Plain or gzipped text.
    out
        Where to write the vectors.
    about
        What each file is: source and licence, for the manifest.
    checkpoint
        A folder that is made, and is used again if it was made with the same files and settings.

    Raises
    ------
    CorpusUnreadable
        If no word comes often enough.
    """
    recipe = {"config": asdict(config), "corpus": records_of(corpus)}
    model, epoch = _resumed(checkpoint, recipe) or (_begun(corpus, checkpoint, config, recipe, told), 0)
    while epoch < config.epochs:
        _train_epoch(model, checkpoint, config, epoch, told)
        epoch += 1
        model.save(str(checkpoint / MODEL_FILE))
        _note(checkpoint, recipe, epoch)
    words = [word.replace(JOINT, " ") for word in model.wv.index_to_key[: config.words]]
    matrix = np.asarray(model.wv.vectors[: len(words)])
    return save_vectors(
        out, words, matrix, config=asdict(config), data=_data(recipe, about, model), metrics={}
    )


def _begun(
    corpus: Sequence[Path], checkpoint: Path, config: TrainConfig, recipe: dict[str, Any], told: Told
) -> Word2Vec:
    """Write the sentences with their phrases joined, and count their words."""
    checkpoint.mkdir(parents=True, exist_ok=True)
    text = Text.of(sentences(corpus, lambda done, size: told(Progress("Reading", done, size))))
    for done in range(_ROUNDS):
        told(Progress("Finding phrases", done, _ROUNDS))
        text = joined(text, least=config.phrase_least, threshold=config.phrase_threshold)
    text.write(checkpoint / SENTENCES_FILE)
    if text.counts()[1:].max(initial=0) < config.least:
        raise CorpusUnreadable(corpus[0], f"no word comes {config.least:,} times")
    model = Word2Vec(
        vector_size=config.dimensions,
        window=config.window,
        min_count=config.least,
        negative=config.negative,
        sample=config.sample,
        workers=config.workers,
        alpha=config.rate,
        seed=config.seed,
    )
    model.build_vocab(_Lines(checkpoint / SENTENCES_FILE, lambda done, size: None))
    model.save(str(checkpoint / MODEL_FILE))
    _note(checkpoint, recipe, 0)
    return model


def _train_epoch(model: Word2Vec, checkpoint: Path, config: TrainConfig, epoch: int, told: Told) -> None:
    def rate(part: float) -> float:
        return config.rate + (config.last_rate - config.rate) * part / config.epochs

    def at(done: int, size: int) -> None:
        told(Progress(f"Epoch {epoch + 1} of {config.epochs}", epoch + done / size, config.epochs))

    at(0, 1)
    model.train(
        _Lines(checkpoint / SENTENCES_FILE, at),
        total_examples=model.corpus_count,
        epochs=1,
        start_alpha=rate(epoch),
        end_alpha=rate(epoch + 1),
    )


@dataclass(frozen=True, slots=True)
class _Lines:
    """The sentences of a file, as often as asked for."""

    path: Path
    told: Callable[[int, int], None]

    def __iter__(self) -> Iterator[list[str]]:
        size, done = self.path.stat().st_size, 0
        with self.path.open("rb") as file:
            for line in file:
                yield line.decode().split()
                done += len(line)
                self.told(done, size)


def _resumed(checkpoint: Path, recipe: dict[str, Any]) -> tuple[Word2Vec, int] | None:
    """Return the model and the epochs it has behind it, if the checkpoint is of this recipe."""
    try:
        state = json.loads((checkpoint / STATE_FILE).read_text(encoding="utf-8"))
        if state.pop("recipe") != json.loads(json.dumps(recipe)):
            return None
        return Word2Vec.load(str(checkpoint / MODEL_FILE)), int(state["epoch"])
    except (OSError, ValueError, KeyError):
        return None


def _note(checkpoint: Path, recipe: dict[str, Any], epoch: int) -> None:
    scratch = checkpoint / f"{STATE_FILE}.new"
    scratch.write_text(json.dumps({"recipe": recipe, "epoch": epoch}), encoding="utf-8")
    scratch.replace(checkpoint / STATE_FILE)


def _data(recipe: dict[str, Any], about: Sequence[str], model: Word2Vec) -> dict[str, Any]:
    files = [dict(record) for record in recipe["corpus"]]
    for record, note in zip(files, about, strict=False):
        record["about"] = note
    return {
        "corpus": files,
        "words_read": int(model.corpus_total_words),
        "sentences": int(model.corpus_count),
    }
