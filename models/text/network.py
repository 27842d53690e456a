"""The network while it learns: tokens in, a long short-term memory, the next token out (torch).

Hochreiter and Schmidhuber, "Long Short-Term Memory" (Neural Computation, 1997). Serving it needs no torch:
see `lstm`.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

State = tuple[Tensor, Tensor]


@dataclass(frozen=True, slots=True)
class NetworkConfig:
    """The size of a network.

    Attributes
    ----------
    embedding : int
        Numbers a token; 0 means a one-hot vector, as in the cookbook's recipe.
    hidden : int
        Cells.
    dropout : float
        Which share of the numbers going in and out of the cells is left out while learning.
    """

    embedding: int = 256
    hidden: int = 512
    dropout: float = 0.0


class TextNetwork(nn.Module):
    """One layer of LSTM cells over token embeddings, and a linear layer to the next token's logits."""

    def __init__(self, tokens: int, config: NetworkConfig) -> None:
        super().__init__()
        width = config.embedding or tokens
        self.embedding = nn.Embedding(tokens, width)
        if not config.embedding:
            self.embedding.weight.requires_grad_(False).copy_(torch.eye(tokens))
        self.dropout = nn.Dropout(config.dropout)
        self.lstm = nn.LSTM(width, config.hidden)
        self.output = nn.Linear(config.hidden, tokens)
        self._first_weights(config.hidden)

    def forward(self, tokens: Tensor, state: State | None = None) -> tuple[Tensor, State]:
        """Return the logits (steps, batch, tokens) after each of `tokens` (steps, batch), and the state."""
        outputs, state = self.lstm(self.dropout(self.embedding(tokens)), state)
        return self.output(self.dropout(outputs)), state

    @staticmethod
    def remembering(state: tuple[Tensor, ...], kept: Tensor) -> State:
        """Return the state with what some of the streams have read forgotten; `kept` is (batch, 1)."""
        hidden, cells = state
        return hidden * kept, cells * kept

    def _first_weights(self, hidden: int) -> None:
        """Start with a memory that keeps: orthogonal recurrent blocks, forget gates open.

        Jozefowicz, Zaremba and Sutskever, "An Empirical Exploration of Recurrent Network Architectures" (ICML
        2015).
        """
        weights = dict(self.lstm.named_parameters())
        for block in torch.split(weights["weight_hh_l0"].detach(), hidden):
            nn.init.orthogonal_(block)
        nn.init.zeros_(weights["bias_hh_l0"])
        nn.init.zeros_(weights["bias_ih_l0"])
        nn.init.ones_(weights["bias_ih_l0"].detach()[hidden : 2 * hidden])
