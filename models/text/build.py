"""From a text to an artifact: train, round the weights, measure what is served, write (torch)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.artifacts import Manifest, save_artifact
from models.text.cells import BestCell, find_cells
from models.text.copying import Passages
from models.text.corpus import Corpus, characters
from models.text.endings import Kind
from models.text.evaluate import bits_per_character, held_out_figures, parse_rate
from models.text.generate import Options, Writer
from models.text.library import ARTIFACT_KIND
from models.text.lstm import Floats, Lstm, quantized
from models.text.network import TextNetwork
from models.text.reader import Reader
from models.text.train import Progress, TrainConfig, train
from models.text.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class BuildConfig:
    """Everything that decides what an artifact holds.

    Attributes
    ----------
    kind : Kind
        What the model writes.
    primer : str
        What a text to go on with is read after: see `Reader`.
    training : TrainConfig
    """

    kind: Kind
    primer: str = ""
    training: TrainConfig = field(default_factory=TrainConfig)


def build(
    corpus: Corpus,
    folder: Path,
    config: BuildConfig,
    *,
    progress: Callable[[Progress, Writer], None] | None = None,
    checkpoint: Path | None = None,
    baselines: Mapping[str, Any] | None = None,
) -> Manifest:
    """Train on `corpus` and write the artifact to `folder`.

    Parameters
    ----------
    progress : callable, optional
        Called after every look at the development text, with a writer of what has been learned so far.
    checkpoint : Path, optional
        As in `train`.
    baselines : mapping, optional
        Figures of other models on the same held-out text, to stand beside ours.
    """
    vocabulary = Vocabulary.learn([each.text for each in corpus.training], config.training.tokens)

    def told(step: Progress, network: TextNetwork) -> None:
        if progress:
            progress(step, Writer(reader_of(network, vocabulary, config.primer), config.kind))

    trained = train(corpus, config.training, vocabulary=vocabulary, progress=told, checkpoint=checkpoint)
    tensors = quantized(weights_of(trained.network))
    reader = Reader(Lstm(tensors), vocabulary, config.primer)
    unprimed = reader.unprimed()
    passages = Passages.of(vocabulary.encode(each.text) for each in corpus.training)
    metrics: dict[str, Any] = {
        **held_out_figures(unprimed, corpus.held_out),
        "development_bits_per_character": round(bits_per_character(unprimed, corpus.development), 4),
        "characters_per_token": round(_characters_per_token(vocabulary, corpus), 2),
        "cpu_minutes": round(trained.minutes, 1),
        "updates": trained.updates,
        **(baselines or {}),
    }
    if config.kind is Kind.CODE:
        metrics["snippets_that_parse"] = asdict(parse_rate(Writer(reader, config.kind), Options()))
    parts = Parts(tensors, passages, find_cells(reader, config.kind, corpus.development, corpus.held_out))
    return save_model(folder, config, vocabulary, parts, data=corpus.described(), metrics=metrics)


@dataclass(frozen=True, slots=True, eq=False)
class Parts:
    """What is written of a model beside its vocabulary: see `TextModel`."""

    tensors: Mapping[str, NDArray[Any]]
    passages: Passages
    best_cells: tuple[BestCell, ...] = ()


def save_model(
    folder: Path,
    config: BuildConfig,
    vocabulary: Vocabulary,
    parts: Parts,
    *,
    data: Mapping[str, Any],
    metrics: Mapping[str, Any],
) -> Manifest:
    """Write a model to `folder` as `models.text.library` reads it; raises as `save_artifact` does."""
    return save_artifact(
        folder,
        ARTIFACT_KIND,
        config=asdict(config),
        data=data,
        metrics=metrics,
        tensors={**parts.tensors, "passages": parts.passages.bits},
        documents={
            "vocabulary": vocabulary.document(),
            "cells": [asdict(cell) for cell in parts.best_cells],
        },
    )


def reader_of(network: TextNetwork, vocabulary: Vocabulary, primer: str) -> Reader:
    """Return the reader that `network` is served as."""
    return Reader(Lstm(quantized(weights_of(network))), vocabulary, primer)


def weights_of(network: TextNetwork) -> dict[str, Floats]:
    """Return a network's weights under the names that `quantized` asks for."""
    named = {name: value.detach().numpy().astype(np.float32) for name, value in network.named_parameters()}
    return {
        "embedding": named["embedding.weight"],
        "input": named["lstm.weight_ih_l0"],
        "recurrent": named["lstm.weight_hh_l0"],
        "gate_bias": named["lstm.bias_ih_l0"] + named["lstm.bias_hh_l0"],
        "output": named["output.weight"],
        "output_bias": named["output.bias"],
    }


def _characters_per_token(vocabulary: Vocabulary, corpus: Corpus) -> float:
    tokens = sum(len(vocabulary.encode(each.text)) for each in corpus.held_out)
    return characters(corpus.held_out) / tokens
