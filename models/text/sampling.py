"""Choosing the next token from its logits: temperature and nucleus (top-p) sampling.

Top-p is Holtzman et al., "The Curious Case of Neural Text Degeneration" (ICLR 2020).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from models.text.lstm import Floats, Tokens

COLDEST = 0.02
"""Below this temperature the likeliest token is always taken."""


def choose(logits: Floats, temperature: Floats, top_p: Floats, draws: NDArray[np.float64]) -> Tokens:
    """Return a token (texts,) for each row of `logits` (texts, tokens).

    Parameters
    ----------
    logits : (texts, tokens) array
        Overwritten; -inf forbids a token.
    temperature : (texts,) array
        Logits are divided by it; below `COLDEST` the largest wins.
    top_p : (texts,) array
        Only the likeliest tokens that together have this probability are drawn from; 1 takes all.
    draws : (texts,) array
        One uniform number in [0, 1) a text: all the randomness there is.
    """
    logits -= logits.max(axis=1, keepdims=True)
    logits /= np.maximum(temperature, COLDEST)[:, None]
    weights = np.exp(logits, out=logits)
    if (top_p < 1.0).any():
        descending = np.sort(weights, axis=1)[:, ::-1]
        totals = np.cumsum(descending, axis=1)
        last = (totals < top_p[:, None] * totals[:, -1:]).sum(axis=1)
        least = np.take_along_axis(descending, np.minimum(last, weights.shape[1] - 1)[:, None], axis=1)
        weights[weights < least] = 0.0
    totals = np.cumsum(weights, axis=1, dtype=np.float64)
    chosen = (totals <= (draws * totals[:, -1])[:, None]).sum(axis=1)
    cold = temperature < COLDEST
    if cold.any():
        chosen[cold] = weights[cold].argmax(axis=1)
    tokens: Tokens = chosen.astype(np.int32)
    return tokens
