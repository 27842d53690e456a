"""The network as it is served: a fused LSTM step in numpy, whose sums are exact.

Weights are whole numbers of 8 bits and what the cells hand on is rounded to whole numbers as well, both small
enough that a float32 adds their products without rounding, in whatever order. So a text does not depend on
how many others are written at the same time, or on how the machine's BLAS sums: the same seed gives the same
text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.quantise import quantise

Floats = NDArray[np.float32]
Tokens = NDArray[np.int32]

EXACT = 1 << 24
"""Up to here float32 holds every whole number."""
GATES = 4


@dataclass(slots=True, eq=False)
class State:
    """What the cells remember, of several texts side by side.

    Attributes
    ----------
    hidden : (texts, cells) float32
        What the cells hand on, between -1 and 1.
    cells : (texts, cells) float32
        What they keep for themselves.
    """

    hidden: Floats
    cells: Floats

    def rows(self, rows: NDArray[np.intp]) -> State:
        """Return the state of some of the texts."""
        return State(self.hidden[rows], self.cells[rows])

    @classmethod
    def together(cls, *states: State) -> State:
        """Return several states as one."""
        hidden = np.concatenate([state.hidden for state in states])
        return cls(hidden, np.concatenate([state.cells for state in states]))


class Lstm:
    """One layer of LSTM cells between a table of tokens and the logits of the next one.

    Parameters
    ----------
    tensors : mapping of str to array
        As `quantized` returns them.

    Raises
    ------
    KeyError, ValueError
        When a tensor is missing or of another shape than the others say.
    """

    def __init__(self, tensors: Mapping[str, NDArray[np.generic]]) -> None:
        read = {name: np.asarray(tensor, dtype=np.float32) for name, tensor in tensors.items()}
        self.size = read["recurrent"].shape[1]
        self.tokens = read["output"].shape[0]
        width = read["embedding"].shape[1]
        expected = {
            "embedding": (self.tokens, width),
            "input": (GATES * self.size, width),
            "recurrent": (GATES * self.size, self.size),
            "output": (self.tokens, self.size),
        }
        for name, shape in expected.items():
            if read[name].shape != shape or read[f"{name}_scale"].shape != shape[:1]:
                raise ValueError(f"{name} is not of shape {shape}")
        inputs = (read["embedding"] @ read["input"].T) * read["embedding_scale"][:, None]
        # tanh alone serves all four gates, as sigmoid(x) = (1 + tanh(x / 2)) / 2.
        halved = np.repeat(np.array([0.5, 0.5, 0.5, 1.0], dtype=np.float32), self.size)
        self._inputs = (inputs * read["input_scale"] + read["gate_bias"]) * halved
        self._recurrent = np.ascontiguousarray(read["recurrent"].T)
        self._output = np.ascontiguousarray(read["output"].T)
        self.levels = exact_levels(read["recurrent"], read["output"])
        self._recurrent_scale = read["recurrent_scale"] * halved / self.levels
        self._output_scale = read["output_scale"] / self.levels
        self._output_bias = read["output_bias"]

    def start(self, texts: int = 1) -> State:
        """Return the state before the first token of so many texts."""
        zeros = np.zeros((2, texts, self.size), dtype=np.float32)
        return State(*zeros)

    def step(self, tokens: Tokens, state: State) -> None:
        """Let `state` read one token a text; `tokens` is (texts,)."""
        gates = np.rint(state.hidden * self.levels) @ self._recurrent
        gates *= self._recurrent_scale
        gates += self._inputs[tokens]
        np.tanh(gates, out=gates)
        doors, candidate = gates[:, : 3 * self.size], gates[:, 3 * self.size :]
        doors *= 0.5
        doors += 0.5
        let_in, keep, let_out = (doors[:, at : at + self.size] for at in range(0, 3 * self.size, self.size))
        candidate *= let_in
        state.cells *= keep
        state.cells += candidate
        np.tanh(state.cells, out=state.hidden)
        state.hidden *= let_out

    def logits(self, hidden: Floats) -> Floats:
        """Return the logits (rows, tokens) of the next token after each row of `hidden` (rows, cells)."""
        logits: Floats = np.rint(hidden * self.levels) @ self._output
        logits *= self._output_scale
        logits += self._output_bias
        return logits

    def read(self, tokens: Tokens, state: State) -> tuple[Floats, Floats]:
        """Let the `state` of one text read `tokens` (steps,); return hidden and cells (steps, cells)."""
        hidden, cells = np.empty((2, len(tokens), self.size), dtype=np.float32)
        for at in range(len(tokens)):
            self.step(tokens[at : at + 1], state)
            hidden[at], cells[at] = state.hidden[0], state.cells[0]
        return hidden, cells


def log_softmax(logits: Floats) -> Floats:
    """Return natural logarithms of probabilities, for the last axis."""
    shifted: Floats = logits - logits.max(axis=-1, keepdims=True)
    shifted -= np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return shifted


def quantized(weights: Mapping[str, Floats]) -> dict[str, NDArray[np.generic]]:
    """Return the tensors that `Lstm` reads: every row of a matrix as whole numbers and a scale.

    Parameters
    ----------
    weights : mapping of str to array
        `embedding` (tokens, width), `input` (4 * cells, width), `recurrent` (4 * cells, cells) and
        `gate_bias` (4 * cells) with the gates in torch's order (in, keep, candidate, out), `output` (tokens,
        cells) and `output_bias` (tokens).
    """
    size = weights["recurrent"].shape[1]
    order = np.arange(GATES * size).reshape(GATES, size)[[0, 1, 3, 2]].ravel()
    tensors: dict[str, NDArray[np.generic]] = {
        "gate_bias": weights["gate_bias"][order],
        "output_bias": weights["output_bias"],
    }
    for name in ("embedding", "input", "recurrent", "output"):
        matrix = weights[name][order] if name in {"input", "recurrent"} else weights[name]
        small = quantise(matrix)
        tensors[name], tensors[f"{name}_scale"] = small.rows, small.scales
    return tensors


def exact_levels(*matrices: Floats) -> np.float32:
    """Return into how many steps from 0 to 1 what matrices multiply may be rounded for sums to stay exact."""
    largest_sum = max(float(np.abs(matrix).sum(axis=1).max()) for matrix in matrices)
    return np.float32((EXACT - 1) // max(1.0, largest_sum))
