"""The attention model as it is served: numpy, with sums that are exact.

As in the LSTM (`models.text.lstm`) weights are whole numbers of 8 bits, and what they are multiplied with is
rounded to whole numbers so small that float32 adds the products without rounding. What heads compare and
gather is rounded as well, and added in float64. So what a token looked at depends on nothing that comes after
it, to the bit, nor on how the machine's BLAS sums.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.quantise import quantise
from models.text.attention.positions import rotated_share, turning_rates
from models.text.lstm import Floats, Tokens, exact_levels

Doubles = NDArray[np.float64]

GRID = float(1 << 13)
"""Queries, keys and values are rounded to this many steps from 0 to 1."""
WEIGHT_GRID = float(1 << 20)
"""And so are the weights of attention."""
CHUNK = 256
"""So many tokens are read at a time."""
MATRICES = ("looking", "gathering", "widening", "narrowing")
_GELU_SLOPE, _GELU_BEND = np.float32(np.sqrt(2 / np.pi)), np.float32(0.044715)


@dataclass(frozen=True, slots=True, eq=False)
class Looks:
    """Where every head looked, from every token.

    Attributes
    ----------
    weights : (layers, heads, tokens, tokens) float32
        Of each token, in rows, how much it looked at each token: none at those after it.
    nowhere : (layers, heads, tokens) float32
        How much it looked at nothing; with the row's weights this makes 1.
    """

    weights: Floats
    nowhere: Floats


@dataclass(slots=True, eq=False)
class AttentionState:
    """What is kept of one text that has been read.

    Attributes
    ----------
    hidden : (1, width) float32
        What the last token became.
    keys, values : list of (heads, tokens, numbers) float64
        Of each layer, of the tokens that are still in sight; whole numbers.
    read : int
        How many tokens have been read.
    """

    hidden: Floats
    keys: list[Doubles]
    values: list[Doubles]
    read: int = 0


class Attention:
    """Layers of heads that look back between a table of tokens and the logits of the next one.

    Parameters
    ----------
    tensors : mapping of str to array
        As `quantized` returns them.
    window : int
        How many tokens a head can look at.

    Raises
    ------
    KeyError, ValueError
        When a tensor is missing or of another shape than the others say.
    """

    def __init__(self, tensors: Mapping[str, NDArray[np.generic]], window: int) -> None:
        read = {name: np.asarray(tensor, dtype=np.float32) for name, tensor in tensors.items()}
        self.tokens, self.width = read["embedding"].shape
        self.layers, self.heads, unturned = read["nothing"].shape
        self.window = window
        numbers = self.width // self.heads
        turned = rotated_share(numbers)
        if self.width % self.heads or unturned != numbers - turned or window < 1:
            raise ValueError("the heads do not divide the width")
        self._rates = turning_rates(numbers)
        self._nothing = np.rint(np.pad(read["nothing"], [(0, 0), (0, 0), (turned, 0)]).astype(float) * GRID)
        wide = read["widening"].shape[1]
        expected = {
            "embedding": (self.tokens, self.width),
            "looking": (self.layers, 3 * self.width, self.width),
            "gathering": (self.layers, self.width, self.width),
            "widening": (self.layers, wide, self.width),
            "narrowing": (self.layers, self.width, wide),
        }
        for name, shape in expected.items():
            if read[name].shape != shape:
                raise ValueError(f"{name} is not of shape {shape}")
            if read[f"{name}_scale"].shape != shape[:-1]:
                raise ValueError(f"{name} has scales for other rows")
        self._table = read["embedding"] * read["embedding_scale"][:, None]
        self._output = _Matrix(read["embedding"], read["embedding_scale"])
        self._output_bias = read["output_bias"]
        self._layers = [
            {name: _Matrix(read[name][layer], read[f"{name}_scale"][layer]) for name in MATRICES}
            for layer in range(self.layers)
        ]

    def start(self) -> AttentionState:
        """Return the state before the first token of a text."""
        hidden = np.zeros((1, self.width), dtype=np.float32)
        nothing = np.zeros((self.heads, 0, self.width // self.heads))
        return AttentionState(hidden, [nothing] * self.layers, [nothing] * self.layers)

    def read(self, tokens: Tokens, state: AttentionState) -> Floats:
        """Let the `state` of a text read `tokens` (steps,); return what each became (steps, width)."""
        hidden = [self._read_chunk(tokens[at : at + CHUNK], state)[0] for at in range(0, len(tokens), CHUNK)]
        return np.concatenate(hidden) if hidden else np.zeros((0, self.width), dtype=np.float32)

    def look(self, tokens: Tokens) -> tuple[Floats, Looks]:
        """Read a whole text; return what each token became (tokens, width), and where it looked."""
        hidden, looks = self._read_chunk(tokens, self.start())
        weights = np.stack(looks).astype(np.float32)  # (layers, heads, tokens, 1 + tokens)
        return hidden, Looks(weights[..., 1:], weights[..., 0])

    def logits(self, hidden: Floats) -> Floats:
        """Return the logits (rows, tokens) of the next token after each row of `hidden` (rows, width)."""
        return self._output.product(hidden) + self._output_bias

    def _read_chunk(self, tokens: Tokens, state: AttentionState) -> tuple[Floats, list[Doubles]]:
        flow = self._table[tokens]
        places = np.arange(state.read, state.read + len(tokens))
        looks = []
        for layer, matrices in enumerate(self._layers):
            query, key, value = self._parts(matrices["looking"].product(_normal(flow)), places)
            keys = np.concatenate([state.keys[layer], key], axis=1)
            values = np.concatenate([state.values[layer], value], axis=1)
            weights = self._compare(query, keys, self._nothing[layer])
            looks.append(weights)
            gathered = (np.rint(weights[..., 1:] * WEIGHT_GRID) @ values) / (WEIGHT_GRID * GRID)
            found = gathered.transpose(1, 0, 2).reshape(len(tokens), self.width).astype(np.float32)
            flow = flow + matrices["gathering"].product(found)
            widened = _gelu(matrices["widening"].product(_normal(flow)))
            flow = flow + matrices["narrowing"].product(widened)
            in_sight = slice(max(0, keys.shape[1] - self.window + 1), None)
            state.keys[layer], state.values[layer] = keys[:, in_sight], values[:, in_sight]
        state.read += len(tokens)
        hidden = _normal(flow)
        if len(tokens):
            state.hidden = hidden[-1:]
        return hidden, looks

    def _parts(self, looking: Floats, places: NDArray[np.intp]) -> tuple[Doubles, Doubles, Doubles]:
        """Return queries, keys and values (heads, tokens, numbers), the first two turned."""
        parts = looking.reshape(len(looking), 3, self.heads, -1).transpose(1, 2, 0, 3).astype(np.float64)
        angles = places[:, None] * self._rates
        cosine, sine = np.cos(angles), np.sin(angles)
        pairs = len(self._rates)
        one, other = parts[:2, ..., :pairs].copy(), parts[:2, ..., pairs : 2 * pairs].copy()
        parts[:2, ..., :pairs] = one * cosine - other * sine
        parts[:2, ..., pairs : 2 * pairs] = one * sine + other * cosine
        query, key, value = np.rint(parts * GRID)
        return query, key, value

    def _compare(self, query: Doubles, keys: Doubles, nothing: Doubles) -> Doubles:
        """Return the weights (heads, tokens, 1 + keys) that each query gives to nothing and to the keys."""
        steps, count = query.shape[1], keys.shape[1]
        every = np.concatenate([nothing[:, None], keys], axis=1)
        scores = query @ every.transpose(0, 2, 1) / (GRID * GRID * np.sqrt(query.shape[2]))
        back = np.arange(count - steps, count)[:, None] - np.arange(count)
        scores[:, :, 1:][:, (back < 0) | (back >= self.window)] = -np.inf
        shares = np.rint(np.exp(scores - scores.max(axis=2, keepdims=True)) * (1 << 30))
        return np.asarray(shares / shares.sum(axis=2, keepdims=True))


class _Matrix:
    """A matrix of whole numbers, a scale a row, and how finely what it multiplies may be rounded."""

    def __init__(self, rows: Floats, scales: Floats) -> None:
        self._levels = exact_levels(rows)
        self._columns = np.ascontiguousarray(rows.T)
        self._scales = scales / self._levels

    def product(self, numbers: Floats) -> Floats:
        """Return the product with `numbers` (n, columns), each row rounded to levels of its largest."""
        peaks = np.abs(numbers).max(axis=1, keepdims=True, initial=0.0)
        peaks[peaks == 0] = 1.0
        product: Floats = np.rint(numbers * (self._levels / peaks)) @ self._columns
        product *= self._scales
        product *= peaks
        return product


def quantized(weights: Mapping[str, Floats]) -> dict[str, NDArray[np.generic]]:
    """Return the tensors that `Attention` reads: every row of a matrix as whole numbers and a scale.

    Parameters
    ----------
    weights : mapping of str to array
        `embedding` (tokens, width), `output_bias` (tokens,), `nothing` (layers, heads, unturned), and of all
        layers `looking` (layers, 3 * width, width), `gathering`, `widening` and `narrowing`.
    """
    tensors: dict[str, NDArray[np.generic]] = {
        "output_bias": weights["output_bias"],
        "nothing": weights["nothing"],
    }
    for name in ("embedding", *MATRICES):
        matrix = weights[name]
        small = quantise(matrix.reshape(-1, matrix.shape[-1]))
        tensors[name] = small.rows.reshape(matrix.shape)
        tensors[f"{name}_scale"] = small.scales.reshape(matrix.shape[:-1])
    return tensors


def _normal(flow: Floats) -> Floats:
    mean = np.mean(flow * flow, axis=1, keepdims=True)
    return np.asarray(flow / np.sqrt(mean + np.float32(1e-6)))


def _gelu(numbers: Floats) -> Floats:
    """Hendrycks and Gimpel, "Gaussian Error Linear Units" (2016), by its approximation with tanh."""
    bent = np.tanh(_GELU_SLOPE * (numbers + _GELU_BEND * numbers**3))
    return np.asarray(np.float32(0.5) * numbers * (1 + bent))
