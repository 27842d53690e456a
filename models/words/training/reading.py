"""What a small sentence transformer makes of a word that it reads alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from transformers import AutoModel, AutoTokenizer

MODEL = "sentence-transformers/all-MiniLM-L6-v2"
LAYER = 2
"""Of six. Where the pieces of a word have been put together, but not yet turned into a sentence's topic."""

_BATCH = 256


@dataclass(frozen=True, slots=True, eq=False)
class Readings:
    """For n words, each of (n, d) float32.

    Attributes
    ----------
    word
        The mean over a word's pieces after the second layer.
    sentence
        The model's own reading of the word as a whole text.
    """

    word: NDArray[np.float32]
    sentence: NDArray[np.float32]


def read_words(folder: Path, words: Sequence[str], told: Callable[[int, int], None]) -> Readings:
    """Let the model in `folder` (of the transformers library) read each word or phrase by itself."""
    tokenizer, model = AutoTokenizer.from_pretrained(folder), AutoModel.from_pretrained(folder).eval()
    pieces: list[list[int]] = tokenizer(list(words))["input_ids"]
    width = int(model.config.hidden_size)
    word, sentence = (np.zeros((len(words), width), dtype=np.float32) for _ in range(2))
    order = sorted(range(len(words)), key=lambda row: len(pieces[row]))  # of one length no padding is needed
    start = 0
    while start < len(order):
        length = len(pieces[order[start]])
        rows = [row for row in order[start : start + _BATCH] if len(pieces[row]) == length]
        batch = torch.tensor([pieces[row] for row in rows])  # (batch, pieces)
        with torch.inference_mode():
            states = model(input_ids=batch, output_hidden_states=True).hidden_states
        if length > 2:  # a beginning, an end, and something between
            word[rows] = states[LAYER][:, 1:-1].mean(1).numpy()
        sentence[rows] = states[-1].mean(1).numpy()
        start += len(rows)
        told(start, len(order))
    return Readings(word, sentence)
