"""The network that fills gaps, as it is trained (torch)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from models.quantise import quantise
from models.words.context.calibration import Calibration
from models.words.context.predictor import SPECIAL

_NEAR_SPREAD = 0.025
_FAR_SPREAD = 0.02
_FAR_WEIGHT = 0.3
_MAP_SPREAD = 0.15
_OUTER_SPREAD = 0.02


@dataclass(frozen=True, slots=True)
class NetworkConfig:
    """The size of a network.

    Attributes
    ----------
    dimensions : int
        Numbers that a word is read as.
    near, window : int
        So many tokens on either side of the gap have a matrix for their place, and so many are read at all.
    hidden : int
        Numbers that a context is summed up in, and that each answer has.
    inner : int
        Cells of the layer on top of the sum.
    hidden_words : float
        Which share of the context's words is hidden while training.
    dropout : float
        Which share of the summed-up context's numbers is.
    """

    dimensions: int = 128
    near: int = 5
    window: int = 10
    hidden: int = 160
    inner: int = 384
    hidden_words: float = 0.05
    dropout: float = 0.05


class ContextNetwork(nn.Module):
    """Words as vectors, a matrix for each near place and weights for each far one, a layer, and answers.

    An answer is compared as a linear map of the vector that it is read as, plus what is learned of it alone:
    so one learns from the other.

    Parameters
    ----------
    vectors : (tokens, dimensions) float32
        Where the vectors of all that is read start; the answers are the rows after `SPECIAL`.
    log_frequency : (answers,) float32
        Of each answer: what it knows before it has learned anything.
    """

    def __init__(
        self, vectors: NDArray[np.float32], log_frequency: NDArray[np.float32], config: NetworkConfig
    ) -> None:
        super().__init__()
        self.config = config
        words, hidden, far = config.dimensions, config.hidden, config.window - config.near
        self.words = nn.Embedding(len(vectors), words, sparse=True)
        self.near = nn.Parameter(torch.randn(2 * config.near, words, hidden) * _NEAR_SPREAD)
        self.far = nn.Parameter(torch.full((2 * far, words), _FAR_WEIGHT))
        self.far_map = nn.Linear(words, hidden, bias=False)
        self.hidden_bias = nn.Parameter(torch.zeros(hidden))
        self.inner = nn.Linear(hidden, config.inner)
        self.outer = nn.Linear(config.inner, hidden)
        self.dropout = nn.Dropout(config.dropout)
        self.map = nn.Linear(words, hidden, bias=False)
        self.learned = nn.Embedding(len(log_frequency), hidden, sparse=True)
        self.bias = nn.Embedding(len(log_frequency), 1, sparse=True)
        with torch.no_grad():
            self.words.weight.copy_(torch.from_numpy(vectors))
            self.bias.weight.copy_(torch.from_numpy(log_frequency)[:, None])
        nn.init.normal_(self.far_map.weight, std=_FAR_SPREAD)
        nn.init.normal_(self.map.weight, std=_MAP_SPREAD)
        nn.init.normal_(self.outer.weight, std=_OUTER_SPREAD)
        nn.init.zeros_(self.outer.bias)
        nn.init.zeros_(self.learned.weight)

    @property
    def tables(self) -> list[nn.Parameter]:
        """The parameters of single words, of which an update changes few."""
        tables = (self.words, self.learned, self.bias)
        return [parameter for table in tables for parameter in table.parameters()]

    @property
    def shared(self) -> list[nn.Parameter]:
        """All other parameters."""
        return [each for each in self.parameters() if not any(each is table for table in self.tables)]

    def forward(self, contexts: Tensor) -> Tensor:
        """Return (n, hidden) of the tokens (n, 2 x window) around n gaps."""
        read = self.words(contexts)
        if self.training:
            kept = (torch.rand(*contexts.shape, 1) >= self.config.hidden_words).float()
            read = read * kept / (1.0 - self.config.hidden_words)
        reach = self.config.window - self.config.near
        near = read[:, reach:-reach].flatten(1) @ self.near.flatten(0, 1) + self.hidden_bias
        far = torch.cat([read[:, :reach], read[:, -reach:]], dim=1)
        summed = near + self.far_map(torch.einsum("npd,pd->nd", far, self.far))
        hidden: Tensor = self.dropout(summed + self.outer(torch.relu(self.inner(summed))))
        return hidden

    def answers(self, rows: Tensor) -> tuple[Tensor, Tensor]:
        """Return what the hidden numbers are compared with for some answers, and their biases."""
        vectors: Tensor = self.map(self.words(rows + len(SPECIAL))) + self.learned(rows)
        return vectors, self.bias(rows)[:, 0]


def weights_of(
    network: ContextNetwork, log_frequency: NDArray[np.float32], calibration: Calibration
) -> dict[str, NDArray[np.generic]]:
    """Return a network's weights as `Predictor` takes them, all scores divided by the temperature."""
    temperature = calibration.temperature
    with torch.no_grad():
        answers, bias = network.answers(torch.arange(len(network.bias.weight)))
    tokens = quantise(network.words.weight.detach().numpy())
    outputs = quantise((answers / temperature).numpy())
    halves: dict[str, Tensor] = {
        "near": network.near,
        "far": network.far,
        "far_map": network.far_map.weight.T,
        "hidden_bias": network.hidden_bias,
        "inner": network.inner.weight.T,
        "inner_bias": network.inner.bias,
        "outer": network.outer.weight.T,
        "outer_bias": network.outer.bias,
        "bias": bias / temperature,
    }
    return {
        "prior": log_frequency.astype(np.float16),
        "doubt": np.array([calibration.doubt], dtype=np.float32),
        "input": tokens.rows,
        "input_scale": tokens.scales,
        "output": outputs.rows,
        "output_scale": outputs.scales,
        **{name: each.detach().numpy().astype(np.float16) for name, each in halves.items()},
    }
