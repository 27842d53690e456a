"""From a text to an attention model's artifact: train, round the weights, measure what is served (torch)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from models.artifacts import Manifest, save_artifact
from models.text.attention.heads import find_heads
from models.text.attention.library import ARTIFACT_KIND
from models.text.attention.network import AttentionConfig, AttentionNetwork
from models.text.attention.reader import AttentionReader
from models.text.attention.served import MATRICES, Attention, quantized
from models.text.corpus import Corpus
from models.text.endings import Kind
from models.text.evaluate import held_out_figures
from models.text.lstm import Floats
from models.text.train import Progress, TrainConfig, Trained, train

TRAINING = TrainConfig(network=AttentionConfig(window=256), batch=16, steps=256, rate=1.5e-3)
"""For a processor, whose hours are worth minutes of a graphics card: what shipped had larger batches."""


@dataclass(frozen=True, slots=True)
class AttentionBuildConfig:
    """Everything that decides what an artifact holds.

    Attributes
    ----------
    kind : Kind
        What the text is.
    training : TrainConfig
        Its `network` is an AttentionConfig.
    """

    kind: Kind
    training: TrainConfig


def build(
    corpus: Corpus,
    folder: Path,
    config: AttentionBuildConfig,
    *,
    progress: Callable[[Progress], None] | None = None,
    checkpoint: Path | None = None,
) -> Manifest:
    """Train on `corpus` and write the artifact to `folder`.

    Parameters
    ----------
    progress : callable, optional
        Called after every look at the development text.
    checkpoint : Path, optional
        As in `train`.
    """

    def told(step: Progress, _: AttentionNetwork) -> None:
        if progress:
            progress(step)

    trained = train(corpus, config.training, progress=told, checkpoint=checkpoint)
    spent = {"cpu_minutes": round(trained.minutes, 1), "updates": trained.updates}
    return write(corpus, folder, config, trained, spent)


def write(
    corpus: Corpus, folder: Path, config: AttentionBuildConfig, trained: Trained, figures: Mapping[str, Any]
) -> Manifest:
    """Measure what was trained as it is served, and write it to `folder`.

    Parameters
    ----------
    figures : mapping
        What the training took, and what other models make of the same held-out text, for the manifest.
    """
    tensors = quantized(weights_of(trained.network))
    vocabulary = trained.vocabulary
    attention = Attention(tensors, trained.network.config.window)
    metrics = {
        **held_out_figures(AttentionReader(attention, vocabulary), corpus.held_out),
        "weights": sum(each.numel() for each in trained.network.parameters()),
        **figures,
    }
    heads = find_heads(attention, vocabulary, config.kind, corpus.development, corpus.held_out)
    return save_artifact(
        folder,
        ARTIFACT_KIND,
        config=asdict(config),
        data=corpus.described(),
        metrics=metrics,
        tensors=tensors,
        documents={"vocabulary": vocabulary.document(), "heads": [asdict(head) for head in heads]},
    )


def weights_of(network: AttentionNetwork) -> dict[str, Floats]:
    """Return a network's weights under the names that `quantized` asks for."""
    named = {name: value.detach().numpy().astype(np.float32) for name, value in network.named_parameters()}

    def of_all_layers(name: str) -> Floats:
        return np.stack([named[f"layers.{layer}.{name}"] for layer in range(len(network.layers))])

    return {
        "embedding": named["embedding.weight"],
        "output_bias": named["output_bias"],
        "nothing": of_all_layers("nothing"),
        **{name: of_all_layers(f"{name}.weight") for name in MATRICES},
    }
