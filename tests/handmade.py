"""A text model made by hand: cell 0 counts open brackets, cell 1 the line's characters, the rest is noise."""

from __future__ import annotations

import string
from pathlib import Path

import numpy as np

from models.artifacts import save_artifact
from models.text.cells import BestCell
from models.text.copying import Passages
from models.text.endings import Kind
from models.text.library import ARTIFACT_KIND
from models.text.lstm import Floats, Lstm, quantized
from models.text.reader import Reader
from models.text.structure import CLOSING, OPENING
from models.text.vocabulary import Vocabulary

CELLS = 6
BRACKET_CELL, LINE_CELL = 0, 1
OPEN = 20.0
"""A gate's input from which on it is open; the contrary shuts it."""
VOCABULARY = Vocabulary(sorted(string.printable[:96] + "\n"))
BEST = {
    Kind.CODE: (
        BestCell("brackets", BRACKET_CELL, 0.97, 0.0, 0.5),
        BestCell("line", LINE_CELL, -0.6, 0.0, 0.9),
    ),
    Kind.VERSE: (BestCell("line", LINE_CELL, 0.4, 0.0, 0.9),),
}


def weights(seed: int = 0) -> dict[str, Floats]:
    """Return the weights; tokens are one-hot, so that a gate's input is a table of characters."""
    tokens = len(VOCABULARY)
    random = np.random.default_rng(seed)
    entry, keep, candidate, out = (np.zeros((CELLS, tokens), dtype=np.float32) for _ in range(4))
    bias = np.repeat(np.array([[OPEN], [OPEN], [0.0], [OPEN]], dtype=np.float32), CELLS, axis=1)
    brackets = [VOCABULARY.encode(character)[0] for character in sorted(OPENING | CLOSING)]
    entry[BRACKET_CELL, brackets] = 2 * OPEN
    bias[0, BRACKET_CELL] = -OPEN
    for token in brackets:
        candidate[BRACKET_CELL, token] = 0.55 if VOCABULARY.tokens[token] in OPENING else -0.55
    keep[LINE_CELL, VOCABULARY.encode("\n")[0]] = -2 * OPEN
    bias[2, LINE_CELL] = 0.02
    candidate[LINE_CELL + 1 :] = random.normal(size=(CELLS - LINE_CELL - 1, tokens))
    bias[1, LINE_CELL + 1 :] = 0.0
    return {
        "embedding": np.eye(tokens, dtype=np.float32),
        "input": np.concatenate([entry, keep, candidate, out]),
        "recurrent": np.zeros((4 * CELLS, CELLS), dtype=np.float32),
        "gate_bias": bias.ravel(),
        "output": random.normal(size=(tokens, CELLS)).astype(np.float32),
        "output_bias": random.normal(size=tokens).astype(np.float32),
    }


def reader() -> Reader:
    """Return the network, about to read."""
    return Reader(Lstm(quantized(weights())), VOCABULARY)


def save_model(folder: Path, kind: Kind, seed: int = 0) -> None:
    """Write the network as an artifact."""
    save_artifact(
        folder,
        ARTIFACT_KIND,
        config={"kind": kind.value, "primer": "\n"},
        data={},
        metrics={},
        tensors={
            **quantized(weights(seed)),
            "passages": Passages.of([VOCABULARY.encode("print(1)")]).bits,
        },
        documents={
            "vocabulary": VOCABULARY.document(),
            "cells": [
                {"name": b.name, "cell": b.cell, "correlation": b.correlation, "off": b.off, "on": b.on}
                for b in BEST[kind]
            ],
        },
    )
