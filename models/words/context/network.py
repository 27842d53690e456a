"""The network that fills gaps, as it is trained (torch)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from models.quantise import quantise

_PLACES_SPREAD = 0.1
_MAP_SPREAD = 0.15


@dataclass(frozen=True, slots=True)
class NetworkConfig:
    """The size of a network.

    Attributes
    ----------
    window : int
        So many tokens on either side of the gap are read.
    hidden : int
        Numbers that a context is summed up in, and that each answer has.
    inner : int
        Cells of the layer on top of the sum.
    hidden_words : float
        Which share of the context's words is hidden while training.
    dropout : float
        Which share of the summed-up context's numbers is.
    """

    window: int = 6
    hidden: int = 64
    inner: int = 192
    hidden_words: float = 0.1
    dropout: float = 0.1


class ContextNetwork(nn.Module):
    """Words as pre-trained vectors plus what is learned of them, a matrix a place, a layer, and answers.

    Parameters
    ----------
    vectors : (tokens, d) float32
        Unit vectors of all that is read, zeros for what has none; the answers are the rows `first` and on.
    answers : int
        How many words it answers.
    log_frequency : (answers,) float32
        Of each answer: what it knows before it has learned anything.
    """

    def __init__(
        self,
        vectors: NDArray[np.float32],
        first: int,
        log_frequency: NDArray[np.float32],
        config: NetworkConfig,
    ) -> None:
        super().__init__()
        answers, dimensions = len(log_frequency), vectors.shape[1]
        self.config = config
        self.register_buffer("vectors", torch.from_numpy(vectors))
        self.register_buffer("answer_vectors", torch.from_numpy(vectors[first : first + answers].copy()))
        self.learned = nn.Embedding(len(vectors), dimensions)
        self.weight = nn.Embedding(len(vectors), 1)
        self.places = nn.Parameter(torch.randn(2 * config.window, dimensions, config.hidden) * _PLACES_SPREAD)
        self.hidden_bias = nn.Parameter(torch.zeros(config.hidden))
        self.inner = nn.Linear(config.hidden, config.inner)
        self.outer = nn.Linear(config.inner, config.hidden)
        self.dropout = nn.Dropout(config.dropout)
        self.map = nn.Linear(dimensions, config.hidden, bias=False)
        self.learned_answers = nn.Embedding(answers, config.hidden)
        self.bias = nn.Parameter(torch.from_numpy(log_frequency.copy()))
        nn.init.normal_(self.map.weight, std=_MAP_SPREAD)
        for embedding in (self.weight, self.learned_answers):
            nn.init.zeros_(embedding.weight)
        nn.init.zeros_(self.learned.weight)
        with torch.no_grad():
            self.learned.weight[:first].normal_(std=0.1)

    @property
    def embeddings(self) -> list[nn.Parameter]:
        """The parameters of single words, of which most are seldom seen."""
        tables = (self.learned, self.weight, self.learned_answers)
        return [parameter for table in tables for parameter in table.parameters()]

    def forward(self, contexts: Tensor) -> Tensor:
        """Return (n, hidden) of the tokens (n, 2 x window) around n gaps."""
        read = self.read(contexts)
        if self.training:
            read = read * (torch.rand(*contexts.shape, 1) >= self.config.hidden_words)
        summed = read.flatten(1) @ self.places.flatten(0, 1) + self.hidden_bias
        hidden: Tensor = self.dropout(summed + self.outer(torch.relu(self.inner(summed))))
        return hidden

    def read(self, tokens: Tensor) -> Tensor:
        """Return what is read of tokens: their vectors, each in the length that it is worth."""
        vectors: Tensor = self.vectors[tokens] + self.learned(tokens)  # type: ignore[index]
        return vectors * torch.exp(self.weight(tokens))

    def answers(self, rows: Tensor) -> tuple[Tensor, Tensor]:
        """Return what the hidden numbers are compared with for some answers, and their biases."""
        vectors: Tensor = self.answer_vectors[rows]  # type: ignore[index]
        return self.map(vectors) + self.learned_answers(rows), self.bias[rows]


def weights_of(network: ContextNetwork) -> dict[str, NDArray[np.generic]]:
    """Return a network's weights as `Predictor` takes them."""
    with torch.no_grad():
        read = network.read(torch.arange(len(network.learned.weight))).numpy()
        answers, bias = network.answers(torch.arange(len(network.bias)))
    tokens, outputs = quantise(read), quantise(answers.numpy())
    halves = {
        "places": network.places,
        "hidden_bias": network.hidden_bias,
        "inner": network.inner.weight.T,
        "inner_bias": network.inner.bias,
        "outer": network.outer.weight.T,
        "outer_bias": network.outer.bias,
        "bias": bias,
    }
    return {
        "input": tokens.rows,
        "input_scale": tokens.scales,
        "output": outputs.rows,
        "output_scale": outputs.scales,
        **{name: each.detach().numpy().astype(np.float16) for name, each in halves.items()},
    }
